"""When learners leave a skill before they master it: after which answers, and how much likelier.

A run is what a learner answers on one skill until another comes. It is mastered with three right
answers in a row, as many tutors let go then; before that, its last answer is a stop. The hazard is
the chance that an answer is the last. Learners switch skills for many reasons, so what a wrong
answer does to the odds can be used, the level cannot: it is not that of giving a course up.
"""

from dataclasses import dataclass

import numpy as np

from simulators.education_paths.history.answers import Answers
from simulators.education_paths.history.sequences import starts
from simulators.education_paths.learning.model import Bools, Floats, Ints

MASTERY_STREAK = 3
LAST_ATTEMPT = 13  # this one and all after it are one group
LONGEST_STREAK = 4  # wrong answers in a row, of those the odds can grow with
STREAKS = LONGEST_STREAK + 2  # 0, 1, ... and longer ones together
CELLS = LAST_ATTEMPT * STREAKS
RIDGE = 0.01  # of coefficients: keeps those finite that nobody stopped under


@dataclass(frozen=True)
class AtRisk:
    """Answers after which a run that is not mastered could end: arrays over them.

    attempt: of the run, from 1, at most `LAST_ATTEMPT`. streak: wrong answers in a row, 0 after a
    right one. ended: whether the run did. runs: how many there are. stopped_share: that were not
    mastered. exact_share: of those mastered that ended with the third right answer in a row.
    record_share: of the stops that are the last answer of a learner in the record.
    """

    learner: Ints
    attempt: Ints
    streak: Ints
    ended: Bools
    runs: int
    stopped_share: float
    exact_share: float
    record_share: float


@dataclass(frozen=True)
class Hazard:
    """Log odds of a stop: by attempt after a right answer, and what wrong answers add.

    wrong: after any wrong answer. streak: for each in a row, of at most four; never negative.
    """

    attempt: Floats
    wrong: float
    streak: float

    def chances(self) -> Floats:
        """The chance to stop in every cell of `Totals`."""
        streak = np.arange(STREAKS)
        wrong = self.wrong * (streak > 0) + self.streak * np.minimum(streak, LONGEST_STREAK)
        return _logistic(self.attempt[:, None] + wrong)


def at_risk(answers: Answers) -> AtRisk:
    """The answers of all runs up to mastery, the answer that masters it not among them."""
    first = starts((answers.learner, answers.skill))
    size = np.diff(np.append(first, len(answers.skill)))
    here, begin = np.arange(len(answers.skill)), np.repeat(first, size)
    right = answers.correct
    wrong_streak, right_streak = _streak(~right, begin), _streak(right, begin)
    masters = right_streak >= MASTERY_STREAK
    so_far = np.cumsum(masters)
    mastered: Bools = so_far > np.repeat((so_far - masters)[first], size)
    ended = here == begin + np.repeat(size, size) - 1
    done = mastered & ended
    exact = ended & (right_streak == MASTERY_STREAK)
    first_time = exact & ~_before(mastered, begin)
    risk = ~mastered
    last = np.append(answers.learner[1:] != answers.learner[:-1], True)
    return AtRisk(
        learner=answers.learner[risk],
        attempt=np.minimum(here - begin + 1, LAST_ATTEMPT)[risk],
        streak=wrong_streak[risk],
        ended=ended[risk],
        runs=len(first),
        stopped_share=1.0 - float(np.sum(done)) / len(first),
        exact_share=float(np.sum(first_time)) / max(1.0, float(np.sum(done))),
        record_share=float(np.sum(last & ended & risk)) / max(1.0, float(np.sum(ended & risk))),
    )


@dataclass(frozen=True)
class Totals:
    """Answers at risk and how many of them ended a run: attempts x wrong in a row.

    The last row is of all later attempts, the last column of all longer streaks.
    """

    asked: Floats
    ended: Floats


