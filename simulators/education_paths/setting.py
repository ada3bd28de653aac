"""One course before anybody learns: everything that is drawn beforehand."""

from dataclasses import dataclass

from simulators.education_paths.cohort.cohort import Learners
from simulators.education_paths.course.exam import ExamForm
from simulators.education_paths.course.structure import Structure
from simulators.education_paths.observations import Cohort, Course


@dataclass(frozen=True)
class Setting:
    """The course of a world, its exam, and who takes part.

    cohort: what rules are told of the learners.
    """

    structure: Structure
    exam: ExamForm
    learners: Learners
    cohort: Cohort

    @property
    def course(self) -> Course:
        """What rules are told of the course."""
        return self.structure.course
