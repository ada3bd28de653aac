"""Plans many tiny sessions, so that slow learners would end each of them at the bell."""

from simulators.education_paths.interface import Plan
from tests.cheats.education_paths import honest


def plan(cohort, course, tools):
    return Plan(session_min=(6.5,) * course.days)


choose = honest.choose
