"""The real claims give the figures that were fitted to them before, by other code."""

import math
import os
from pathlib import Path

import numpy as np
import pytest

from domains.history.contract_risk import calibrate_claims
from simulators.contract_risk.history.fit_claims import fit_claims

REAL = "general_liability/lossalaefull.csv"


def real_claims() -> Path:
    for folder in filter(None, os.environ.get("RULELOOP_DATA", "").split(os.pathsep)):
        if (path := Path(folder) / REAL).is_file():
            return path
    pytest.skip(f"RULELOOP_DATA names no folder with {REAL}: 1,500 real claims")


@pytest.fixture(scope="module")
def real():
    return fit_claims(real_claims())


def test_real_losses_have_the_fitted_parameters(real):
    """Frees & Valdez 1998 have Lomax 1.135 / 14,453 for the same claims."""
    fits = real.severity
    assert len(real.claims.loss) == 1500
    assert fits["lognormal"].value == pytest.approx((9.3923, 1.667), abs=0.0005)
    assert fits["lomax"].value == pytest.approx((1.1349, 14_443.0), rel=2e-4)
    aic = [fits[name].aic for name in ("lognormal", "lomax", "burr")]
    assert aic == pytest.approx((33_074.4, 33_078.7, 33_079.4), abs=0.1)
    limited = [[fits[n].limited_mean(u) for u in (1e4, 1e5, 1e6)] for n in ("lomax", "lognormal")]
    assert limited[0] == pytest.approx((7_336, 26_084, 46_734), rel=2e-4)
    assert limited[1] == pytest.approx((7_257, 26_843, 44_322), rel=2e-4)
    assert fits["lognormal"].limited_mean(math.inf) == pytest.approx(48e3, rel=0.01)
    assert fits["lomax"].limited_mean(math.inf) == pytest.approx(107e3, rel=0.01)
    assert real.seen.quantile(0.5) == pytest.approx(12e3, rel=0.01)


def test_real_legal_cost_has_the_fitted_parameters(real):
    fits, costs = real.legal_severity, real.claims.legal_cost
    assert fits["lomax"].value == pytest.approx((2.223, 15_133.0), rel=5e-4)
    assert fits["burr"].value == pytest.approx((1.099, 1.705, 10_335.0), rel=1e-3)
    assert fits["burr"].aic < fits["lomax"].aic
    assert np.mean(costs) == pytest.approx(12.6e3, rel=0.01)
    assert np.median(costs) == pytest.approx(5.5e3, rel=0.01)


def test_real_losses_and_legal_cost_go_together_as_found(real):
    legal = real.legal
    assert legal.tau.value == pytest.approx(0.315, abs=0.0006)
    assert legal.theta.value == pytest.approx(1.461, abs=0.001)
    line = (legal.intercept.value, legal.slope.value, legal.sd.value)
    assert line == pytest.approx((4.924, 0.384, 1.284), abs=0.001)
    assert legal.together == pytest.approx(0.39, abs=0.005)
    assert real.legal_share == pytest.approx(0.305, abs=0.001)
    shares = [band.share for band in real.bands]
    assert shares == pytest.approx((1.54, 0.50, 0.25, 0.16, 0.075), abs=0.005)


def test_published_parameters_lie_within_the_intervals(real):
    lomax, cost = real.severity["lomax"], real.legal_severity["lomax"]
    assert np.all((lomax.low < (1.135, 14_453.0)) & (lomax.high > (1.135, 14_453.0)))
    assert np.all((cost.low < (2.223, 15_133.0)) & (cost.high > (2.223, 15_133.0)))
    assert real.legal.theta.low < 1.453 < real.legal.theta.high


def test_real_claims_set_both_tails_and_the_law_of_legal_cost():
    told = calibrate_claims(real_claims(), lambda _share, _words: None)
    world = {each.parameter: each.value for each in told.world}
    assert world["tail"] == {"any_of": ["lognormal", "lomax"]}
    assert world["severity_sigma"]["from"] < 1.667 < world["severity_sigma"]["to"]
    assert 1.0 < world["severity_alpha"]["from"] < 1.1349 < world["severity_alpha"]["to"]
    assert (world["legal_intercept"], world["legal_slope"]) == (4.9239, 0.3839)
    assert told.rows == 1500
    assert "34 of them" in told.data
