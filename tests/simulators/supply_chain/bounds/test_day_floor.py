"""The floor is never beaten: not by random plans, not by the best plan there is."""

import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ruleloop.domain import Trace
from ruleloop.draws import Draws
from simulators.supply_chain.bounds.day_floor import floor
from simulators.supply_chain.build import build_day
from simulators.supply_chain.hindsight.day_costs import HindsightCosts
from simulators.supply_chain.hindsight.day_foresight import foresight
from simulators.supply_chain.interface import Route, Wave, WavePlan
from simulators.supply_chain.simulate import simulate
from simulators.supply_chain.volume import orders_a_day
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import rule_set
from tests.simulators.supply_chain.every_plan import cheapest_cents

DATA = Path(os.environ.get("RULELOOP_DATA", "/nonexistent"))
ROUNDING = 1e-9

tiny_worlds = st.builds(
    World,
    orders_per_day=st.sampled_from([1.0, 2.0, 3.0, 5.0]),
    orders_cv=st.just(0.0),
    known_before_share=st.floats(0.0, 1.0),
    sites=st.integers(1, 6),
    radius_km=st.floats(1.0, 60.0),
    depot_offset_km=st.floats(0.0, 30.0),
    window_min=st.floats(10.0, 300.0),
    lead_min=st.floats(0.0, 200.0),
    service_stop_min=st.floats(0.0, 30.0),
    travel_cv=st.sampled_from([0.0, 0.15, 0.8]),
    service_cv=st.sampled_from([0.0, 0.35]),
    congestion=st.sampled_from([0.0, 1.0, 3.0]),
    vehicles=st.integers(1, 3),
    capacity_units=st.sampled_from([4.0, 10.0, 45.0]),
    loading_min=st.floats(0.0, 30.0),
    wave_interval_min=st.sampled_from([120.0, 300.0, 700.0]),
    wage_eur_per_h=st.sampled_from([0.0, 28.0]),
    km_eur=st.sampled_from([0.0, 0.25]),
    vehicle_eur_per_day=st.sampled_from([0.0, 45.0]),
    late_eur=st.sampled_from([0.0, 0.01, 25.0]),
    late_eur_per_min=st.sampled_from([0.0, 0.5, 3.0]),
    spot_least_eur=st.sampled_from([0.0, 18.0]),
)
seeds = st.binary(min_size=16, max_size=16)


class RandomPlans:
    """Sends random routes of random orders; which ones is known from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._share = self._random.random()

    def begin(self, facts: Any = None, answer: Any = None) -> None:
        del facts, answer

    def plan_wave(self, wave: Wave) -> WavePlan:
        numbers = [order.number for order in wave.orders if self._random.random() < self._share]
        shuffled = self._random.permutation(np.array(numbers, dtype=int)).tolist()
        cuts = self._random.integers(len(numbers) + 1, size=2).tolist()
        edges = sorted({0, *cuts, len(numbers)})
        return WavePlan(tuple(Route(tuple(shuffled[a:b])) for a, b in pairwise(edges)))


@settings(max_examples=120, deadline=None)
@given(tiny_worlds, seeds, st.integers(0, 2**32))
def test_no_random_plan_on_a_random_day_costs_less_than_the_floor(
    world: World, seed: bytes, plan_seed: int
) -> None:
    draws = Draws(seed)
    played = simulate(world, draws, RandomPlans(plan_seed), Trace())
    assert floor(world, draws) <= played["cost_per_unit_eur"] + ROUNDING


@settings(max_examples=100, deadline=None)
@given(tiny_worlds, seeds)
def test_the_cheapest_of_all_plans_of_a_tiny_day_costs_at_least_the_floor(
    world: World, seed: bytes
) -> None:
    tiny = replace(world, orders_per_day=min(orders_a_day(world), 3.0), wave_interval_min=400.0)
    draws = Draws(seed)
    day = build_day(tiny, draws)
    units = sum(order.quantity_units for order in day.orders)
    cheapest_eur = cheapest_cents(HindsightCosts(tiny, day, draws)) / 100.0
    assert floor(tiny, draws) <= cheapest_eur / units + ROUNDING


@pytest.mark.parametrize("seed", range(5))
def test_for_one_order_without_noise_the_floor_is_the_optimum_up_to_rounding(seed: int) -> None:
    world = World(orders_per_day=1.0, orders_cv=0.0, travel_cv=0.0, service_cv=0.0, congestion=0.0)
    world = replace(world, vehicle_eur_per_day=2.0, wave_interval_min=400.0)
    draws = Draws(bytes([seed]) * 16)
    day = build_day(world, draws)
    cheapest_eur = cheapest_cents(HindsightCosts(world, day, draws)) / 100.0
    bound_eur = floor(world, draws) * day.orders[0].quantity_units
    assert cheapest_eur - 0.021 <= bound_eur <= cheapest_eur


@pytest.mark.parametrize("name", ["nearest_neighbour", "savings_one_wave", "prizes"])
@pytest.mark.parametrize("world", [World(), World(travel_cv=0.6, vehicles=3, late_eur=1.0)])
def test_shipped_rules_stay_above_the_floor(name: str, world: World) -> None:
    draws = Draws(b"a usual long day")
    played = simulate(world, draws, rule_set(name), Trace())
    assert floor(world, draws) <= played["cost_per_unit_eur"]


def test_the_floor_of_a_usual_day_is_at_least_two_fifths_of_the_best_plan_known() -> None:
    world = World(orders_per_day=40.0)
    draws, trace = Draws(b"a usual long day"), Trace(on=True)
    simulate(world, draws, rule_set("prizes"), trace)
    best = foresight(world, draws, trace.events).objective
    assert 0.4 * best < floor(world, draws) < best


@pytest.mark.parametrize("name", ["baseline", "prizes"])
def test_on_real_roads_shipped_rules_stay_above_the_floor(name: str) -> None:
    roads = sorted((DATA / "ortec_vrptw").glob("*.txt"))
    if not roads:
        pytest.skip("RULELOOP_DATA names no folder with ortec_vrptw/")
    world, draws = World(roads_file=str(roads[-1]), vehicles=14), Draws(b"a day on roads..")
    played = simulate(world, draws, rule_set(name), Trace())
    assert floor(world, draws) <= played["cost_per_unit_eur"]


def test_the_floor_is_a_function_of_world_and_seed() -> None:
    world, seed = World(orders_per_day=12.0), b"0123456789abcdef"
    assert floor(world, Draws(seed)) == floor(world, Draws(seed))
    assert floor(world, Draws(seed)) != floor(world, Draws(seed[::-1]))
