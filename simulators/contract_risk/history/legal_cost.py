"""How legal cost goes along with the size of a claim.

Rank correlation (Kendall), the Gumbel copula that has it (theta = 1 / (1 - tau); Frees & Valdez
1998, doi:10.1080/10920277.1998.10595667), and a regression of logs. Claims without legal cost have
no logarithm and are left out.
"""

from dataclasses import dataclass

import numpy as np

from simulators.contract_risk.history.claims import Claims, Floats

NORMAL_95 = 1.959964
SEED, TIMES = 1998, 200  # of the bootstrap of tau; any fixed number will do


@dataclass(frozen=True)
class Range95:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class LegalCost:
    """ln legal cost = intercept + slope x ln loss + N(0, sd); tau and theta of the two.

    together: of the claims among the dearest twentieth by loss, those that are so by legal cost as
    well. expected_together: what the Gumbel copula gives for that.
    """

    intercept: Range95
    slope: Range95
    sd: Range95
    tau: Range95
    theta: Range95
    together: float
    expected_together: float

    def expected(self, loss: Floats) -> Floats:
        """The mean legal cost of claims of these sizes."""
        logs = self.intercept.value + self.slope.value * np.log(loss)
        found: Floats = np.exp(logs + 0.5 * self.sd.value**2)
        return found


def fit_legal_cost(claims: Claims) -> LegalCost:
    """The dependence of legal cost on loss; a censored loss counts as its limit."""
    kept = claims.legal_cost > 0.0
    loss, cost = claims.loss[kept], claims.legal_cost[kept]
    tau = _tau(loss, cost)
    theta = Range95(*(1.0 / (1.0 - min(each, 0.99)) for each in (tau.value, tau.low, tau.high)))
    intercept, slope, sd = _line(np.log(loss), np.log(cost))
    return LegalCost(
        intercept=intercept,
        slope=slope,
        sd=sd,
        tau=tau,
        theta=theta,
        together=_together(loss, cost),
        expected_together=_gumbel_together(theta.value),
    )


def _line(x: Floats, y: Floats) -> tuple[Range95, Range95, Range95]:
    """Least squares with the usual intervals."""
    count, middle = len(x), float(np.mean(x))
    spread = float(np.sum((x - middle) ** 2))
    slope = float(np.sum((x - middle) * y)) / spread if spread > 0.0 else 0.0
    intercept = float(np.mean(y)) - slope * middle
    sd = float(np.sqrt(np.sum((y - intercept - slope * x) ** 2) / (count - 2)))
    errors = (
        sd * np.sqrt(1.0 / count + (middle**2 / spread if spread > 0.0 else 0.0)),
        sd / np.sqrt(spread) if spread > 0.0 else np.inf,
        sd / np.sqrt(2.0 * (count - 2)),
    )
    found = zip((intercept, slope, sd), errors, strict=True)
    first, second, third = (
        Range95(v, float(v - NORMAL_95 * e), float(v + NORMAL_95 * e)) for v, e in found
    )
    return first, second, third


def _tau(loss: Floats, cost: Floats) -> Range95:
    from scipy.stats import kendalltau

    rng = np.random.default_rng(SEED)
    drawn = [rng.integers(len(loss), size=len(loss)) for _ in range(TIMES)]
    found = [float(kendalltau(loss[each], cost[each]).statistic) for each in drawn]
    low, high = np.nanquantile(found, (0.025, 0.975))
    return Range95(float(kendalltau(loss, cost).statistic), float(low), float(high))


def _together(loss: Floats, cost: Floats, top: float = 0.95) -> float:
    large = loss > np.quantile(loss, top)
    both = large & (cost > np.quantile(cost, top))
    return float(np.sum(both)) / max(1.0, float(np.sum(large)))


def _gumbel_together(theta: float, top: float = 0.95) -> float:
    both_below = float(np.exp(np.log(top) * 2.0 ** (1.0 / theta)))
    return (1.0 - 2.0 * top + both_below) / (1.0 - top)
