"""Stops before mastery with their intervals, and what the fitted odds give for them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulators.education_paths.history.answers import Answers
from simulators.education_paths.history.bootstrap import Interval, by_learner
from simulators.education_paths.history.stops import (
    LAST_ATTEMPT,
    LONGEST_STREAK,
    AtRisk,
    Table,
    Totals,
    at_risk,
    fit_hazard,
    hazards,
    hazards_by_attempt,
    odds_ratio,
)
from simulators.education_paths.learning.model import Floats

LEAST_STOPS = 20  # after right and after wrong answers, to fit how they differ
LIMIT_FACTOR, LEAST_AT_RISK = 3.0, 200  # a hazard that high over the usual one is a limit's


@dataclass(frozen=True)
class Stops:
    """Stops before mastery, each figure with its interval.

    after: a right answer, and 1 to 4 wrong in a row. by_attempt: after the first, second, ...
    odds: wrong over right. logits: what a wrong answer adds to the log odds, and each in a row.
    expected: what the fitted odds give in place of `after`.
    """

    risk: AtRisk
    after: Interval
    by_attempt: Interval
    odds: Interval
    logits: Interval
    expected: Floats

    @property
    def limits(self) -> tuple[int, ...]:
        """Attempts after which so many stop that a limit of the platform must be the reason."""
        asked = np.bincount(self.risk.attempt, minlength=LAST_ATTEMPT + 1)[1:]
        usual = float(np.nanmedian(self.by_attempt.value[1:]))
        high = (self.by_attempt.value > LIMIT_FACTOR * usual) & (asked >= LEAST_AT_RISK)
        return tuple((np.flatnonzero(high[1:]) + 2).tolist())


def fit_stops(answers: Answers, on_done: Callable[[float], None]) -> Stops | None:
    """The stops of a history; None where there are too few after right or after wrong answers."""
    risk = at_risk(answers)
    wrong = risk.streak > 0
    if min(np.sum(risk.ended & wrong), np.sum(risk.ended & ~wrong)) < LEAST_STOPS:
        return None

    table = Table(risk, answers.learners)
    found = by_learner(answers.learners, lambda w: _figures(table.totals(w)), on_done)
    sizes = np.cumsum([LONGEST_STREAK + 1, LAST_ATTEMPT, 1])
    ends = [np.split(each, sizes) for each in (found.value, found.low, found.high)]
    after, by_attempt, odds, logits = (Interval(*each) for each in zip(*ends, strict=True))
    totals = table.totals(np.ones(answers.learners))
    expected = hazards(Totals(totals.asked, totals.asked * fit_hazard(totals).chances()))
    return Stops(risk, after, by_attempt, odds, logits, expected)


def _figures(totals: Totals) -> Floats:
    hazard = fit_hazard(totals)
    lasts = [odds_ratio(totals), hazard.wrong, hazard.streak]
    return np.concatenate([hazards(totals), hazards_by_attempt(totals), lasts])
