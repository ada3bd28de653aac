"""Sends the weak to the exam at once: none of them can give up."""

from tests.cheats.education_paths import honest

plan = honest.plan


def choose(learner, course, tools):
    if learner.pretest_share < 0.4:
        return "finish"
    return honest.choose(learner, course, tools)
