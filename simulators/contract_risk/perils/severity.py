"""How losses spread around their median: lognormal or Lomax, limited at a largest loss.

Limited expected values are Klugman, Panjer & Willmot, *Loss Models* (2019), appendix A.
"""

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Reals = TypeVar("Reals", NDArray[np.float32], NDArray[np.float64])

TINY_EUR = 1e-9  # what a median of nothing is taken for


@dataclass(frozen=True)
class Severity:
    """Losses with median 1; alpha: tail index of a Lomax loss; without, losses are lognormal.

    most_eur: every loss is limited at it (in EUR, whatever the median).
    """

    sigma: float
    alpha: float | None = None
    most_eur: float = math.inf

    def losses_eur(self, median_eur: Reals, normal: Reals) -> Reals:
        """Losses made of standard normal numbers, in which they are increasing."""
        if self.alpha is None:
            losses = median_eur * np.exp(self.sigma * normal)
        else:
            from scipy.special import log_ndtr

            tail = np.exp(log_ndtr(-normal) / -self.alpha)  # 1 / P(larger) to the 1 / alpha
            losses = median_eur * ((tail - 1.0) / self._median)
        return np.asarray(np.minimum(losses, self.most_eur), dtype=normal.dtype)

    def limited_mean_eur(
        self, median_eur: NDArray[np.float64], limit_eur: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """E[min(loss, limit)]: the limited expected value; a limit may be infinite.

        Shapes broadcast. Infinite where nothing limits losses whose mean is infinite.
        """
        limit = np.minimum(limit_eur, self.most_eur)
        median = np.maximum(median_eur, TINY_EUR)
        if self.alpha is None:
            return _lognormal_limited(median, limit, self.sigma)
        return _lomax_limited(median / self._median, limit, self.alpha)

    def moment(self, power: float) -> float:
        """E[(loss / median) ** power], not limited; infinite from the tail index on."""
        if self.alpha is None:
            return math.exp(0.5 * (power * self.sigma) ** 2)
        if power >= self.alpha:
            return math.inf
        return float(self._median**-power * power * _beta(power, self.alpha - power))

    @property
    def _median(self) -> float:
        """Of a Lomax loss with scale 1."""
        assert self.alpha is not None
        return float(2.0 ** (1.0 / self.alpha) - 1.0)


def _beta(a: float, b: float) -> float:
    """B(a, b)."""
    return math.exp(math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b))


def _lognormal_limited(
    median: NDArray[np.float64], limit: NDArray[np.float64], sigma: float
) -> NDArray[np.float64]:
    from scipy.special import ndtr

    with np.errstate(divide="ignore"):  # a limit of 0 is minus infinitely many standard deviations
        z = np.log(limit / median) / sigma
    within = median * math.exp(0.5 * sigma * sigma) * ndtr(z - sigma)
    above = np.where(np.isinf(limit), 0.0, limit) * ndtr(-z)
    return np.asarray(within + above, dtype=np.float64)


def _lomax_limited(
    scale: NDArray[np.float64], limit: NDArray[np.float64], alpha: float
) -> NDArray[np.float64]:
    if alpha == 1.0:
        return np.asarray(scale * np.log1p(limit / scale), dtype=np.float64)
    kept = (scale / (scale + limit)) ** (alpha - 1.0)
    return np.asarray(scale / (alpha - 1.0) * (1.0 - kept), dtype=np.float64)
