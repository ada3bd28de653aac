"""Recorded answers: who answered what, in which order, and whether it was right."""

from dataclasses import dataclass

from simulators.education_paths.learning.model import Bools, Ints


@dataclass(frozen=True)
class Answers:
    """Columns over answers, those of a learner in the order in which they were given.

    learner, skill: codes from 0, in the order of first appearance; `skills` names them.
    learners: how many there are.
    """

    learner: Ints
    skill: Ints
    correct: Bools
    learners: int
    skills: tuple[str, ...]
