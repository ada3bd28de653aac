"""A week in play: energy and money balance, a referee, the same week for all rules."""

import math
from typing import Any

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.grid_balancing.interface import Control, DayPlan
from simulators.grid_balancing.play.money import PARTS
from simulators.grid_balancing.play.week_audit import audit_week
from simulators.grid_balancing.world import World
from tests.simulators.grid_balancing.conftest import RURAL
from tests.simulators.grid_balancing.direct_rules import SEED, keep_balance, nothing, played

pytestmark = pytest.mark.usefixtures("real_network")

DAY = World(days=1)
ISLAND = World(days=1, island=True)
QUIET: Any = {"trips_mean_h": 1e6, "feeder_loss_mean_h": 1e6}


def busy(tick, grid, tools):
    """Every kind of asset does something that changes from tick to tick."""
    up = 1.0 if tick.tick % 2 else -1.0
    return Control(
        battery_mw=tuple(
            up * min(tools.discharge_limit_mw(k, b), tools.charge_limit_mw(k, b), 0.4)
            for k, b in enumerate(tick.batteries)
        ),
        hub_mw=tuple(hub.most_mw if tick.quarter > 80 else hub.least_mw for hub in tick.hubs),
        call=tuple(contract.ready or contract.ticks_left > 0 for contract in tick.contracts),
        unit_mw=keep_balance(tick, grid, tools).unit_mw,
        cap_share=tuple(0.8 for _ in grid.feed_ins),
        q_share=tuple(-0.1 for _ in grid.feed_ins),
        tap=tick.tick // 10 % 3 + grid.tap_usual,
        reserve_mw=0.5,
    )


def events(trace, kind):
    return [event for event in trace.events if event["kind"] == kind]


@pytest.mark.parametrize("world", [DAY, ISLAND])
@pytest.mark.parametrize("control", [nothing, busy])
def test_whatever_rules_do_all_measures_are_numbers_and_parts_sum(world, control):
    found, play, _, _ = played(world, control)
    assert all(math.isfinite(value) for value in found.values())
    parts = sum(found[f"{part}_per_mwh_eur"] for part in PARTS)
    assert parts == pytest.approx(found["cost_per_mwh_eur"], rel=1e-12)
    cents = sum(play.tally.bill.cents().values())
    assert cents == round(found["cost_per_mwh_eur"] * found["wanted_mwh"] * 100.0)


@pytest.mark.parametrize("world", [DAY, ISLAND])
def test_money_of_all_ticks_and_the_settlement_is_the_bill(world):
    _, play, _, trace = played(world, busy)
    ticks = sum(sum(tick["eur"].values()) for tick in events(trace, "tick"))
    assert ticks + play.tally.bill.settlement == pytest.approx(
        sum(play.tally.bill.by_part_eur().values())
    )


def test_what_is_imported_is_what_everybody_draws_and_the_lines_lose():
    found, play, _, trace = played(World(days=1, **QUIET), busy)
    drawn = sum(
        sum(tick["hub_mw"])
        - sum(tick["battery_mw"])
        - sum(tick["contract_mw"])
        - sum(tick["fed_in_mw"])
        + sum(tick["capped_mw"])
        for tick in events(trace, "tick")
    )
    drawn += float(play.setting.load_mw.sum())
    assert found["import_mwh"] == pytest.approx(0.25 * drawn + found["losses_mwh"], abs=1e-6)
    assert 0.0 < found["losses_mwh"] < 0.05 * found["wanted_mwh"]


def test_an_island_serves_what_is_generated_and_no_more():
    calm = World(days=1, island=True, wind_scale=0.3, pv_scale=0.3, **QUIET)
    found, play, _, trace = played(calm, keep_balance)
    left = sum(
        sum(tick["fed_in_mw"])
        - sum(tick["capped_mw"])
        + sum(tick["unit_mw"])
        + sum(tick["battery_mw"])
        + sum(tick["contract_mw"])
        - sum(tick["hub_mw"])
        + tick["shed_mw"]
        for tick in events(trace, "tick")
    )
    left = 0.25 * (left - float(play.setting.load_mw.sum())) - found["losses_mwh"]
    # self-regulation, restless seconds, and that the first and the last tick lack a ramp
    assert left == pytest.approx(0.0, abs=0.003 * found["wanted_mwh"])


def test_the_market_is_paid_for_what_was_bought_and_for_what_really_flowed():
    _, play, _, trace = played(World(days=1, **QUIET), busy)
    days, ticks = events(trace, "day"), events(trace, "tick")
    bought, price = np.array(days[0]["plan_mw"]), np.array(days[0]["price_eur"])
    flowed = np.array([tick["import_mw"] for tick in ticks])
    imbalance = np.array([tick["imbalance_eur"] for tick in ticks])
    assert play.tally.bill.energy == pytest.approx(0.25 * float(bought @ price))
    assert play.tally.bill.imbalance == pytest.approx(0.25 * float((flowed - bought) @ imbalance))


def test_what_is_planned_for_batteries_and_cars_is_bought():
    shape = (0.5,) * 8 + (0.0,) * 88

    def plan(eve, grid, tools):
        return DayPlan(flexible_mw=shape)

    _, usual, _, _ = played(DAY)
    _, planned, _, _ = played(DAY, plan_day=plan)
    assert planned._market.bought_mw - usual._market.bought_mw == pytest.approx(np.array(shape))


def test_plans_beyond_all_batteries_and_cars_are_cut_and_counted():
    def plan(eve, grid, tools):
        return DayPlan(flexible_mw=(1e4,) * 96)

    found, play, _, _ = played(DAY, plan_day=plan)
    most = sum(own.power_mw for own in (*play.assets.batteries.facts, *play.assets.hubs.facts))
    _, usual, _, _ = played(DAY)
    more = play._market.bought_mw - usual._market.bought_mw
    assert more.max() == pytest.approx(most)
    assert 0.25 * more.sum() < 4.0 + play.setting.days * 10.0
    assert found["illegal_share"] == pytest.approx(1.0 / 97.0)


