"""Simple ways to trade stand on made-up prices where they stood on real Belgian ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.grid_balancing.bounds.battery_market import (
    REFERENCE_BOUND_EUR,
    REFERENCE_DAY_AHEAD_EUR,
    REFERENCE_EUR,
    clairvoyant_eur,
    earned_eur,
    traders,
    usual_battery,
)
from simulators.grid_balancing.market.market import weather
from simulators.grid_balancing.market.prices import Market, generate_prices
from simulators.grid_balancing.network.network import STEPS_PER_WEEK
from tests.simulators.grid_balancing.conftest import RURAL


@pytest.fixture(scope="module")
def weeks(real_network):
    """Thirteen weeks of each of two years: pairs of day-ahead and imbalance prices."""
    network = real_network(RURAL)
    given_weather = weather(network, 0, network.profiles.steps)
    years = [
        generate_prices(given_weather, Market(), Draws(bytes([seed]) * 16)) for seed in range(2)
    ]
    starts = range(0, 52 * STEPS_PER_WEEK, 4 * STEPS_PER_WEEK)
    return [
        (year.day_ahead_eur[s : s + STEPS_PER_WEEK], year.imbalance_eur[s : s + STEPS_PER_WEEK])
        for year in years
        for s in starts
    ]


@pytest.fixture(scope="module")
def bound_eur(weeks):
    return np.mean([clairvoyant_eur(imb, usual_battery(imb)) for _, imb in weeks])


def mean_earned_eur(weeks):
    rows = [
        [earned_eur(t, imb, usual_battery(imb)) for t in traders(day_ahead, imb).values()]
        for day_ahead, imb in weeks
    ]
    return dict(zip(REFERENCE_EUR, np.mean(rows, axis=0), strict=True))


def test_who_knows_all_earns_what_real_prices_gave(weeks, bound_eur):
    assert bound_eur == pytest.approx(REFERENCE_BOUND_EUR, rel=0.15)
    day_ahead = np.mean([clairvoyant_eur(da, usual_battery(da)) for da, _ in weeks])
    assert day_ahead == pytest.approx(REFERENCE_DAY_AHEAD_EUR, rel=0.2)


def test_ways_to_trade_stand_in_the_real_order_near_the_real_shares(weeks, bound_eur):
    earned = mean_earned_eur(weeks)
    assert sorted(earned, key=earned.__getitem__) == list(REFERENCE_EUR)
    shares = {name: 100.0 * eur / bound_eur for name, eur in earned.items()}
    real = {name: 100.0 * eur / REFERENCE_BOUND_EUR for name, eur in REFERENCE_EUR.items()}
    assert shares == pytest.approx(real, abs=4.0)  # points; between years they differ by one


def test_no_way_to_trade_earns_more_than_who_knows_all(weeks):
    for day_ahead, imbalance in weeks:
        battery = usual_battery(imbalance)
        most = clairvoyant_eur(imbalance, battery)
        for trader in traders(day_ahead, imbalance).values():
            assert earned_eur(trader, imbalance, battery) <= most + 1e-6


@given(st.integers(0, 10_000), st.floats(0.6, 1.0))
@settings(max_examples=40, deadline=None)
def test_not_even_lucky_guesses_earn_more_than_who_knows_all(seed, efficiency):
    rng = np.random.default_rng(seed)
    price = 80.0 + 150.0 * rng.standard_normal(30)
    price += max(0.0, 1.0 - float(price.mean()))  # a mean price that settles the end is positive
    battery = usual_battery(price, efficiency=efficiency)
    guess = np.sign(price - price.mean()) * rng.choice((-1.0, 1.0), 30, p=(0.1, 0.9))
    earned = earned_eur(lambda tick, _: float(guess[tick]), price, battery)
    assert earned <= clairvoyant_eur(price, battery) + 1e-6


def test_traders_do_not_look_ahead(weeks):
    day_ahead, imbalance = weeks[0]
    changed = imbalance.copy()
    changed[300:] += 500.0
    for before, after in zip(
        traders(day_ahead, imbalance).values(), traders(day_ahead, changed).values(), strict=True
    ):
        assert [before(t, 0.4) for t in range(301)] == [after(t, 0.4) for t in range(301)]
