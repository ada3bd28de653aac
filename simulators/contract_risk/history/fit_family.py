"""Maximum likelihood of a distribution for amounts of which some are only known to be larger."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulators.contract_risk.history.claims import Bools, Floats
from simulators.contract_risk.history.families import Family

NORMAL_95 = 1.959964
STEP = 1e-4  # of the differences that give the curvature


@dataclass(frozen=True)
class Fitted:
    """A fitted distribution: its parameters with 95 % intervals, and Akaike's criterion.

    Intervals come from the observed information on the scale that was fitted, so that a scale's is
    above 0; infinite where the data leave a parameter open.
    """

    family: Family
    value: Floats
    low: Floats
    high: Floats
    aic: float

    def quantile(self, share: float) -> float:
        """The amount below which this share lies."""
        return self.family.quantile(share, self.value)

    def limited_mean(self, limit: float) -> float:
        """E[min(amount, limit)]."""
        return self.family.limited_mean(limit, self.value)

    def log_likelihood(self, amounts: Floats, censored: Bools) -> float:
        """Of these amounts."""
        return _log_likelihood(self.family, self.value, amounts, censored)


def fit_family(family: Family, amounts: Floats, censored: Bools) -> Fitted:
    """The most likely member of a family for amounts above 0.

    censored: of which amounts it is only known that they are larger than what is given.
    """
    from scipy.optimize import minimize

    scale = float(np.median(amounts))

    def misfit(inner: Floats) -> float:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            found = -_log_likelihood(family, family.outer(inner), amounts / scale, censored)
        return found if np.isfinite(found) else 1e300

    begin: Any = family.start(amounts / scale)
    options: Any = {"xatol": 1e-8, "fatol": 1e-9, "maxiter": 4000, "maxfev": 8000}
    found = minimize(misfit, begin, method="Nelder-Mead", options=options)
    variances = np.diag(np.linalg.pinv(_curvature(misfit, found.x), hermitian=True))
    half = NORMAL_95 * np.sqrt(np.where(variances > 0.0, variances, np.inf))
    points = (found.x, found.x - half, found.x + half)
    value, low, high = (_rescaled(family, family.outer(each), scale) for each in points)
    likelihood = _log_likelihood(family, value, amounts, censored)
    return Fitted(family, value, low, high, 2.0 * len(value) - 2.0 * likelihood)


def _log_likelihood(family: Family, outer: Floats, amounts: Floats, censored: Bools) -> float:
    exact = np.sum(family.log_density(amounts[~censored], outer))
    return float(exact + np.sum(family.log_survival(amounts[censored], outer)))


def _rescaled(family: Family, outer: Floats, scale: float) -> Floats:
    """The parameters for amounts in their own unit, not in that of the fit."""
    found = outer.copy()
    for n, name in enumerate(family.parameters):
        if name == "scale":
            found[n] *= scale
        elif name == "log mean":
            found[n] += np.log(scale)
    return found


def _curvature(misfit: Callable[[Floats], float], at: Floats) -> Floats:
    size = len(at)
    steps = STEP * np.eye(size)
    found = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            corners = [misfit(at + a * steps[i] + b * steps[j]) for a in (1, -1) for b in (1, -1)]
            found[i, j] = (corners[0] - corners[1] - corners[2] + corners[3]) / (4.0 * STEP**2)
    return found
