"""One course before anybody learns: everything that is drawn beforehand."""

from dataclasses import dataclass, field

from simulators.education_paths.cohort.cohort import Learners
from simulators.education_paths.course.exam import ExamForm
from simulators.education_paths.course.structure import Structure
from simulators.education_paths.learning.traits import Subject
from simulators.education_paths.observations import Cohort, Course
from simulators.education_paths.world import World


@dataclass(frozen=True)
class Setting:
    """The course of a world, its exam, and who takes part.

    cohort: what rules are told of the learners. world: with the coefficients of learning as its
        factors move them.
    """

    structure: Structure
    exam: ExamForm
    learners: Learners
    cohort: Cohort
    world: World = field(default_factory=World)

    @property
    def course(self) -> Course:
        """What rules are told of the course."""
        return self.structure.course

    @property
    def subject(self) -> Subject:
        """What the model of learning knows of the course."""
        return Subject.of(self.course, tuple(self.structure.difficulty.tolist()))
