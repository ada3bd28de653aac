"""Intervals by resampling learners: their answers hang together, learners do not."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulators.education_paths.learning.model import Floats

SEED = 1979  # of Efron's bootstrap (doi:10.1214/aos/1176344552); any fixed number will do
TIMES = 200


@dataclass(frozen=True)
class Interval:
    """Figures with the ends of their 95 % intervals: arrays of one shape."""

    value: Floats
    low: Floats
    high: Floats


def by_learner(
    learners: int,
    statistic: Callable[[Floats], Floats],
    on_done: Callable[[float], None] = lambda _share: None,
) -> Interval:
    """A statistic of weighted learners, and where it lies in 95 % of samples like this one.

    Args:
        learners: how many there are.
        statistic: weights of the learners -> figures; all weights are 1 for the value itself.
        on_done: is told the share of samples done.
    """
    rng = np.random.default_rng(SEED)
    found = []
    for n in range(TIMES):
        drawn = np.bincount(rng.integers(learners, size=learners), minlength=learners)
        found.append(statistic(drawn.astype(np.float64)))
        on_done((n + 1) / TIMES)
    samples, value = np.array(found), statistic(np.ones(learners))
    low, high = np.full((2, *value.shape), np.nan)
    known = ~np.all(np.isnan(samples), axis=0)
    low[known], high[known] = np.nanquantile(samples[:, known], (0.025, 0.975), axis=0)
    return Interval(value, low, high)


def weighted_quantiles(values: Floats, weights: Floats, shares: tuple[float, ...]) -> Floats:
    """Quantiles of values that count `weights` times; between two values by their middle ranks."""
    order = np.argsort(values, kind="stable")
    weights, values = weights[order], values[order]
    kept = weights > 0.0
    weights, values = weights[kept], values[kept]
    rank = np.cumsum(weights) - 0.5 * weights
    return np.interp(np.array(shares) * np.sum(weights), rank, values)
