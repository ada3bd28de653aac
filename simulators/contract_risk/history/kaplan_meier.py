"""What the claims themselves say of their size, without any family of distributions.

The product-limit estimate of Kaplan & Meier 1958, doi:10.2307/2281868: a censored claim counts
among those that are larger, up to its limit.
"""

from dataclasses import dataclass

import numpy as np

from simulators.contract_risk.history.claims import Bools, Floats


@dataclass(frozen=True)
class Survival:
    """Share of amounts above each of some amounts (increasing)."""

    amount: Floats
    share: Floats

    def quantile(self, share: float) -> float:
        """The smallest amount with at least this share at or below it; NaN beyond what is known."""
        reached = np.flatnonzero(self.share <= 1.0 - share + 1e-12)
        return float(self.amount[reached[0]]) if len(reached) else float("nan")

    def limited_mean(self, limit: float) -> float:
        """E[min(amount, limit)]: the area below the curve up to the limit."""
        edges = np.minimum(np.concatenate([[0.0], self.amount, [np.inf]]), limit)
        heights = np.concatenate([[1.0], self.share])
        above = heights > 0.0
        return float(np.sum(np.diff(edges)[above] * heights[above]))


def survival(amounts: Floats, censored: Bools) -> Survival:
    """The curve of amounts of which some are only known to be larger."""
    distinct, place = np.unique(amounts, return_inverse=True)
    exact = np.bincount(place, ~censored)
    counts = np.bincount(place)
    at_risk = np.cumsum(counts[::-1])[::-1]
    share = np.asarray(np.cumprod(1.0 - exact / at_risk), dtype=np.float64)
    return Survival(distinct, share)
