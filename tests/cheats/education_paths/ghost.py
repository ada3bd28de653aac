"""Asks for activities that the course does not have."""


def choose(learner, course, tools):
    return len(course.activities) + learner.step
