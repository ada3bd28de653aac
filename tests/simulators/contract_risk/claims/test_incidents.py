"""When claims come: negative binomial by contract and year, shared bad years, common shocks."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.contract_risk.claims.alias import Alias
from simulators.contract_risk.claims.draw_claims import draw_claims, draw_claims_of
from simulators.contract_risk.claims.incidents import draw_incidents
from simulators.contract_risk.claims.shocks import draw_shocks, shock_rates
from simulators.contract_risk.perils.exposure import exposure_of
from simulators.contract_risk.perils.kinds import (
    DATA,
    DELAY,
    GROSS,
    INTENT,
    MARKS,
    NON_PAYMENT,
    PERFORMANCE,
    PERILS,
)
from simulators.contract_risk.portfolio.portfolio import portfolio_of
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.claims.made_up_contracts import contract, mix

DRAWS = Draws(b"incidents tested")
CALM = World(year_cv=0.0, shock_share=0.0)


def counts(rate: list[float], world: World, years: int = 40_000):
    keys = draw_incidents(np.array(rate), world, DRAWS.generator("a"), years=years)
    return np.bincount(keys, minlength=years * len(rate)).reshape(years, len(rate))


@given(st.lists(st.floats(0.0, 1e3), min_size=1, max_size=50).filter(any))
def test_alias_picks_have_their_weights(weights):
    picks = Alias(np.array(weights)).pick(np.random.default_rng(1), 20_000)
    share = np.bincount(picks, minlength=len(weights)) / 20_000
    expected = np.array(weights) / sum(weights)
    assert np.abs(share - expected).max() < 0.02
    assert not share[expected == 0.0].any()


@pytest.mark.parametrize("cv", [0.0, 0.7, 2.0])
def test_claims_of_a_contract_are_negative_binomial(cv):
    world = msgspec.structs.replace(CALM, contagion_cv=cv)
    rates = [0.05, 0.3, 1.5]
    found = counts(rates, world)
    for rate, column in zip(rates, found.T, strict=True):
        variance = rate * (1.0 + cv**2 * rate)
        none = np.exp(-rate) if cv == 0.0 else (1.0 + cv**2 * rate) ** (-1.0 / cv**2)
        assert column.mean() == pytest.approx(rate, abs=4.0 * np.sqrt(variance / len(column)))
        assert column.var() == pytest.approx(variance, rel=0.12)
        assert (column == 0).mean() == pytest.approx(none, abs=0.01)


def test_bad_years_are_bad_for_all_contracts():
    world = msgspec.structs.replace(CALM, year_cv=0.5, contagion_cv=0.0)
    found = counts([2.0, 2.0], world)
    assert np.corrcoef(found.T)[0, 1] == pytest.approx(0.25 * 4.0 / (2.0 + 0.25 * 4.0), abs=0.03)
    assert found.mean() == pytest.approx(2.0, rel=0.02)
    assert np.abs(np.corrcoef(counts([2.0, 2.0], CALM).T)[0, 1]) < 0.03


def test_no_rates_no_claims():
    assert not counts([0.0, 0.0], CALM).any()


def test_shocks_change_how_claims_come_together_but_not_how_many():
    portfolio = mix(200)
    worlds = [msgspec.structs.replace(World(year_cv=0.0), shock_share=s) for s in (0.0, 0.5)]
    alone, shocked = (draw_claims(portfolio, w, DRAWS, years=10_000) for w in worlds)
    assert len(shocked) == pytest.approx(len(alone), rel=0.03)
    by_year = [np.bincount(c.columns.year, minlength=c.years) for c in (alone, shocked)]
    assert by_year[1].var() > 1.5 * by_year[0].var()


def test_a_shock_hits_each_contract_at_most_once_and_those_at_risk_alone():
    exposure = exposure_of(mix(200), World())
    shocks = draw_shocks(exposure, World(), DRAWS, years=2_000)
    assert set(np.unique(shocks.peril).tolist()) == {DELAY, PERFORMANCE, DATA}
    rates = shock_rates(exposure, World())
    assert (rates[shocks.key % 200, shocks.peril] > 0.0).all()
    hit = np.stack([shocks.key.astype(float), shocks.peril, shocks.common])
    assert np.unique(hit, axis=1).shape[1] == len(shocks.key)
    assert len(shocks.key) / 2_000 == pytest.approx(rates.sum(), rel=0.15)


def test_losses_of_one_shock_are_alike():
    world = World(shock_share=1.0, shocks_a_year=0.5, shock_likeness=0.8, year_cv=0.0)
    portfolio = portfolio_of([contract("saas_sell") for _ in range(200)])
    exposure = exposure_of(portfolio, world)
    rates = np.zeros_like(exposure.most_rate)
    rates[:, DATA] = 0.02
    claims = draw_claims_of(replace(exposure, most_rate=rates), world, DRAWS, years=5_000)
    logs = np.log(claims.columns.gross_eur)
    logs = (logs - logs.mean()) / logs.std()
    same = claims.columns.year[1:] == claims.columns.year[:-1]
    assert (logs[1:] * logs[:-1])[same].mean() == pytest.approx(0.8 * 0.85, abs=0.15)
    assert np.abs((logs[1:] * logs[:-1])[~same].mean()) < 0.3


def test_every_contract_and_peril_has_its_rate():
    portfolio = mix(40)
    claims = draw_claims(portfolio, World(year_cv=0.0), DRAWS, years=20_000)
    cells = np.bincount(claims.columns.slot // len(MARKS), minlength=40 * len(PERILS))
    rate = claims.exposure.most_rate.ravel()
    error = np.sqrt(np.maximum(rate, 1e-4) / 20_000)
    assert (np.abs(cells / 20_000 - rate) < 6.0 * error + 0.03 * rate).all()
    assert not cells[rate == 0.0].any()


def test_claims_are_a_function_of_portfolio_world_and_seed():
    first, again = (draw_claims(mix(50), World(), DRAWS, years=300) for _ in range(2))
    other = draw_claims(mix(50), World(), Draws(b"another sixteen."), years=300)
    np.testing.assert_array_equal(first.columns.gross_eur, again.columns.gross_eur)
    np.testing.assert_array_equal(first.columns.slot, again.columns.slot)
    assert len(other) != len(first) or (other.columns.gross_eur != first.columns.gross_eur).any()


def test_columns_hold_what_they_say():
    portfolio, world = mix(100), World()
    claims = draw_claims(portfolio, world, DRAWS, years=3_000)
    columns = claims.columns
    key = columns.year.astype(np.int64) * 100 + columns.contract
    assert (np.diff(key) >= 0).all()
    assert (columns.slot // (len(MARKS) * len(PERILS)) == columns.contract).all()
    peril = columns.peril
    assert (columns.slot // len(MARKS) % len(PERILS) == peril).all()
    assert ((columns.days > 0.0) == np.isin(peril, [DELAY, NON_PAYMENT])).all()
    mark = (columns.slot % len(MARKS))[peril == DELAY]
    assert (mark == GROSS).mean() == pytest.approx(world.gross_share, abs=0.015)
    assert (mark == INTENT).mean() == pytest.approx(world.intent_share, abs=0.01)
    assert columns.indirect.mean() == pytest.approx(world.indirect_share, abs=0.01)
    assert ((columns.indirect > 0.0) & (columns.indirect < 1.0)).all()
    assert columns.gross_eur.max() <= world.largest_loss_eur
    assert claims.first[-1] == len(claims)
    assert sum(len(part) for _, part in claims.batches()) == len(claims)


def test_longer_delays_cost_more():
    claims = draw_claims(mix(100), World(), DRAWS, years=3_000)
    rows = claims.columns.peril == DELAY
    logs = np.log(claims.columns.gross_eur[rows]), np.log(claims.columns.days[rows])
    assert np.corrcoef(*logs)[0, 1] > 0.2


def test_legal_cost_has_the_regression_that_was_fitted():
    world = World(price_level=1.0, legal_scale=1.0)
    claims = draw_claims(mix(100), world, DRAWS, years=5_000)
    log_loss = np.log(claims.columns.gross_eur)
    rows = log_loss > 0.0
    slope, intercept = np.polyfit(log_loss[rows], np.log(claims.columns.legal_eur[rows]), 1)
    left = np.log(claims.columns.legal_eur[rows]) - slope * log_loss[rows] - intercept
    assert slope == pytest.approx(0.384, abs=0.01)
    assert intercept == pytest.approx(4.924, abs=0.1)
    assert left.std() == pytest.approx(1.284, rel=0.02)


def test_the_same_claims_under_both_rule_sets_make_differences_far_more_exact():
    from simulators.contract_risk.claims.apply_terms import apply_terms
    from simulators.contract_risk.claims.losses import tail_value_eur
    from simulators.contract_risk.claims.terms_columns import terms_columns
    from simulators.contract_risk.terms import Terms

    portfolio, world = mix(100), World()
    means, tails = [], []
    for seed in range(24):
        draws = Draws(seed.to_bytes(16, "little"))
        claims = draw_claims(portfolio, world, draws, years=500)
        years = [
            apply_terms(claims, terms_columns([t] * 100, portfolio), world=world).year_eur
            for t in (Terms(cap=1.0), Terms(cap=1.25))
        ]
        means.append([year_eur.mean() for year_eur in years])
        tails.append([tail_value_eur(year_eur) for year_eur in years])
    for pairs in (np.array(means), np.array(tails)):
        paired = np.diff(pairs, axis=1).std()
        unpaired = np.sqrt(pairs.var(axis=0).sum())
        assert paired < 0.25 * unpaired
