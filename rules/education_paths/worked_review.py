"""Explain, show, practise, review: how a good teacher of a short course would do it.

Mastery learning where novices see a worked example between the video and the first exercise, and
again when they fail; what is fading is reviewed before anything new begins.
"""

from simulators.education_paths.interface import EASY, MIDDLE, Plan

SESSION_SHARE = 1.25  # of the budget spread evenly
FIRST_LOOK_MIN = 8.0
MASTERED = 0.95
MOST_PRACTICE = 10
NOVICE = 0.6  # known less: a wrong answer is followed by an example
EXPERT_PRETEST = 0.7  # share of the pre-test; who solved more is no novice anywhere
FIRST_EXAMPLES = 2  # lessons of novices, before any exercise
MOST_EXAMPLES = 4
HARDER_AFTER = 2  # right answers in a row
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
    """The concept that is fading most of those that are done with, if any is due."""
    due = [
        concept
        for concept, days in enumerate(learner.days_since)
        if days >= REVIEW_DAYS
        and learner.attempts[concept] < MOST_PRACTICE
        and learner.recall[concept] < FADING
        and learner.lessons[concept] > 0
        and is_done(concept, learner)
    ]
    return min(due, key=learner.recall.__getitem__) if due else None


def activity(concept, learner, course, tools):
    """A video; examples for novices, first and after failures; exercises that get harder."""
    lessons = learner.lessons[concept]
    is_novice = learner.known[concept] < NOVICE and learner.pretest_share < EXPERT_PRETEST
    wrong = learner.attempts[concept] - learner.correct[concept]
    fails = learner.streak[concept] == 0 and wrong > lessons - FIRST_EXAMPLES
    if (lessons < FIRST_EXAMPLES and is_novice) or lessons == 0:
        return tools.lesson(concept, "worked" if lessons else "video")
    if fails and is_novice and lessons < MOST_EXAMPLES:
        return tools.lesson(concept, "worked")
    return tools.exercise(concept, EASY if learner.streak[concept] < HARDER_AFTER else MIDDLE)


def choose(learner, course, tools):
    """What is fading first, then what is known least; rest when neither is left."""
    concept = review(learner, course, tools)
    if concept is None:
        concept = next_concept(learner, course, tools)
    if concept is None:
        return "rest"
    chosen = activity(concept, learner, course, tools)
    return chosen if tools.fits(chosen, learner) else "rest"
