"""Estimates and intervals of made-up results."""

from ruleloop.judge.verdict import Estimate
from ruleloop.report.result import Interval


def estimate(mean: float, half: float, pairs: int = 96, confidence: float = 0.95) -> Estimate:
    """An estimate with a symmetric interval."""
    return Estimate(mean, mean - half, mean + half, half * 4.0, pairs, confidence)


def interval(mean: float, half: float) -> Interval:
    """A mean with a symmetric interval."""
    return Interval(mean, mean - half, mean + half)
