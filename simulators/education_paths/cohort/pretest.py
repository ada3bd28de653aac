"""The pre-test: few items, so that it tells little; solved with what is known before the course."""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.arrays import Floats
from simulators.education_paths.course.exam import item_counts
from simulators.education_paths.course.structure import Structure
from simulators.education_paths.world import World

# Chance of a right answer by mastery, as in the learner models.
GUESS, BY_MASTERY, AT_NOTHING, BY_ABILITY = 0.12, 5.0, -2.6, 0.5


def draw_pretest(
    world: World, structure: Structure, draws: Draws, *, mastery: Floats, ability: Floats
) -> Floats:
    """The share of the pre-test that each learner solves; items follow the exam's shares."""
    counts = item_counts(structure.exam_share, world.pretest_items)
    concept = np.repeat(np.arange(len(counts)), counts)
    logit = (
        BY_MASTERY * mastery[:, concept]
        + AT_NOTHING
        + BY_ABILITY * ability[:, None]
        - structure.difficulty[concept]
    )
    chance = GUESS + (1.0 - GUESS) / (1.0 + np.exp(-logit))
    solved = draws.generator("pretest").random(chance.shape) < chance
    share: Floats = solved.mean(axis=1)
    return share
