"""Rates of claims are those of the surveys, and features move them as they should."""

import msgspec
import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.contract_risk.perils.exposure import exposure_of
from simulators.contract_risk.perils.kept import kept_share, market_kept
from simulators.contract_risk.perils.kinds import (
    DATA,
    DEFECT,
    DELAY,
    INJURY,
    IP,
    NON_PAYMENT,
    PERFORMANCE,
    PERILS,
)
from simulators.contract_risk.perils.usual import PERCENT_OF_CLAIMS, usual_rates
from simulators.contract_risk.portfolio.generate import generate
from simulators.contract_risk.portfolio.portfolio import TYPES, portfolio_of
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.claims.made_up_contracts import contract, mix

WORLD = World()
ORDINARY = [DELAY, DEFECT, PERFORMANCE, NON_PAYMENT]


def rates(**changes):
    return usual_rates(portfolio_of([contract("services_sell", **changes)]), WORLD)[0]


def medians(**changes):
    portfolio = portfolio_of([contract("services_sell", **changes)])
    return exposure_of(portfolio, WORLD).median_eur[0]


def test_percentages_of_claims_add_up():
    assert set(PERCENT_OF_CLAIMS) == set(TYPES)
    for percent in PERCENT_OF_CLAIMS.values():
        assert len(percent) == len(PERILS)
        assert 100 <= sum(percent) <= 101


def test_a_drawn_portfolio_has_the_surveyed_numbers_of_claims():
    portfolio = generate(WORLD, Draws(b"surveys of claim"))
    by_contract = usual_rates(portfolio, WORLD).sum(axis=1)
    assert by_contract.mean() == pytest.approx(0.09, abs=0.01)  # IACCM 2014: 9 %
    built = portfolio.type == TYPES.index("construction_sell")
    assert by_contract[built].mean() == pytest.approx(0.21, abs=0.02)  # 21 %
    for code in range(len(TYPES)):
        assert 0.05 < by_contract[portfolio.type == code].mean() < 0.23
    of_information = usual_rates(portfolio, WORLD)[:, [DATA, IP]].sum() / by_contract.sum()
    assert 0.05 < of_information < 0.2  # IACCM 2010: 10 to 20 %, with secrets


def test_features_move_the_rates_of_their_own_perils_alone():
    usual = rates()
    for change, peril in (
        ({"late_share": 0.9}, DELAY),
        ({"criticality": 1.0}, PERFORMANCE),
        ({"records": 10**7}, DATA),
        ({"injury_exposure": 0.9}, INJURY),
        ({"size": "small"}, NON_PAYMENT),
    ):
        moved = np.flatnonzero(rates(**change) > usual)
        assert moved.tolist() == [peril]
    assert (rates(past_claims=3) > usual).all()


def test_losses_of_breaches_ip_and_injury_do_not_scale_with_the_price():
    small, large = medians(), medians(value_eur=3e6, annual_eur=1e6)
    np.testing.assert_allclose(large[ORDINARY], 10.0 * small[ORDINARY])
    np.testing.assert_allclose(large[[DATA, IP, INJURY]], small[[DATA, IP, INJURY]])
    assert medians(records=10**6)[DATA] == pytest.approx(10.0 * medians(records=10**4)[DATA])


def test_losses_grow_with_the_term_and_with_the_wait_for_payment():
    assert (medians(years=6.0) > medians()).all()
    frozen = msgspec.structs.replace(WORLD, inflation=0.0)
    portfolio = portfolio_of([contract("services_sell")])
    growth = medians() / exposure_of(portfolio, frozen).median_eur[0]
    assert growth[DATA] == pytest.approx(1.04 ** (1.5 + WORLD.liability_lag_years))
    assert growth[DELAY] == pytest.approx(1.04 ** (1.5 + 0.8))


def test_a_mean_breach_costs_what_was_surveyed():
    portfolio = portfolio_of([contract(records=10_000, years=0.0)])
    exposure = exposure_of(portfolio, msgspec.structs.replace(WORLD, inflation=0.0))
    mean = exposure.severity[DATA].limited_mean_eur(
        exposure.median_eur[:, DATA], np.array([np.inf])
    )
    assert mean[0] == pytest.approx(WORLD.breach_mean_eur, rel=0.01)


def test_the_markets_terms_keep_the_surveyed_number_of_claims():
    exposure = exposure_of(mix(30), WORLD)
    kept = market_kept(exposure.portfolio, WORLD)
    np.testing.assert_allclose(exposure.most_rate * kept, exposure.usual_rate)


@pytest.mark.parametrize("months", [0, 12, 240])
def test_clauses_keep_a_share_of_claims_and_never_more_than_all(months):
    kept = kept_share(
        WORLD,
        acceptance=np.array([0, 1, 2], dtype=np.int8),
        change_control=np.array([False, True, True]),
        warranty_months=np.full(3, float(months)),
        notice_days=np.array([0.0, 14.0, 365.0]),
    )
    assert ((kept >= 0.0) & (kept <= 1.0)).all()
    assert (kept[:, DEFECT] == 0.0).all() == (months == 0)
