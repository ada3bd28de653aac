"""What the models of learning must know of learners and of the subject: facts, never groups."""

from dataclasses import dataclass
from typing import Protocol

from simulators.education_paths.learning.model import Floats
from simulators.education_paths.observations import Course


class Traits(Protocol):
    """Of each learner; `Learners` has them. Models never see who belongs to which group.

    mastery: learners x concepts, before the course, 0 to 1. ability, persistence: logits around 0.
    rate: factor of learning. stability: factor of memory stability.
    """

    @property
    def mastery(self) -> Floats: ...  # noqa: D102 - the class says it
    @property
    def ability(self) -> Floats: ...  # noqa: D102 - the class says it
    @property
    def rate(self) -> Floats: ...  # noqa: D102 - the class says it
    @property
    def stability(self) -> Floats: ...  # noqa: D102 - the class says it
    @property
    def persistence(self) -> Floats: ...  # noqa: D102 - the class says it


@dataclass(frozen=True)
class Subject:
    """What is learnt.

    prerequisites, confusable: by concept, numbers of concepts. difficulty: by concept, logits
    around 0, higher is harder; latent.
    """

    prerequisites: tuple[tuple[int, ...], ...]
    confusable: tuple[tuple[int, ...], ...]
    difficulty: tuple[float, ...]

    @classmethod
    def of(cls, course: Course, difficulty: tuple[float, ...]) -> "Subject":
        """The subject of a course."""
        return cls(
            prerequisites=tuple(concept.prerequisites for concept in course.concepts),
            confusable=tuple(concept.confusable for concept in course.concepts),
            difficulty=difficulty,
        )
