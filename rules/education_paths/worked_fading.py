"""Worked examples that fade: novices see how it is done, who knows more does it alone.

Mastery learning with a worked example after the video, and another one after every wrong answer as
long as little is known; exercises rise to middling ones where easy ones are solved.
"""

from simulators.education_paths.interface import EASY, MIDDLE, Plan

SESSION_SHARE = 1.25  # of the budget spread evenly
FIRST_LOOK_MIN = 8.0
MASTERED = 0.95
MOST_PRACTICE = 10
NOVICE = 0.6  # known less: a wrong answer is followed by an example
MOST_EXAMPLES = 4  # the video included
HARDER_AFTER = 2  # right answers in a row


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
    """A video; an example before the first exercise and after failures; then alone."""
    lessons = learner.lessons[concept]
    wrong = learner.attempts[concept] - learner.correct[concept]
    is_novice = learner.known[concept] < NOVICE and lessons < MOST_EXAMPLES
    if lessons == 0:
        return tools.lesson(concept, "video")
    if is_novice and wrong >= lessons - 1 and learner.streak[concept] == 0:
        return tools.lesson(concept, "worked")
    return tools.exercise(concept, EASY if learner.streak[concept] < HARDER_AFTER else MIDDLE)


def choose(learner, course, tools):
    """Rest when the day has no room for what is next, finish when all is mastered."""
    concept = next_concept(learner, course, tools)
    if concept is None:
        return "finish"
    chosen = activity(concept, learner, course, tools)
    return chosen if tools.fits(chosen, learner) else "rest"
