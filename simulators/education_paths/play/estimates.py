"""The tutor's estimates: what a learner knows and can recall, from the log of answers alone.

They are what a learning platform would compute, with the same constants for everybody; they know
nothing of the model that plays the learners, and are wrong wherever that model differs.
"""

import numpy as np

from simulators.education_paths.learning.model import Bools, Floats, Ints

# Bayesian knowledge tracing (Corbett & Anderson 1995, doi:10.1007/BF01099821): medians of the 60
# largest skills of ASSISTments 2015; the prior is lower, as those are exercises after a lesson.
PRIOR, LEARN, GUESS, SLIP = 0.25, 0.23, 0.36, 0.17

# FSRS-6, defaults of py-fsrs (medians over 10,000 users), for a concept of middle difficulty.
FIRST_DAYS, LEAST_DAYS = 2.3, 0.5
DECAY = 0.1542
GROWTH, GROWTH_POWER, GROWTH_GAP = 6.5 * 6.0, -0.1666, 0.796
LAPSE_SHARE = 0.5
_FACTOR = 0.9 ** (-1.0 / DECAY) - 1.0


class Estimates:
    """Running estimates: learners x concepts.

    known: chance that the concept is known. recall: that it could be recalled today; 0 before the
    concept was touched. touched_day: the last day on which it was, `-inf` before.
    """

    def __init__(self, learners: int, concepts: int) -> None:
        shape = (learners, concepts)
        self.known: Floats = np.full(shape, PRIOR)
        self.recall: Floats = np.zeros(shape)
        self.touched_day: Floats = np.full(shape, -np.inf)
        self._stability_days: Floats = np.full(shape, FIRST_DAYS)

    def open_day(self, day: int) -> None:
        """Let the days since every touch go by."""
        touched = self.touched_day > -np.inf
        gap = np.where(touched, day - self.touched_day, 0.0)
        kept = (1.0 + _FACTOR * gap / self._stability_days) ** -DECAY
        self.recall = np.where(touched, kept, 0.0)

    def note(self, *, who: Ints, concept: Ints, answered: Bools, correct: Bools, day: int) -> None:
        """Take up what some learners, each named once, have just done."""
        at = (who, concept)
        self.known[at] = np.where(answered, traced(self.known[at], correct), self.known[at])
        self._stability_days[at] = self._stability(at, answered=answered, correct=correct)
        self.recall[at] = 1.0
        self.touched_day[at] = day

    def _stability(self, at: tuple[Ints, Ints], *, answered: Bools, correct: Bools) -> Floats:
        """Grows with what was nearly forgotten and yet recalled; a lesson starts it afresh."""
        old, recall = self._stability_days[at], self.recall[at]
        is_first = self.touched_day[at] == -np.inf
        gain = GROWTH * old**GROWTH_POWER * np.expm1(GROWTH_GAP * (1.0 - recall))
        lapsed = np.maximum(LEAST_DAYS, LAPSE_SHARE * old)
        forgot = answered & ~correct & (recall < 1.0)
        grown = np.where(answered & correct, old * (1.0 + gain), np.where(forgot, lapsed, old))
        return np.where(is_first, FIRST_DAYS, grown)


def traced(known: Floats, correct: Bools) -> Floats:
    """Knowledge tracing: the chance that it is known after one more answer."""
    right = known * (1.0 - SLIP) / (known * (1.0 - SLIP) + (1.0 - known) * GUESS)
    wrong = known * SLIP / (known * SLIP + (1.0 - known) * (1.0 - GUESS))
    seen = np.where(correct, right, wrong)
    return np.asarray(seen + (1.0 - seen) * LEARN)
