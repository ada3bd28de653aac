"""Compound Poisson distributions without simulation: the characteristic function by FFT.

Grübel & Hermesmeier 1999, doi:10.2143/AST.29.2.504611. Losses are put on a grid by the differences
of their distribution function around each point.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr


@dataclass(frozen=True)
class Compound:
    """Probabilities of yearly totals on a grid."""

    total: NDArray[np.float64]
    probability: NDArray[np.float64]

    @property
    def mean(self) -> float:
        return float(self.total @ self.probability)

    @property
    def sd(self) -> float:
        return math.sqrt(float(self.total**2 @ self.probability) - self.mean**2)

    def value_at_risk(self, level: float) -> float:
        return float(self.total[np.searchsorted(np.cumsum(self.probability), level)])

    def tail_value(self, level: float) -> float:
        quantile = self.value_at_risk(level)
        above = self.total > quantile
        in_atom = 1.0 - level - self.probability[above].sum()
        tail = self.total[above] @ self.probability[above] + quantile * in_atom
        return float(tail / (1.0 - level))


def compound(
    rate: float, mu: float, sigma: float, *, limit: float, attachment: float = 0.0,
    step: float = 1.0, points: int = 1 << 16,
) -> Compound:  # fmt: skip
    """The yearly total of `min(max(X - attachment, 0), limit)` over Poisson many lognormal X."""
    edges = (np.arange(points + 1) - 0.5) * step
    below = np.where(
        edges < 0.0,
        0.0,
        ndtr((np.log(np.maximum(edges + attachment, 1e-300)) - mu) / sigma),
    )
    below[edges > limit] = 1.0
    size = np.diff(below)
    total = np.fft.irfft(np.exp(rate * (np.fft.rfft(size) - 1.0)), points)
    probability = np.asarray(np.maximum(total, 0.0), dtype=np.float64)
    return Compound(step * np.arange(points, dtype=np.float64), probability)
