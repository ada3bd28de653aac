"""Whatever rules do, and however lucky they are, the bound lies below; and it is worth having."""

import hashlib

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.grid_balancing.assets.assets import build_assets
from simulators.grid_balancing.bounds.floor import floor, least_eur
from simulators.grid_balancing.build import build_setting
from simulators.grid_balancing.interface import Control, DayPlan
from simulators.grid_balancing.world import World
from tests.simulators.grid_balancing.direct_rules import keep_balance, no_plan, nothing, played

pytestmark = pytest.mark.usefixtures("real_network")

DAY, ISLAND = World(days=1), World(days=1, island=True)
TROUBLE = {"trips_mean_h": 20.0, "feeder_loss_mean_h": 100.0, "restless_mw": 0.4}
CHEAP = {"curtail_eur_per_mwh": 0.0, "wear_eur_per_mwh": 0.0, "car_wear_eur_per_mwh": 0.0}


def draws(number):
    return Draws(hashlib.blake2b(f"floor {number}".encode(), digest_size=16).digest())


class Wild:
    """Every asset does something arbitrary, often at its limits, and changes its mind rarely."""

    def __init__(self, seed):
        self._random = np.random.default_rng(seed)
        self._mood = self._random.uniform(-1.0, 1.0, 40)

    def plan_day(self, eve, grid, tools):
        most = sum(own.power_mw for own in (*grid.batteries, *grid.hubs))
        plan = most * np.clip(self._random.normal(0.0, 1.0, 96), -1.0, 1.0)
        return DayPlan(tuple(plan.tolist()), float(self._random.uniform(0.0, 2.0)))

    def control(self, tick, grid, tools):
        if self._random.random() < 0.2:
            self._mood = np.clip(self._random.normal(0.0, 1.0, 40), -1.0, 1.0)
        mood = iter(self._mood.tolist() * 3)
        island = keep_balance(tick, grid, tools) if grid.is_island else None
        return Control(
            battery_mw=tuple(next(mood) * own.power_mw for own in grid.batteries),
            hub_mw=tuple(
                state.most_mw if (m := next(mood)) > 0 else m * state.give_mw for state in tick.hubs
            ),
            call=tuple(next(mood) > 0.6 for _ in grid.contracts),
            unit_mw=island.unit_mw if island else (),
            cap_share=tuple(min(1.0, 1.5 * abs(next(mood))) for _ in grid.feed_ins),
            q_share=tuple(0.4 * next(mood) for _ in grid.feed_ins),
            tap=tick.tap + round(next(mood)) if 0 < tick.tap < grid.tap_positions - 1 else -1,
            reserve_mw=max(0.0, 2.0 * next(mood)),
            battery_first=abs(next(mood)),
        )


@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize("changes", [{}, TROUBLE, CHEAP])
@pytest.mark.parametrize("world", [DAY, ISLAND])
def test_wild_control_does_not_beat_the_floor(world, changes, number):
    from msgspec.structs import replace

    world = replace(world, **changes)
    wild = Wild(number)
    found, *_ = played(world, wild.control, wild.plan_day, draws=draws(number))
    assert found["cost_per_mwh_eur"] >= floor(world, draws(number))


@pytest.mark.parametrize("control", [nothing, keep_balance])
@pytest.mark.parametrize("world", [DAY, ISLAND])
def test_usual_control_does_not_beat_the_floor(world, control):
    for number in range(3):
        found, *_ = played(world, control, draws=draws(number))
        assert found["cost_per_mwh_eur"] >= floor(world, draws(number))


def lucky(setting):
    """Knows all prices: sells and buys at the best hours, and has planned just that."""
    price = setting.prices.imbalance_eur
    low, high = np.quantile(price.reshape(-1, 96), (0.3, 0.7), axis=1).repeat(96, axis=1)
    wish = np.where(price > high, 1.0, np.where(price < low, -1.0, 0.0))

    def plan_day(eve, grid, tools):
        most = sum(own.power_mw for own in grid.batteries)
        part = slice(96 * eve.day, 96 * eve.day + 96)
        worth = wish[part] * (price[part] - setting.prices.day_ahead_eur[part]) < 0.0
        return DayPlan(tuple((-most * wish[part] * worth).tolist()))

    def control(tick, grid, tools):
        return Control(
            battery_mw=tuple(
                tools.step(k, state.energy_mwh, wish[tick.tick] * grid.batteries[k].power_mw)[0]
                for k, state in enumerate(tick.batteries)
            )
        )

    return control, plan_day


@pytest.mark.parametrize("number", range(3))
def test_who_knows_all_prices_gets_far_but_not_below(number):
    world = World(days=2, cars=0, contracts=0)
    setting = build_setting(world, draws(number))
    usual, *_ = played(world, draws=draws(number))
    control, plan_day = lucky(setting)
    found, *_ = played(world, control, plan_day, draws=draws(number))
    least = floor(world, draws(number))
    gap = usual["cost_per_mwh_eur"] - least
    assert 0.25 * gap < usual["cost_per_mwh_eur"] - found["cost_per_mwh_eur"] < gap


def test_a_week_without_choices_costs_what_the_floor_says():
    world = World(
        days=1,
        home_battery_mw=0.0,
        grid_battery_mw=0.0,
        cars=0,
        contracts=0,
        wind_scale=0.0,
        pv_scale=0.0,
        feeder_loss_mean_h=1e6,
    )
    for number in range(3):
        found, *_ = played(world, nothing, no_plan, draws=draws(number))
        setting = build_setting(world, draws(number))
        least = least_eur(world, setting, build_assets(setting, world, draws(number)))
        # what is left is what the network really loses, at most 3 % of the energy here
        assert least <= found["total_eur"]
        assert found["total_eur"] - least <= 0.05 * abs(found["total_eur"]) + 60.0


def test_an_island_costs_at_most_four_times_its_floor():
    found, *_ = played(ISLAND, keep_balance, draws=draws(1))
    assert found["cost_per_mwh_eur"] <= 4.0 * floor(ISLAND, draws(1))