class Table:
    """Answers at risk by learner, so that totals of resampled learners come cheap."""

    def __init__(self, risk: AtRisk, learners: int) -> None:
        cell = (risk.attempt - 1) * STREAKS + np.minimum(risk.streak, STREAKS - 1)
        code, size = risk.learner * CELLS + cell, learners * CELLS
        shape = (learners, CELLS)
        self._asked = np.bincount(code, minlength=size).astype(np.float32).reshape(shape)
        ended = np.bincount(code[risk.ended], minlength=size)
        self._ended = ended.astype(np.float32).reshape(shape)

    def totals(self, weights: Floats) -> Totals:
        """The totals of learners that count `weights` times."""
        each = weights.astype(np.float32)  # whole numbers: exact up to 16 million answers
        sums = (each @ table for table in (self._asked, self._ended))
        return Totals(*(each.astype(np.float64).reshape(LAST_ATTEMPT, STREAKS) for each in sums))


def hazards(totals: Totals) -> Floats:
    """Chance to stop after a right answer, and after 1, 2, 3, 4 wrong ones in a row."""
    return _share(totals.ended.sum(axis=0), totals.asked.sum(axis=0))[: LONGEST_STREAK + 1]


def hazards_by_attempt(totals: Totals) -> Floats:
    """Chance to stop after the first, second, ... answer; the last is of all later ones."""
    return _share(totals.ended.sum(axis=1), totals.asked.sum(axis=1))


def odds_ratio(totals: Totals) -> float:
    """Odds to stop after a wrong answer over those after a right one, all attempts together."""
    asked, ended = totals.asked.sum(axis=0), totals.ended.sum(axis=0)
    after = _share(np.array([ended[0], ended[1:].sum()]), np.array([asked[0], asked[1:].sum()]))
    odds = after / (1.0 - after)
    return float(odds[1] / odds[0])


def fit_hazard(totals: Totals) -> Hazard:
    """Logistic regression on attempt, wrong, and wrong in a row; by Newton's method.

    Where hazards fall with the streak, it is left out: the world has no such term.
    """
    found = _newton(totals, with_streak=True)
    return found if found.streak >= 0.0 else _newton(totals, with_streak=False)


def _newton(totals: Totals, *, with_streak: bool) -> Hazard:
    attempt, streak = np.nonzero(totals.asked)
    asked, ended = totals.asked[attempt, streak], totals.ended[attempt, streak]
    design = np.zeros((len(asked), LAST_ATTEMPT + 2))
    design[np.arange(len(asked)), attempt] = 1.0
    design[:, -2] = streak > 0
    design[:, -1] = np.minimum(streak, LONGEST_STREAK) * with_streak
    logits = np.append(np.full(LAST_ATTEMPT, -3.0), (0.0, 0.0))
    for _ in range(30):
        chance = _logistic(design @ logits)
        slope = design.T @ (ended - asked * chance) - RIDGE * logits
        bend = (design.T * (asked * chance * (1.0 - chance))) @ design
        step = np.linalg.solve(bend + RIDGE * np.eye(len(logits)), slope)
        logits = logits + np.clip(step, -2.0, 2.0)
        if np.max(np.abs(step)) < 1e-8:
            break
    return Hazard(logits[:LAST_ATTEMPT], float(logits[-2]), float(logits[-1]))


def _streak(hit: Bools, begin: Ints) -> Ints:
    """Hits in a row up to each answer, within its run."""
    here = np.arange(len(hit))
    last_miss = np.maximum.accumulate(np.where(hit, -1, here))
    streak: Ints = here - np.maximum(last_miss, begin - 1)
    return streak


def _before(flag: Bools, begin: Ints) -> Bools:
    """The flag of the answer before, within the run."""
    before = np.append(False, flag[:-1])
    before[begin == np.arange(len(flag))] = False
    return before


def _share(part: Floats, whole: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        share: Floats = np.where(whole > 0.0, part / whole, np.nan)
    return share


def _logistic(logits: Floats) -> Floats:
    chance: Floats = 1.0 / (1.0 + np.exp(-logits))
    return chance
