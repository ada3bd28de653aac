"""The course book with a rehearsal: a video and two exercises for every concept, then review.

Whoever is through with the book practises what is least likely to be recalled, to the last day.
"""

from simulators.education_paths.interface import EASY, MIDDLE, Plan

SESSION_SHARE = 1.25  # of the budget spread evenly
FIRST_PRACTICE = 2  # exercises of every concept before the review


def plan(cohort, course, tools):
    """A session every day, with some room to end it where an activity ends."""
    even_min = course.budget_min / course.days
    return Plan(session_min=(SESSION_SHARE * even_min,) * course.days)


def activity(concept, learner, course, tools):
    """A video, then exercises: easy until one is solved."""
    if learner.lessons[concept] == 0:
        return tools.lesson(concept, "video")
    return tools.exercise(concept, EASY if learner.streak[concept] == 0 else MIDDLE)


def next_concept(learner, course, tools):
    """The first of the book that is not done; after its end the one that is fading most."""
    for concept in tools.order():
        if learner.attempts[concept] < FIRST_PRACTICE:
            return concept
    return min(tools.order(), key=lambda concept: learner.known[concept] * learner.recall[concept])


def choose(learner, course, tools):
    """The next activity, as the day has room for it."""
    chosen = activity(next_concept(learner, course, tools), learner, course, tools)
    return chosen if tools.fits(chosen, learner) else "rest"
