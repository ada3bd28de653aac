"""What rules of a course see and answer: the whole border between simulator and rules.

Before the course starts its sessions are planned (`plan`); whenever a learner is ready for the next
activity, one is chosen (`choose`). All learners of a round are asked in one message; a rule is
still written for one learner.

    def choose(learner, course, tools): return tools.exercise(3, MIDDLE)
    def plan(cohort, course, tools): return Plan(session_min=(25.0,) * course.days)
"""

from typing import Protocol

from simulators.education_paths.actions import Choice, Plan
from simulators.education_paths.observations import (
    EASY,
    HARD,
    MIDDLE,
    MOST_ATTEMPTS,
    NEVER,
    Activity,
    Cohort,
    Concept,
    Course,
    Kind,
    Learner,
)
from simulators.education_paths.tools import Tools

__all__ = [
    "EASY",
    "HARD",
    "MIDDLE",
    "MOST_ATTEMPTS",
    "NEVER",
    "Activity",
    "Choice",
    "Cohort",
    "Concept",
    "Course",
    "Kind",
    "Learner",
    "Plan",
    "Rules",
    "Tools",
]


class Rules(Protocol):
    """The decisions of a tutor."""

    def plan(self, cohort: Cohort, course: Course, tools: Tools) -> Plan:
        """When there are sessions; as usual: the budget spread evenly over all days."""
        return Plan()

    def choose(self, learner: Learner, course: Course, tools: Tools) -> Choice:
        """What this learner does next."""
        ...
