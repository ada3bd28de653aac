"""Foresight: what the referee bills, never worse than what is known, optimal on tiny days."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.domain import Plan, Trace
from ruleloop.draws import Draws
from simulators.supply_chain.bounds.day_floor import floor
from simulators.supply_chain.build import as_week, build_day
from simulators.supply_chain.hindsight import day_foresight as module
from simulators.supply_chain.hindsight.day_costs import HindsightCosts
from simulators.supply_chain.hindsight.day_foresight import cost_of, executed_trips, foresight
from simulators.supply_chain.hindsight.day_plan import DayPlan, Follow, Trip, decoded
from simulators.supply_chain.hindsight.day_search import HindsightSearch
from simulators.supply_chain.play.week_play import WeekPlay
from simulators.supply_chain.simulate import simulate
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import rule_set
from tests.simulators.supply_chain.every_plan import cheapest_cents

WORLD = World(orders_per_day=25.0, vehicles=4)
DRAWS = Draws(b"a day seen befor")


@pytest.fixture(autouse=True)
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEPS", 150)


@pytest.fixture(scope="module")
def executed() -> tuple[dict[str, float], list[dict[str, Any]]]:
    trace = Trace(on=True)
    return simulate(WORLD, DRAWS, rule_set("savings_one_wave"), trace), trace.events


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=16, max_size=16), st.data())
def test_hindsight_arithmetic_agrees_with_the_referee_to_the_cent(
    seed: bytes, data: st.DataObject
) -> None:
    world = World(orders_per_day=6.0, vehicles=6, capacity_units=1000.0, sites=8)
    draws = Draws(seed)
    day = build_day(world, draws)
    costs = HindsightCosts(world, day, draws)
    trips: list[Trip] = []
    left = list(range(len(day.orders)))
    for _ in range(data.draw(st.integers(0, 4))):
        stops = data.draw(st.permutations(left))[: data.draw(st.integers(1, 3))]
        if stops:
            first = max(costs.first_wave[k] for k in stops)
            wave = data.draw(st.integers(first, len(day.waves_min) - 1))
            trips.append(Trip(wave, tuple(stops)))
            left = [k for k in left if k not in stops]
    week = as_week(day, world)
    played = WeekPlay(world, week, draws, Follow(DayPlan(tuple(trips))), Trace()).play()
    assert played["illegal_share"] == 0.0
    assert HindsightSearch(costs, trips).cents() == round(100.0 * played["total_eur"])


def test_the_executed_trips_cost_what_the_rules_paid(
    executed: tuple[dict[str, float], list[dict[str, Any]]],
) -> None:
    measures, events = executed
    day = build_day(WORLD, DRAWS)
    again = cost_of(WORLD, day, DRAWS, DayPlan(executed_trips(day, events)))
    assert again == measures["cost_per_unit_eur"]


def test_foresight_improves_on_what_was_executed_and_stays_above_the_floor(
    executed: tuple[dict[str, float], list[dict[str, Any]]],
) -> None:
    measures, events = executed
    found = foresight(WORLD, DRAWS, events)
    assert floor(WORLD, DRAWS) < found.objective < measures["cost_per_unit_eur"]
    assert cost_of(WORLD, build_day(WORLD, DRAWS), DRAWS, decoded(found.plan)) == found.objective


def test_foresight_is_only_ever_improved(
    executed: tuple[dict[str, float], list[dict[str, Any]]],
) -> None:
    _, events = executed
    first = foresight(WORLD, DRAWS, events)
    poor = foresight(WORLD, DRAWS, [])
    second = foresight(WORLD, DRAWS, events, Plan(first.objective, first.plan))
    assert second.objective <= first.objective
    third = foresight(WORLD, DRAWS, [], Plan(poor.objective, poor.plan))
    assert third.objective <= poor.objective


def test_foresight_is_a_function_of_its_arguments(
    executed: tuple[dict[str, float], list[dict[str, Any]]],
) -> None:
    _, events = executed
    assert foresight(WORLD, DRAWS, events) == foresight(WORLD, DRAWS, events)


@pytest.mark.parametrize("seed", range(6))
def test_on_a_tiny_day_foresight_finds_the_cheapest_of_all_plans(seed: int) -> None:
    world = World(
        orders_per_day=4.0,
        orders_cv=0.0,
        vehicles=2,
        wave_interval_min=300.0,
        vehicle_eur_per_day=5.0,
        capacity_units=12.0,
    )
    draws = Draws(bytes([seed]) * 16)
    day = build_day(world, draws)
    units = sum(order.quantity_units for order in day.orders)
    best = cheapest_cents(HindsightCosts(world, day, draws))
    assert foresight(world, draws, []).objective * units == pytest.approx(best / 100.0, abs=1e-6)
