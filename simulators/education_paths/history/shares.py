"""Shares of right answers: by attempt, by skill and by learner. Weights count learners."""

from dataclasses import dataclass

import numpy as np

from simulators.education_paths.history.answers import Answers
from simulators.education_paths.history.bootstrap import weighted_quantiles
from simulators.education_paths.history.sequences import starts
from simulators.education_paths.learning.model import Bools, Floats, Ints

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
EARLY = 5  # attempts that are looked at one by one
LEAST_ANSWERS = 20  # of a learner or a skill, for a share of its own


@dataclass(frozen=True)
class _Tally:
    """Answers and right ones of a learner in a group, one row for each pair that was met."""

    learner: Ints
    group: Ints
    given: Floats
    right: Floats

    def shares(self, weights: Floats, groups: int) -> Floats:
        """Right answers of each group; NaN where it has none."""
        each = weights[self.learner]
        given = np.bincount(self.group, each * self.given, groups)
        right = np.bincount(self.group, each * self.right, groups)
        with np.errstate(invalid="ignore"):
            share: Floats = np.where(given > 0.0, right / given, np.nan)
        return share


class Shares:
    """The answers of a history, arranged so that shares of resampled learners come cheap."""

    def __init__(self, answers: Answers) -> None:
        order = np.lexsort((answers.skill, answers.learner))  # stable: answers stay in order
        learner, skill = answers.learner[order], answers.skill[order]
        right = answers.correct[order]
        first = starts((learner, skill))
        attempt = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
        self.first = learner[first], skill[first], right[first]
        early = attempt < EARLY
        self._by_attempt = _tally(learner[early], attempt[early], right[early])
        self._by_skill = _tally(learner, skill, right)
        self._by_learner = _tally(learner, np.zeros_like(learner), right)
        self._often = np.bincount(skill, minlength=len(answers.skills)) >= LEAST_ANSWERS

    def overall(self, weights: Floats) -> Floats:
        """Of all answers: one number."""
        return self._by_learner.shares(weights, 1)

    def by_attempt(self, weights: Floats) -> Floats:
        """Of the first, second, ... `EARLY`th answers of a learner to a skill."""
        return self._by_attempt.shares(weights, EARLY)

    def of_skills(self, weights: Floats) -> Floats:
        """Quantiles over skills with enough answers."""
        share = self._by_skill.shares(weights, len(self._often))[self._often]
        share = share[~np.isnan(share)]
        return np.quantile(share, QUANTILES) if len(share) else np.full(len(QUANTILES), np.nan)

    def of_learners(self, weights: Floats) -> Floats:
        """Quantiles over learners with enough answers."""
        tally = self._by_learner
        often = tally.given >= LEAST_ANSWERS
        if not np.any(weights[tally.learner[often]]):
            return np.full(len(QUANTILES), np.nan)
        share = tally.right[often] / tally.given[often]
        return weighted_quantiles(share, weights[tally.learner[often]], QUANTILES)


def _tally(learner: Ints, group: Ints, right: Bools) -> _Tally:
    size = int(group.max(initial=0)) + 1
    pairs, place = np.unique(learner * size + group, return_inverse=True)
    given = np.bincount(place).astype(np.float64)
    solved = np.bincount(place, right).astype(np.float64)
    return _Tally(pairs // size, pairs % size, given, solved)
