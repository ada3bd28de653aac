"""Paired estimates: means with Student-t intervals, also clustered by world."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ruleloop.domain import Minimise, Objective
from ruleloop.errors import SimulatorFailure
from ruleloop.evaluation.replication import Replication
from ruleloop.judge.verdict import Estimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

STAGE_CONFIDENCE = 0.90
"""Two-sided 90 %: its lower end is the one-sided 95 % bound on which the judge decides."""


def column(replications: Sequence[Replication], measure: str) -> "NDArray[np.float64]":
    """One measure of some replications, `(n,)`.

    Raises:
        SimulatorFailure: the measure is missing or not finite in a replication.
    """
    try:
        values = np.array([r.measures[measure] for r in replications], dtype=float)
    except KeyError:
        given = ", ".join(sorted(set().union(*(r.measures for r in replications))))
        raise SimulatorFailure(
            f"the simulator gave no measure `{measure}`; it gave: {given}"
        ) from None
    if not np.isfinite(values).all():
        bad = values[~np.isfinite(values)][0]
        raise SimulatorFailure(f"the simulator gave {bad} for the measure `{measure}`")
    return values


def gains(
    objective: Objective, candidate: Sequence[Replication], reference: Sequence[Replication]
) -> "NDArray[np.float64]":
    """Paired gains `(n,)` in the objective's unit; positive means that the candidate is better.

    Raises:
        SimulatorFailure: the objective is missing or not finite in a replication.
    """
    difference = column(candidate, objective.measure) - column(reference, objective.measure)
    return -difference if isinstance(objective, Minimise) else difference


def t_quantile(probability: float, degrees: int) -> float:
    """The quantile of Student's t distribution with `degrees` >= 1 degrees of freedom."""
    # scipy.special imports in a fraction of the time of scipy.stats.
    from scipy.special import stdtrit

    return float(stdtrit(degrees, probability))


def standard_error(values: "NDArray[np.float64]") -> float:
    """The standard error of the mean of `(n,)` values, n >= 2."""
    return float(values.std(ddof=1)) / math.sqrt(len(values))


def estimate(
    values: "NDArray[np.float64]",
    *,
    confidence: float = STAGE_CONFIDENCE,
    values_per_world: int = 1,
) -> Estimate:
    """Mean and two-sided interval of `(n,)` values.

    With `values_per_world` > 1, each run of that many values shares a world: the interval then
    treats the world means as the independent observations, because replications of one world
    rise and fall together (cluster-robust; the number of *worlds* limits what is known).
    """
    means = by_world(values, values_per_world)
    mean = float(means.mean())
    half = 0.0
    if len(means) > 1:
        half = t_quantile(0.5 + confidence / 2.0, len(means) - 1) * standard_error(means)
    sd = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    return Estimate(mean, mean - half, mean + half, sd, len(values), confidence)


def summed(estimates: Sequence[Estimate]) -> Estimate:
    """The sum of one or more independent estimates; halves of their intervals add in squares."""
    mean = sum(each.mean for each in estimates)
    half = math.sqrt(sum((each.high - each.mean) ** 2 for each in estimates))
    sd = math.sqrt(sum(each.sd**2 for each in estimates))
    pairs = sum(each.pairs for each in estimates)
    return Estimate(mean, mean - half, mean + half, sd, pairs, estimates[0].confidence)


def lower_bound(
    values: "NDArray[np.float64]", *, confidence: float = 0.95, values_per_world: int = 1
) -> float:
    """The one-sided lower confidence bound of the mean of `(n,)` values."""
    two_sided = 2.0 * confidence - 1.0
    return estimate(values, confidence=two_sided, values_per_world=values_per_world).low


def by_world(values: "NDArray[np.float64]", values_per_world: int) -> "NDArray[np.float64]":
    """The mean of each world, `(n / values_per_world,)`; worlds follow one another."""
    if values_per_world == 1:
        return values
    means: NDArray[np.float64] = values.reshape(-1, values_per_world).mean(axis=1)
    return means
