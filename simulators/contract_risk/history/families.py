"""Distributions of the size of losses, by logs of density and survival.

Klugman, Panjer & Willmot, *Loss Models* (2019), appendix A: lognormal, Lomax (Pareto of the second
kind) and Burr (of type XII). Parameters are fitted on a scale without bounds: `inner`; people
read them on their own, `outer`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulators.contract_risk.history.claims import Floats


@dataclass(frozen=True)
class Family:
    """One family of distributions of amounts above 0.

    parameters: their names. logged: whether each is fitted by its logarithm.
    start: amounts -> inner parameters to begin with. log_density, log_survival: (amounts, outer
    parameters) -> one number each. quantile: (share, outer parameters) -> amount.
    limited_mean: (limit, outer parameters) -> E[min(amount, limit)].
    """

    name: str
    parameters: tuple[str, ...]
    logged: tuple[bool, ...]
    start: Callable[[Floats], Floats]
    log_density: Callable[[Floats, Floats], Floats]
    log_survival: Callable[[Floats, Floats], Floats]
    quantile: Callable[[float, Floats], float]
    limited_mean: Callable[[float, Floats], float]

    def outer(self, inner: Floats) -> Floats:
        """The parameters as people read them."""
        found: Floats = np.where(self.logged, np.exp(np.where(self.logged, inner, 0.0)), inner)
        return found


def _lognormal_density(x: Floats, p: Floats) -> Floats:
    z = (np.log(x) - p[0]) / p[1]
    found: Floats = -0.5 * z * z - np.log(x * p[1]) - 0.5 * math.log(2.0 * math.pi)
    return found


def _lognormal_survival(x: Floats, p: Floats) -> Floats:
    from scipy.special import log_ndtr

    found: Floats = log_ndtr((p[0] - np.log(x)) / p[1])
    return found


def _lognormal_quantile(share: float, p: Floats) -> float:
    from scipy.special import ndtri

    return float(np.exp(p[0] + p[1] * ndtri(share)))


def _lognormal_limited(limit: float, p: Floats) -> float:
    from scipy.special import ndtr

    mean = math.exp(p[0] + 0.5 * p[1] ** 2)
    if math.isinf(limit):
        return mean
    z = (math.log(limit) - p[0]) / p[1]
    return float(mean * ndtr(z - p[1]) + limit * ndtr(-z))


def _lomax_limited(limit: float, p: Floats) -> float:
    alpha, scale = float(p[0]), float(p[1])
    if math.isinf(limit):
        return scale / (alpha - 1.0) if alpha > 1.0 else math.inf
    if abs(alpha - 1.0) < 1e-9:
        return scale * math.log1p(limit / scale)
    beyond = math.exp((alpha - 1.0) * -math.log1p(limit / scale))
    return scale / (alpha - 1.0) * (1.0 - beyond)


def _burr_density(x: Floats, p: Floats) -> Floats:
    logs = np.log(x / p[2])
    found: Floats = (
        np.log(p[0] * p[1] / x) + p[0] * logs - (p[1] + 1.0) * np.logaddexp(0.0, p[0] * logs)
    )
    return found


def _burr_survival(x: Floats, p: Floats) -> Floats:
    found: Floats = -p[1] * np.logaddexp(0.0, p[0] * np.log(x / p[2]))
    return found


def _burr_quantile(share: float, p: Floats) -> float:
    return float(p[2] * ((1.0 - share) ** (-1.0 / p[1]) - 1.0) ** (1.0 / p[0]))


def _burr_limited(limit: float, p: Floats) -> float:
    from scipy.integrate import quad

    if math.isinf(limit) and p[0] * p[1] <= 1.0:
        return math.inf

    def survival(log_x: float) -> float:
        x = np.array([math.exp(log_x)])
        return math.exp(log_x + float(_burr_survival(x, p)[0]))

    top = math.log(limit) if math.isfinite(limit) else math.log(p[2]) + 300.0
    return float(quad(survival, math.log(p[2]) - 40.0, top, limit=400)[0])


LOGNORMAL = Family(
    name="lognormal",
    parameters=("log mean", "log sd"),
    logged=(False, True),
    start=lambda x: np.array([np.mean(np.log(x)), np.log(np.std(np.log(x)) + 1e-3)]),
    log_density=_lognormal_density,
    log_survival=_lognormal_survival,
    quantile=_lognormal_quantile,
    limited_mean=_lognormal_limited,
)
LOMAX = Family(
    name="lomax",
    parameters=("alpha", "scale"),
    logged=(True, True),
    start=lambda x: np.array([0.4, math.log(1.5 * float(np.median(x)))]),
    log_density=lambda x, p: np.log(p[0] / p[1]) - (p[0] + 1.0) * np.log1p(x / p[1]),
    log_survival=lambda x, p: -p[0] * np.log1p(x / p[1]),
    quantile=lambda share, p: float(p[1] * ((1.0 - share) ** (-1.0 / p[0]) - 1.0)),
    limited_mean=_lomax_limited,
)
BURR = Family(
    name="burr",
    parameters=("c", "d", "scale"),
    logged=(True, True, True),
    start=lambda x: np.array([0.0, 0.4, math.log(1.5 * float(np.median(x)))]),
    log_density=_burr_density,
    log_survival=_burr_survival,
    quantile=_burr_quantile,
    limited_mean=_burr_limited,
)
FAMILIES = (LOGNORMAL, LOMAX, BURR)
