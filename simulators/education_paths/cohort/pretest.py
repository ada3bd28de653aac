"""The pre-test: few items, so that it tells little; solved with what is known before the course."""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.course.exam import item_counts
from simulators.education_paths.course.structure import Structure
from simulators.education_paths.learning.model import Floats
from simulators.education_paths.world import World


def draw_pretest(
    world: World, structure: Structure, draws: Draws, *, mastery: Floats, ability: Floats
) -> Floats:
    """The share of the pre-test that each learner solves; items follow the exam's shares.

    Right answers come as in the continuous model, whichever model the cohort follows.
    """
    counts = item_counts(structure.exam_share, world.pretest_items)
    concept = np.repeat(np.arange(len(counts)), counts)
    logit = (
        world.mastery_logits * mastery[:, concept]
        - world.unknown_logits
        + world.ability_logits * ability[:, None]
        - structure.difficulty[concept]
    )
    chance = world.guess + (1.0 - world.guess) / (1.0 + np.exp(-logit))
    solved = draws.generator("pretest").random(chance.shape) < chance
    share: Floats = solved.mean(axis=1)
    return share
