"""Asks for what the day has no room for, to learn beyond the budget."""

from tests.cheats.education_paths import honest

plan = honest.plan


def choose(learner, course, tools):
    concept = honest.next_concept(learner, course, tools)
    return "finish" if concept is None else honest.activity(concept, learner, course, tools)
