"""Rests every day: no minutes, no overload, no wrong answers."""


def choose(learner, course, tools):
    return "rest"
