"""Lets the strong finish at half time: fewer minutes, fewer who give up."""

from tests.cheats.education_paths import honest

plan = honest.plan


def choose(learner, course, tools):
    half = learner.minutes_left < 0.5 * course.budget_min
    if learner.pretest_share > 0.5 and half:
        return "finish"
    return honest.choose(learner, course, tools)
