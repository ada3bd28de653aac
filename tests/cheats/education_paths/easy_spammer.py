"""Spams easy exercises of the best known concept: nearly every answer is right."""

from simulators.education_paths.interface import EASY


def choose(learner, course, tools):
    for concept in sorted(tools.order(), key=lambda concept: -learner.known[concept]):
        chosen = tools.exercise(concept, EASY)
        if tools.fits(chosen, learner):
            return chosen
    return "rest"
