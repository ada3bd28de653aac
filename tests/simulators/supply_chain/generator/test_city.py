"""Made-up days are what their world says, and nothing else."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.generator.city import DETOUR, generate_day
from simulators.supply_chain.problems import problems
from simulators.supply_chain.rush_hours import hour_factors
from simulators.supply_chain.volume import orders_a_day
from simulators.supply_chain.world import World, waves_min
from tests.simulators.supply_chain.worlds import draws

WORLDS = st.builds(
    World,
    orders_per_day=st.floats(1.0, 80.0),
    sites=st.integers(1, 60),
    radius_km=st.floats(1.0, 40.0),
    window_min=st.floats(10.0, 300.0),
    lead_min=st.floats(0.0, 200.0),
    known_before_share=st.floats(0.0, 1.0),
    congestion=st.floats(0.0, 2.0),
)


@settings(max_examples=30, deadline=None)
@given(WORLDS, st.integers(0, 1000))
def test_every_order_can_be_delivered_in_time_by_a_van_of_its_own(world: World, seed: int) -> None:
    day = generate_day(world, draws(seed))
    slowest = max(hour_factors(world.congestion))
    known = [order.known_min for order in day.orders]
    assert known == sorted(known)
    for order in day.orders:
        next_wave = min(w for w in day.waves_min if w >= order.known_min)
        arrival = next_wave + day.loading_min + slowest * day.travel_min[0, order.site]
        assert arrival <= order.close_min
        assert 0.0 <= order.open_min < order.close_min
        assert 0.0 < order.quantity_units <= day.capacity_units
        assert 1 <= order.site < len(day.travel_min)


def test_roads_are_asymmetric_detours_of_the_straight_line() -> None:
    day = generate_day(World(), draws(4))
    x, y = np.array(day.x_km), np.array(day.y_km)
    crow = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    off = ~np.eye(len(x), dtype=bool)
    detour = day.distance_km[off] / crow[off]
    assert DETOUR[0] <= detour.min()
    assert detour.max() <= DETOUR[1]
    assert np.abs(day.distance_km - day.distance_km.T).max() > 0.1
    assert np.all(np.diag(day.travel_min) == 0.0)


def test_more_vans_change_nothing_of_the_city_or_its_orders() -> None:
    few, many = (generate_day(World(vehicles=n), draws(6)) for n in (3, 9))
    assert few.orders == many.orders
    assert np.array_equal(few.travel_min, many.travel_min)


def test_the_number_of_orders_and_those_known_before_dawn_follow_the_world() -> None:
    world = World(orders_per_day=50.0, known_before_share=0.4, orders_cv=0.1)
    days = [generate_day(world, draws(seed)) for seed in range(60)]
    counts = [len(day.orders) for day in days]
    early = sum(order.known_min == 0.0 for day in days for order in day.orders)
    assert np.mean(counts) == pytest.approx(50.0, rel=0.05)
    assert early / sum(counts) == pytest.approx(0.4, abs=0.04)


def test_what_is_known_beforehand_is_an_expectation_and_not_this_day() -> None:
    world = World(known_before_share=0.25)
    one, other = (generate_day(world, draws(seed)) for seed in (1, 2))
    assert one.new_orders == other.new_orders
    assert sum(one.new_orders) == pytest.approx(0.75 * orders_a_day(world))
    assert sum(one.site_share) == pytest.approx(1.0)


def test_all_problems_of_a_world_are_reported_at_once() -> None:
    assert problems(World()) == []
    wrong = World(last_order_min=1200.0, last_wave_min=1000.0, capacity_units=1.0)
    assert len(problems(wrong)) == 2
    assert any("expected" in p and "got" in p for p in problems(World(first_wave_min=1100.0)))
    assert problems(World(sites_csv="sites.csv"))


def test_the_last_wave_is_always_asked() -> None:
    world = World(first_wave_min=400.0, last_wave_min=1000.0, wave_interval_min=70.0)
    waves = waves_min(world)
    assert waves[0] == 400.0
    assert waves[-1] == 1000.0
    assert waves_min(msgspec.structs.replace(world, first_wave_min=1000.0)) == (1000.0,)
