"""The judge's and the domain's types, as reports show them."""

from typing import overload

from ruleloop.domain import DomainCard, Minimise
from ruleloop.judge.verdict import Estimate
from ruleloop.report.result import Goal, Interval


def goal_of(card: DomainCard) -> Goal:
    """The objective of a domain."""
    objective = card.objective
    words = card.plain_words.get(objective.measure, "")
    if isinstance(objective, Minimise):
        return Goal(objective.measure, objective.unit, "minimise", words)
    return Goal(objective.measure, objective.unit, "maximise", words)


@overload
def interval_of(estimate: Estimate) -> Interval: ...
@overload
def interval_of(estimate: None) -> None: ...
@overload
def interval_of(estimate: Estimate | None) -> Interval | None: ...
def interval_of(estimate: Estimate | None) -> Interval | None:
    """A mean with its interval; None where there is no estimate."""
    if estimate is None:
        return None
    return Interval(estimate.mean, estimate.low, estimate.high, estimate.confidence)
