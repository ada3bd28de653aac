"""Plans no session at all."""

from simulators.education_paths.interface import Plan


def plan(cohort, course, tools):
    return Plan(session_min=(0.0,) * course.days)


def choose(learner, course, tools):
    return tools.lesson(0, "video")
