"""The honest rules that every cheat is made from: mastery learning.

Knowledge tracing at 0.95 and at most ten answers to a concept; of all concepts whose prerequisites
are done with, the one known least. A video first, then easy exercises, then middling ones; who is
stuck reads the text and then sees a worked example.
"""

from simulators.education_paths.interface import EASY, MIDDLE, Plan

MASTERED = 0.95
MOST_PRACTICE = 10  # answers; then the next concept, mastered or not
SESSION_SHARE = 1.25  # of the budget spread evenly
FIRST_LOOK_MIN = 7.0
STUCK = 2  # wrong answers for each lesson


def plan(cohort, course, tools):
    """A session every day, with some room to end it where an activity ends."""
    even_min = course.budget_min / course.days
    return Plan(session_min=(SESSION_SHARE * even_min,) * course.days)


def is_done(concept, learner):
    """Mastered, or practised long enough."""
    return learner.known[concept] >= MASTERED or learner.attempts[concept] >= MOST_PRACTICE


def is_late(learner, course):
    """Only time for a first look at what was never touched."""
    untouched = learner.lessons.count(0)
    return untouched > 0 and learner.minutes_left < FIRST_LOOK_MIN * learner.pace * untouched


def next_concept(learner, course, tools):
    """The least known of those whose prerequisites are done with; None when all are."""
    if is_late(learner, course):
        return next(concept for concept in tools.order() if learner.lessons[concept] == 0)
    ready = tools.ready([is_done(concept, learner) for concept in range(len(course.concepts))])
    return tools.weakest(ready, learner) if ready else None


def activity(concept, learner, course, tools):
    """A video, then exercises: easy until one is solved; another lesson for who is stuck."""
    lessons = learner.lessons[concept]
    wrong = learner.attempts[concept] - learner.correct[concept]
    if lessons == 0 or (lessons < 3 and learner.streak[concept] == 0 and wrong >= STUCK * lessons):
        return tools.lesson(concept, ("video", "text", "worked")[lessons])
    return tools.exercise(concept, EASY if learner.streak[concept] == 0 else MIDDLE)


def choose(learner, course, tools):
    """Rest when the day has no room for what is next, finish when all is mastered."""
    concept = next_concept(learner, course, tools)
    if concept is None:
        return "finish"
    chosen = activity(concept, learner, course, tools)
    return chosen if tools.fits(chosen, learner) else "rest"
