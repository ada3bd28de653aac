"""The model that a world names."""

from typing import Literal

from ruleloop.draws import Draws
from simulators.education_paths.learning.continuous import ContinuousModel
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.model import LearnerModel
from simulators.education_paths.learning.tracing import TracingModel
from simulators.education_paths.learning.traits import Subject, Traits

ModelKind = Literal["continuous", "tracing"]


def build_model(
    kind: ModelKind, traits: Traits, *, subject: Subject, effects: Effects, draws: Draws
) -> LearnerModel:
    """A cohort at the start of a course: the model starts anew from the traits, which it keeps.

    traits: of the learners (`Learners` are). subject: `Subject.of(course, difficulty)`.
    draws: only the discrete model draws, keyed by learner, concept and touch.
    """
    if kind == "tracing":
        return TracingModel(traits, subject, effects, draws)
    return ContinuousModel(traits, subject, effects)
