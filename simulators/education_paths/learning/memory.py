"""Forgetting and its slowing down, in the form of FSRS: recall of every learner and concept."""

import numpy as np

from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.model import Bools, Floats, Ints
from simulators.education_paths.learning.traits import Traits

LONGEST_DAYS, SHORTEST_DAYS = 3650.0, 0.05


class Memory:
    """Stability S and day of the last touch, flat over learners x concepts.

    Recall is R = (1 + F t / S) ** -decay, with F such that R(S) = .9: the forgetting curve of
    FSRS-6 (open-spaced-repetition); S differs between learners by their factor of stability.
    What was known before the course is more stable than what is learnt in it.
    """

    def __init__(self, traits: Traits, effects: Effects) -> None:
        self._effects = effects
        concepts = traits.mastery.shape[1]
        factor = np.repeat(traits.stability, concepts)
        self._first = np.log(effects.first_stability_days * factor)
        self._stability = np.clip(
            effects.prior_stability_days * factor, SHORTEST_DAYS, LONGEST_DAYS
        )
        self._touched = np.zeros(traits.mastery.size)
        self._bend = 0.9 ** (-1.0 / effects.decay) - 1.0

    def recall(self, at: Ints, day: float) -> Floats:
        """Recall of some pairs of learner and concept on a day: an array like `at`, 0 to 1."""
        return self._recalled(self._touched.take(at), self._stability.take(at), day)

    def table(self, day: float) -> Floats:
        """Recall of all pairs on a day, flat."""
        return self._recalled(self._touched, self._stability, day)

    def stability_days(self) -> Floats:
        """Days until recall falls to .9, of all pairs, flat."""
        return self._stability.copy()

    def touch(self, at: Ints, day: float, *, growth: Floats, fresh: Floats) -> None:
        """Recall is full again and stability grows.

        growth: factor of what was known. fresh: share of what is known now that was just learnt,
        0 to 1; it starts with the stability of first learning, so the whole lies between.
        """
        old = np.log(self._stability.take(at) * growth)
        mixed = np.exp(old + fresh * (self._first.take(at) - old))
        self._stability[at] = np.clip(mixed, SHORTEST_DAYS, LONGEST_DAYS)
        self._touched[at] = day

    def growth(self, recall: Floats, *, exercise: Bools, correct: Bools, hard: Bools) -> Floats:
        """The factor of stability: the more was forgotten, the more a touch helps (spacing)."""
        effects, lost = self._effects, 1.0 - recall
        right = 1.0 + effects.right_stability + effects.right_spaced * lost
        right *= np.where(hard, effects.hard_stability, 1.0)
        wrong = effects.wrong_stability + effects.wrong_spaced * lost
        lesson = 1.0 + effects.lesson_stability + effects.lesson_spaced * lost
        growth: Floats = np.where(exercise, np.where(correct, right, wrong), lesson)
        return growth

    def _recalled(self, touched: Floats, stability: Floats, day: float) -> Floats:
        waited = np.maximum(day - touched, 0.0)
        recalled: Floats = (1.0 + self._bend * waited / stability) ** -self._effects.decay
        return recalled
