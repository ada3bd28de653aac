"""Everybody goes to the exam at once: no minutes, no mistakes; no guard-rail may let it pass."""


def choose(learner, course, tools):
    """Nothing is taught."""
    return "finish"
