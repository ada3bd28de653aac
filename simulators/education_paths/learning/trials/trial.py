"""A virtual trial: what was published, how near we want to be, and how it is played."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.continuous import ContinuousModel
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.traits import Subject
from simulators.education_paths.learning.trials.arm import Session, play
from simulators.education_paths.learning.trials.post_test import effect_size, post_test
from simulators.education_paths.learning.trials.sample import LEARNERS, sample

SEED = bytes(range(16))


@dataclass(frozen=True)
class Trial:
    """What a coefficient was fitted to.

    published, low, high: the effect and the range within which ours counts as the same.
    unit: "d" standard deviations, or what else is compared. measure: plays it.
    """

    name: str
    source: str
    published: float
    low: float
    high: float
    unit: str
    measure: Callable[[Effects], float]


def compare(
    effects: Effects,
    subject: Subject,
    mastery: tuple[float, ...],
    *,
    treated: Sequence[Session],
    control: Sequence[Session],
    test_day: float,
    tested: tuple[int, ...] = (0,),
) -> float:
    """Cohen's d of one way to learn against another, played by the same learners."""
    draws = Draws(SEED)
    scores = []
    for sessions in (treated, control):
        model = ContinuousModel(sample(draws, mastery), subject, effects)
        play(model, sessions, LEARNERS, draws)
        scores.append(post_test(model, tested, test_day, draws=draws))
    return effect_size(*scores)


def alone(concepts: int = 1) -> Subject:
    """Concepts of usual difficulty that build on nothing and are not mixed up."""
    none = ((),) * concepts
    return Subject(prerequisites=none, confusable=none, difficulty=tuple(np.zeros(concepts)))
