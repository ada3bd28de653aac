"""The loss engine gives what closed forms, the FFT and textbooks give."""

import math

import numpy as np
import pytest

from simulators.contract_risk.claims.apply_terms import apply_terms
from simulators.contract_risk.claims.claims import Claims
from simulators.contract_risk.claims.losses import tail_value_eur
from simulators.contract_risk.claims.terms_columns import terms_columns
from simulators.contract_risk.perils.kinds import DEFECT
from tests.simulators.contract_risk.claims.compound_fft import compound
from tests.simulators.contract_risk.claims.one_peril import EXACT, capped_at, claims_of

HOUSE_SIGMA = math.sqrt(math.log1p(9.0))
HOUSE_MU = math.log(100.0) - 0.5 * HOUSE_SIGMA**2
YEARS = 100_000


def paid_by_year(claims: Claims, cap_eur: float):
    terms = terms_columns([capped_at(cap_eur)], claims.exposure.portfolio)
    return apply_terms(claims, terms, world=EXACT).year_eur


def test_a_cap_per_claim_pays_the_limited_expected_value():
    claims = claims_of(2.0, HOUSE_MU, HOUSE_SIGMA, years=YEARS)
    severity = claims.exposure.severity[DEFECT]
    for cap_eur in (10.0, 100.0, 250.0, 1_000.0):
        year_eur = paid_by_year(claims, cap_eur)
        expected = 2.0 * severity.limited_mean_eur(np.exp([HOUSE_MU]), np.array([cap_eur]))[0]
        error = year_eur.std() / math.sqrt(YEARS)
        assert abs(year_eur.mean() - expected) < 4.0 * error


@pytest.mark.parametrize(
    ("rate", "mu", "sigma", "limit", "mean", "sd", "var99", "tvar99"),
    [
        (2.0, HOUSE_MU, HOUSE_SIGMA, 250.0, 130.9479, 142.3392, 586.0, 687.207),
        (3.0, 6.0, 1.5, 1_000.0, 1508.905, 1087.667, 4627.0, 5226.90),  # Bahnemann 4.15
    ],
)
def test_yearly_totals_have_the_distribution_of_the_textbook(
    rate, mu, sigma, limit, mean, sd, var99, tvar99
):
    exact = compound(rate, mu, sigma, limit=limit)
    assert exact.mean == pytest.approx(mean, rel=1e-5)
    assert exact.sd == pytest.approx(sd, rel=1e-5)
    assert exact.value_at_risk(0.99) == pytest.approx(var99, abs=1.0)
    assert exact.tail_value(0.99) == pytest.approx(tvar99, rel=1e-4)
    year_eur = paid_by_year(claims_of(rate, mu, sigma, years=YEARS), limit)
    assert year_eur.mean() == pytest.approx(mean, rel=4.0 * sd / mean / math.sqrt(YEARS))
    assert year_eur.std() == pytest.approx(sd, rel=0.01)
    assert np.quantile(year_eur, 0.99) == pytest.approx(var99, rel=0.015)
    assert tail_value_eur(year_eur) == pytest.approx(tvar99, rel=0.015)


def test_a_layer_is_the_difference_of_two_caps_on_the_same_claims():
    # Bahnemann 5.13: 5,000 in excess of 3,000
    exact = compound(15.0, 5.9809, 1.8, limit=5_000.0, attachment=3_000.0, points=1 << 18)
    assert exact.mean == pytest.approx(5785.254, rel=1e-4)
    assert exact.sd == pytest.approx(4910.934, rel=1e-4)
    assert exact.tail_value(0.99) == pytest.approx(22946.5, rel=1e-4)
    claims = claims_of(15.0, 5.9809, 1.8, years=20_000)
    layer = paid_by_year(claims, 8_000.0) - paid_by_year(claims, 3_000.0)
    assert layer.mean() == pytest.approx(5785.254, rel=0.02)
    assert layer.std() == pytest.approx(4910.934, rel=0.02)
    assert tail_value_eur(layer) == pytest.approx(22946.5, rel=0.03)
    above = np.count_nonzero(claims.columns.gross_eur > 3_000.0) / claims.years
    assert above == pytest.approx(1.95359, rel=0.015)
