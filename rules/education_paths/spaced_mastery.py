"""Mastery learning with spaced review: what is fading comes before what is new.

Every session begins with exercises on concepts that were mastered some days ago, when recalling
them is an effort again; only then it goes on with what is known least.
"""

from simulators.education_paths.interface import EASY, MIDDLE, Plan

SESSION_SHARE = 1.25  # of the budget spread evenly
FIRST_LOOK_MIN = 8.0
MASTERED = 0.95
MOST_PRACTICE = 10
STUCK = 2
FADING = 0.9  # estimated recall below which a concept is due
REVIEW_DAYS = 2.0  # since it was last touched, at least


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


def review(learner, course, tools):
    """The concept that is fading most, if any is due."""
    due = [
        concept
        for concept in range(len(course.concepts))
        if learner.recall[concept] < FADING
        and learner.days_since[concept] >= REVIEW_DAYS
        and is_done(concept, learner)
        and learner.attempts[concept] < MOST_PRACTICE
        and learner.lessons[concept] > 0
    ]
    return min(due, key=learner.recall.__getitem__) if due else None


def activity(concept, learner, course, tools):
    """A video, then exercises: easy until one is solved; another lesson for who is stuck."""
    lessons = learner.lessons[concept]
    wrong = learner.attempts[concept] - learner.correct[concept]
    if lessons == 0 or (lessons < 3 and learner.streak[concept] == 0 and wrong >= STUCK * lessons):
        return tools.lesson(concept, ("video", "text", "worked")[lessons])
    return tools.exercise(concept, EASY if learner.streak[concept] == 0 else MIDDLE)


def choose(learner, course, tools):
    """Review first, then mastery; rest when nothing is left to do."""
    concept = review(learner, course, tools)
    if concept is None:
        concept = next_concept(learner, course, tools)
    if concept is None:
        return "rest"
    chosen = activity(concept, learner, course, tools)
    return chosen if tools.fits(chosen, learner) else "rest"
