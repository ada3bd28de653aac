"""A few learners on four concepts, and a course of random activities for them."""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.build import ModelKind, build_model
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.model import EXERCISE, Doing, LearnerModel
from simulators.education_paths.learning.traits import Subject
from simulators.education_paths.learning.trials.sample import Sample

LEARNERS, CONCEPTS = 40, 4
SUBJECT = Subject(
    prerequisites=((), (0,), (0, 1), (2,)),
    confusable=((), (2,), (1,), ()),
    difficulty=(0.0, 0.3, -0.4, 0.1),
)
DRAWS = Draws(b"sixteen bytes ok")


def cohort(seed: int = 1) -> Sample:
    numbers = np.random.default_rng(seed)
    return Sample(
        mastery=numbers.beta(1.5, 5.0, (LEARNERS, CONCEPTS)),
        ability=numbers.normal(0.0, 0.75, LEARNERS),
        rate=np.exp(numbers.normal(0.0, 0.15, LEARNERS)),
        stability=np.exp(numbers.normal(0.0, 1.7, LEARNERS)),
        persistence=numbers.normal(0.0, 1.0, LEARNERS),
    )


def model(kind: ModelKind, effects: Effects | None = None, seed: int = 1) -> LearnerModel:
    effects = effects or Effects()
    return build_model(kind, cohort(seed), subject=SUBJECT, effects=effects, draws=DRAWS)


def doing(
    kind: int, level: int = 0, *, concept: int = 0, day: float = 0.0, minutes: float = 0.0
) -> Doing:
    """Everybody does the same."""
    return Doing(
        who=np.arange(LEARNERS),
        concept=np.full(LEARNERS, concept),
        kind=np.full(LEARNERS, kind),
        level=np.full(LEARNERS, level),
        day=day,
        session_min=np.full(LEARNERS, minutes),
    )


def anything(numbers: np.random.Generator, day: float) -> Doing:
    """Some of them do whatever."""
    who = np.flatnonzero(numbers.random(LEARNERS) < 0.7)
    kind = numbers.integers(0, 4, who.size)
    return Doing(
        who=who,
        concept=numbers.integers(0, CONCEPTS, who.size),
        kind=kind,
        level=np.where(kind == EXERCISE, numbers.integers(1, 4, who.size), 0),
        day=day,
        session_min=numbers.uniform(0.0, 90.0, who.size),
    )
