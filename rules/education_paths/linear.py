"""A syllabus: every concept in order, a video, a text, two exercises; the same for everybody."""

from simulators.education_paths.interface import EASY, MIDDLE


def next_activity(learner, tools):
    """The first thing of the syllabus that was not done; None at its end."""
    for concept in tools.order():
        if learner.lessons[concept] == 0:
            return tools.lesson(concept, "video")
        if learner.lessons[concept] == 1:
            return tools.lesson(concept, "text")
        if learner.attempts[concept] < 2:
            return tools.exercise(concept, EASY if learner.attempts[concept] == 0 else MIDDLE)
    return None


def choose(learner, course, tools):
    """The next thing of the syllabus, as the days have room for it."""
    chosen = next_activity(learner, tools)
    if chosen is None:
        return "finish"
    return chosen if tools.fits(chosen, learner) else "rest"
