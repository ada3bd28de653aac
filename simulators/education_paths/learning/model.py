"""What a model of learners must be able to do; the cohort is played by one of two.

All arrays are over learners: `who` holds the numbers of those that act, and `concept`, `kind`,
`level`, `correct` have one entry for each of them. Models keep the latent state; nobody else
sees it but the exam, the figures and the oracles.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

VIDEO, TEXT, WORKED, EXERCISE = 0, 1, 2, 3  # codes of `Kind`, in its order


@dataclass(frozen=True)
class Doing:
    """What some learners do now.

    who: numbers of learners, each at most once. concept, kind (code), level: of their activity.
    day: today, as a number with fractions of a day. session_min: minutes learnt today before it.
    """

    who: Ints
    concept: Ints
    kind: Ints
    level: Ints
    day: float
    session_min: Floats


@dataclass(frozen=True)
class Felt:
    """What an activity did to those who did it: arrays like `Doing.who`.

    load: cognitive load, overload above 1. boredom: 0 to 1. stop: chance to give the course up now.
    """

    load: Floats
    boredom: Floats
    stop: Floats


class LearnerModel(Protocol):
    """The latent state of a cohort, and how it changes."""

    def p_correct(self, doing: Doing) -> Floats:
        """Chance of a right answer of each; meaningless where no exercise is done."""
        ...

    def study(self, doing: Doing, correct: Bools) -> Felt:
        """Let the learners do it; `correct` counts where it is an exercise. Changes the state."""
        ...

    def rest(self, who: Ints) -> None:
        """The session of these learners is over: load and fatigue fall."""
        ...

    def p_item(
        self, concept: Ints, difficulty: Floats, slope: Floats, guess: Floats, day: float
    ) -> Floats:
        """Chance of each learner to solve each exam item on a day: learners x items."""
        ...

    def mastery(self, day: float) -> Floats:
        """Latent knowledge as it could be used on a day, 0 to 1: learners x concepts."""
        ...
