"""Losses have the closed forms of their distributions, and those of published examples."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.contract_risk.perils.severity import Severity

INF = np.array([math.inf])


def limited(severity: Severity, median: float, limit: float) -> float:
    return float(severity.limited_mean_eur(np.array([median]), np.array([limit]))[0])


@pytest.mark.parametrize(
    ("limit", "mean", "factor"),
    [(1e5, 8896.0, 1.0), (5e5, 13625.6, 1.4262), (1e6, 15345.2, 1.5812)],
)
def test_increased_limits_are_those_of_bahnemann_6_3(limit, mean, factor):
    severity = Severity(sigma=2.4)
    assert limited(severity, math.exp(7.0), limit) == pytest.approx(mean, abs=0.06)
    base = limited(severity, math.exp(7.0), 1e5)
    with_cost = (limited(severity, math.exp(7.0), limit) + 2_200.0) / (base + 2_200.0)
    assert with_cost == pytest.approx(factor, abs=5e-5)


@pytest.mark.parametrize(("limit", "lomax", "lognormal"), [
    (1e4, 7_336.0, 7_257.0), (1e5, 26_084.0, 26_843.0), (1e6, 46_734.0, 44_322.0),
])  # fmt: skip
def test_limited_means_of_real_claims_are_those_fitted(limit, lomax, lognormal):
    scale = 14_443.0
    heavy = Severity(sigma=1.667, alpha=1.1349)
    median = scale * (2.0 ** (1.0 / 1.1349) - 1.0)
    assert limited(heavy, median, limit) == pytest.approx(lomax, rel=2e-4)
    assert limited(Severity(sigma=1.667), math.exp(9.3923), limit) == pytest.approx(
        lognormal, rel=2e-4
    )


@given(st.floats(0.2, 3.0), st.floats(1.0, 1e6), st.booleans())
def test_a_limited_mean_grows_with_the_limit_but_never_beyond_it(sigma, median, is_heavy):
    severity = Severity(sigma=sigma, alpha=1.2 if is_heavy else None)
    limits = median * np.array([0.0, 0.01, 0.5, 1.0, 3.0, 100.0])
    means = severity.limited_mean_eur(np.full(6, median), limits)
    assert (np.diff(means) >= 0.0).all()
    assert (means <= limits * (1.0 + 1e-12)).all()


def test_without_a_limit_the_mean_is_the_distributions():
    assert limited(Severity(sigma=1.5), 10.0, math.inf) == pytest.approx(10.0 * math.exp(1.125))
    lomax = Severity(sigma=1.5, alpha=2.0)
    assert limited(lomax, 2.0**0.5 - 1.0, math.inf) == pytest.approx(1.0)
    unlimited_mean = Severity(sigma=1.5, alpha=1.0)
    assert limited(unlimited_mean, 1.0, math.e - 1.0) == pytest.approx(1.0)


@pytest.mark.parametrize("alpha", [None, 1.5])
def test_drawn_losses_have_the_median_and_the_limited_means(alpha):
    severity = Severity(sigma=1.2, alpha=alpha, most_eur=50.0)
    normal = np.random.default_rng(3).standard_normal(400_000).astype(np.float32)
    losses = severity.losses_eur(np.float32(2.0) * np.ones_like(normal), normal)
    assert losses.dtype == np.float32
    assert np.median(losses) == pytest.approx(2.0, rel=0.01)
    assert losses.max() <= 50.0
    for limit in (1.0, 4.0, 1e9):
        assert np.minimum(losses, limit).mean() == pytest.approx(
            limited(severity, 2.0, limit), rel=0.01
        )
