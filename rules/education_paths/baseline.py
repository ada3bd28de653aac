"""Mastery learning as tutors run it today: practise what is known least until it is mastered.

Knowledge tracing at 0.95 and at most ten answers to a concept; of all concepts whose prerequisites
are done with, the one known least. A video first, then easy exercises, then middling ones.
"""

from simulators.education_paths.interface import EASY, MIDDLE

MASTERED = 0.95
MOST_PRACTICE = 10  # answers; then the next concept, mastered or not


def is_done(concept, learner):
    """Mastered, or practised long enough."""
    return learner.known[concept] >= MASTERED or learner.attempts[concept] >= MOST_PRACTICE


def next_concept(learner, course, tools):
    """The least known of those whose prerequisites are done with; None when all are."""
    left = [concept for concept in tools.order() if not is_done(concept, learner)]
    ready = [
        concept
        for concept in left
        if all(is_done(needed, learner) for needed in course.concepts[concept].prerequisites)
    ]
    return tools.weakest(ready, learner) if ready else None


def activity(concept, learner, tools):
    """A video, then exercises: easy until one is solved."""
    if learner.lessons[concept] == 0:
        return tools.lesson(concept, "video")
    return tools.exercise(concept, EASY if learner.streak[concept] == 0 else MIDDLE)


def choose(learner, course, tools):
    """Rest when the day has no room for what is next, finish when all is mastered."""
    concept = next_concept(learner, course, tools)
    if concept is None:
        return "finish"
    chosen = activity(concept, learner, tools)
    return chosen if tools.fits(chosen, learner) else "rest"
