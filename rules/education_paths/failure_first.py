"""Productive failure: a hard problem before the lesson, where its prerequisites are known.

Whoever has tried first learns more from the lesson that follows. Whoever lacks what the problem
builds on, or has just failed elsewhere, gets the lesson first.
"""

from simulators.education_paths.interface import EASY, HARD, MIDDLE, Plan

SESSION_SHARE = 1.25  # of the budget spread evenly
FIRST_LOOK_MIN = 8.0
MASTERED = 0.95
MOST_PRACTICE = 10
STUCK = 2
READY = 0.8  # all prerequisites are known that well
CALM = 1  # most wrong answers in a row before a problem that is likely to fail


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


def tries_first(concept, learner, course, tools):
    """Whether a problem comes before the lesson."""
    is_new = learner.attempts[concept] == 0 and not is_late(learner, course)
    builds_on = course.concepts[concept].prerequisites
    is_ready = len(builds_on) > 0 and tools.is_ready(concept, learner, READY)
    return is_new and is_ready and learner.wrong_streak <= CALM


def activity(concept, learner, course, tools):
    """Perhaps a problem, a video, then exercises; another lesson for who is stuck."""
    lessons = learner.lessons[concept]
    if lessons == 0:
        tries = tries_first(concept, learner, course, tools)
        return tools.exercise(concept, HARD) if tries else tools.lesson(concept, "video")
    wrong = learner.attempts[concept] - learner.correct[concept]
    if lessons < 3 and learner.streak[concept] == 0 and wrong > STUCK * lessons:
        return tools.lesson(concept, ("video", "text", "worked")[lessons])
    return tools.exercise(concept, EASY if learner.streak[concept] == 0 else MIDDLE)


def choose(learner, course, tools):
    """Rest when the day has no room for what is next, finish when all is mastered."""
    concept = next_concept(learner, course, tools)
    if concept is None:
        return "finish"
    chosen = activity(concept, learner, course, tools)
    return chosen if tools.fits(chosen, learner) else "rest"
