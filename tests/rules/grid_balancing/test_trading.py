"""Shipped ways to trade stand in play where they stood on real Belgian prices (see battery_market).

The network's only asset is one battery of 1 MW and 2 MWh; what a rule set earns is what the week
costs less than with an idle battery.
"""

import numpy as np
import pytest

from simulators.grid_balancing.bounds.battery_market import (
    REFERENCE_BOUND_EUR,
    REFERENCE_EUR,
    clairvoyant_eur,
    usual_battery,
)
from simulators.grid_balancing.build import build_setting
from simulators.grid_balancing.world import World
from tests.rules.grid_balancing.direct_rules import DirectRules, draws, play, rule_set

WEEKS = 6
IDLE = "def control(tick, grid, tools): return Control()"
ALONE = World(
    home_battery_mw=1.0,  # the large battery would keep a reserve
    home_battery_h=2.0 / 0.9,  # between 5 and 95 %
    wear_eur_per_mwh=10.0,
    grid_battery_mw=0.0,
    cars=0,
    contracts=0,
    wind_scale=0.0,
    pv_scale=0.0,
    feeder_loss_mean_h=1e5,
)


@pytest.fixture(scope="module")
def earned_eur():
    """Mean earnings in EUR a week by rule set, and of who knows all prices."""
    pytest.importorskip("simbench", reason="real networks need SimBench: ruleloop[grid]")
    rows = []
    for number in range(WEEKS):
        prices = build_setting(ALONE, draws(number)).prices
        assert prices is not None
        idle = play(ALONE, DirectRules(IDLE), number)["total_eur"]
        rows.append(
            [idle - play(ALONE, rule_set(name), number)["total_eur"] for name in REFERENCE_EUR]
            + [clairvoyant_eur(prices.imbalance_eur, usual_battery(prices.imbalance_eur))]
        )
    return dict(zip((*REFERENCE_EUR, "bound"), np.mean(rows, axis=0).tolist(), strict=True))


def test_shipped_trading_rules_stand_in_the_real_order(earned_eur):
    by_earning = sorted(REFERENCE_EUR, key=earned_eur.__getitem__)
    assert by_earning == list(REFERENCE_EUR)


def test_shipped_trading_rules_earn_about_the_real_shares_of_the_clairvoyant(earned_eur):
    for name, real_eur in REFERENCE_EUR.items():
        share = 100.0 * earned_eur[name] / earned_eur["bound"]
        real = 100.0 * real_eur / REFERENCE_BOUND_EUR
        # points; over 52 weeks they lie 2 to 7 below, and 6 weeks differ from 52 by two or three
        assert real - 10.0 < share < real + 4.0
        assert share > 0.4 * real
