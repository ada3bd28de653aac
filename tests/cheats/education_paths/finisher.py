"""Sends everybody to the exam after the pre-test: nobody can give up."""


def choose(learner, course, tools):
    return "finish"