def sell(eve, grid, tools):
    return DayPlan(reserve_mw=1.0)


def test_reserve_that_is_kept_earns_and_reserve_that_is_not_costs():
    def keep(tick, grid, tools):
        return Control(reserve_mw=1.0)

    kept, play, _, _ = played(DAY, keep, sell)
    missed, _, _, _ = played(DAY, nothing, sell)
    world = play._world
    pay = 24.0 * world.reserve_eur_per_mw_h
    assert kept["reserve_short_share"] < 0.2
    assert kept["reserve_per_mwh_eur"] * kept["wanted_mwh"] < -0.5 * pay
    assert missed["reserve_short_share"] == 1.0
    assert missed["reserve_per_mwh_eur"] * missed["wanted_mwh"] == pytest.approx(
        pay * (world.reserve_penalty_factor - 1.0), abs=0.01
    )
    assert kept["wear_per_mwh_eur"] > 0.0 == missed["wear_per_mwh_eur"]


def test_answers_of_a_wrong_length_are_refused_and_counted():
    found, _, _, _ = played(DAY, lambda tick, grid, tools: Control(battery_mw=(1.0,) * 7))
    usual, _, _, _ = played(DAY)
    assert found["illegal_share"] == pytest.approx(96.0 / 97.0)
    assert found["cost_per_mwh_eur"] == usual["cost_per_mwh_eur"]


@pytest.mark.parametrize("world", [DAY, ISLAND])
def test_the_same_seed_gives_the_same_week(world):
    first, _, _, one = played(world, busy)
    second, _, _, other = played(world, busy)
    assert first == second
    assert one.events == other.events


@pytest.mark.parametrize("world", [DAY, ISLAND])
def test_rules_that_act_differently_meet_the_same_week(world):
    _, one, idle, _ = played(world, nothing)
    _, other, active, _ = played(world, busy)
    assert np.array_equal(one.setting.load_mva, other.setting.load_mva)
    assert one.setting.trips == other.setting.trips
    assert [t.load_mw for t in idle.seen] == [t.load_mw for t in active.seen]
    assert [t.price_eur for t in idle.seen] == [t.price_eur for t in active.seen]


def test_rules_see_no_price_of_tomorrow_before_one_o_clock():
    _, _, rules, _ = played(World(days=2), nothing)
    lengths = [len(tick.price_eur) for tick in rules.seen[:96]]
    assert lengths == [96 - k for k in range(52)] + [192 - k for k in range(52, 96)]
    assert len(rules.seen[-1].price_eur) == len(rules.seen[-1].load_mw) == 1


def test_forecasts_of_now_are_near_and_those_of_tomorrow_are_not():
    _, play, rules, _ = played(World(days=7, **QUIET), nothing)
    actual = play.setting.available_mw.sum(axis=1)
    near = [rules.seen[k].wind_mw[0] + rules.seen[k].pv_mw[0] - actual[k] for k in range(576)]
    far = [rules.seen[k].wind_mw[95] + rules.seen[k].pv_mw[95] - actual[k + 95] for k in range(576)]
    assert np.std(near) < 0.6 * np.std(far)
    assert abs(np.mean(far)) < np.std(far)


def test_the_power_flow_in_play_is_pandapowers(auditor):
    for world in (DAY, ISLAND):
        _, play, _, _ = played(world, busy, keep_flows=True)
        findings = audit_week(play.solved, auditor(RURAL), SEED)
        assert len(findings) == 3
        assert all(own.difference_pu < 1e-6 for own in findings.values())


def test_a_voltage_collapse_is_counted_paid_and_confirmed_by_pandapower(auditor):
    heavy = World(days=1, cars=5000, charger_kw=350.0, car_kwh=100.0)
    found, play, _, _ = played(heavy, nothing, keep_flows=True)
    assert found["collapse_ticks"] > 0
    assert all(math.isfinite(value) for value in found.values())
    assert found["unserved_per_mwh_eur"] > 0.0
    findings = audit_week(play.solved, auditor(RURAL), SEED)
    assert sum(len(own.confirmed) for own in findings.values()) > 0


def test_nobody_at_the_helm_of_an_island_is_one_long_blackout():
    found, _, _, _ = played(ISLAND, nothing)
    assert found["blackouts"] == 96.0
    assert found["shed_mwh"] == pytest.approx(found["wanted_mwh"], rel=0.2)
    assert found["nadir_hz"] == 47.5


def test_keeping_the_battery_free_saves_load_when_units_trip():
    trips = World(days=2, island=True, trips_mean_h=100.0, load_scale=1.2, wind_scale=0.3)

    def alone(tick, grid, tools):
        return keep_balance(tick, grid, tools, reserve_mw=0.0)

    shed_mwh, nadir_hz = np.zeros(2), np.zeros(2)
    for seed in range(4):
        draws = Draws(bytes([seed]) * 16)
        for k, control in enumerate((keep_balance, alone)):
            found, _, _, trace = played(trips, control, draws=draws)
            shed_mwh[k] += found["shed_mwh"]
            nadir_hz[k] += found["nadir_hz"]
            assert bool(events(trace, "outage")) >= bool(events(trace, "second"))
    assert shed_mwh[0] < 0.8 * shed_mwh[1]
    assert nadir_hz[0] > nadir_hz[1]


def test_other_seeds_are_other_weeks():
    seen = {played(DAY, draws=Draws(bytes([k]) * 16))[0]["wanted_mwh"] for k in range(4)}
    assert len(seen) == 4
