"""The helpers of a region: legal assignments, futures from history, clusters, splits, staffing."""

import math
import statistics

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.interface import (
    Event,
    FreeVehicle,
    OpenOrder,
    Route,
    Wave,
    WeekBrief,
)
from simulators.supply_chain.play.referee import review
from simulators.supply_chain.tooling.legality import Sight
from tests.simulators.supply_chain.region_wave import FLEET, RegionWave

VAN, E_VAN, TRUCK_7T, TRUCK_12T, TRUCK_18T = range(5)
REGION = RegionWave(seed=21, orders=40)
NUMBERS = st.lists(st.integers(0, 39), unique=True, min_size=1, max_size=12)
ROUTES = st.lists(
    st.tuples(NUMBERS, st.integers(-1, 4), st.integers(-1, 15), st.booleans()), max_size=8
)


def _at_hub(region: RegionWave, *kinds: int) -> None:
    """Put free vehicles of these classes at the cross-dock, too."""
    there = tuple(
        FreeVehicle(90 + k, kind, base=region.city.hub, battery_kwh=60.0)
        for k, kind in enumerate(kinds)
    )
    region.look(msgspec.structs.replace(region.wave, vehicles=(*region.wave.vehicles, *there)))


@settings(max_examples=80, deadline=None)
@given(ROUTES)
def test_what_is_assigned_is_accepted_by_the_referee_as_a_whole(
    asked: list[tuple[list[int], int, int, bool]],
) -> None:
    region = RegionWave(seed=21, orders=40)
    _at_hub(region, VAN, TRUCK_7T)
    routes = [
        Route(tuple(stops), kind=kind, vehicle=vehicle, from_hub=at_hub)
        for stops, kind, vehicle, at_hub in asked
    ]
    leaving = region.tools.assign(routes, region.wave)
    ruling = review(leaving, Sight(region.wave, region.tools.book))
    assert ruling.is_legal
    assert len({route.vehicle for route in leaving}) == len(leaving)
    assert all(route.vehicle >= 0 for route in leaving)
    assert {route.stops for route in leaving} <= {route.stops for route in routes}


def test_a_route_keeps_its_vehicle_and_another_gets_the_cheapest_that_is_left() -> None:
    tools, wave = REGION.tools, REGION.wave
    small = [o for o in wave.orders if o.zone == 1 and o.quantity_units < 10 and o.number != 0]
    named = Route((small[0].number,), kind=TRUCK_7T, vehicle=9)
    free = Route((small[1].number,))
    first, second = tools.assign((named, free), wave)
    assert first == named
    price = {
        vehicle.number: tools._price_eur(
            Route(free.stops, kind=vehicle.kind, vehicle=vehicle.number), vehicle, wave
        )
        for vehicle in wave.vehicles
        if vehicle.number != 9
        and tools.is_legal(Route(free.stops, kind=vehicle.kind, vehicle=vehicle.number), wave)
    }
    assert price[second.vehicle] == min(price.values())


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.integers(0, 13), st.sets(st.integers(0, 39), max_size=3))
def test_mending_drops_only_what_it_must_and_the_wanted_stops_last(
    stops: list[int], vehicle: int, keep: set[int]
) -> None:
    tools, wave = REGION.tools, REGION.wave
    kind = wave.vehicles[vehicle].kind
    route = Route(tuple(stops), kind=kind, vehicle=vehicle)
    mended = tools.mended(route, wave, keep=keep)
    assert not mended.stops or tools.is_legal(mended, wave)
    assert [n for n in stops if n in mended.stops] == list(mended.stops)
    if tools.is_legal(route, wave):
        assert mended == route
    wanted = keep & set(stops)
    assert wanted <= set(mended.stops) or set(mended.stops) <= wanted


def test_the_cheapest_class_holds_the_load_and_may_enter() -> None:
    tools, wave = REGION.tools, REGION.wave
    for order in wave.orders:
        kind = tools.cheapest_kind(Route((order.number,)), wave)
        assert kind >= 0
        assert tools.can_take(kind, [order])
    assert tools.cheapest_kind(Route(tuple(o.number for o in wave.orders)), wave) == -1


def test_the_rescuer_is_the_smallest_vehicle_that_holds_what_is_aboard() -> None:
    tools, wave = REGION.tools, REGION.wave
    aboard = tuple(order for order in wave.orders if order.zone == 1)[:3]
    number = tools.rescuer(Event("breakdown", wave, aboard=aboard, minutes=90.0))
    kind = wave.vehicles[number].kind
    smaller = [k for k in range(5) if REGION.city.kinds[k].capacity_units < 40.0]
    assert tools.can_take(kind, aboard)
    assert not smaller
    assert tools.rescuer(Event("breakdown", wave, aboard=wave.orders, minutes=90.0)) == -1


@settings(max_examples=40, deadline=None)
@given(st.integers(-1, 50), st.integers(0, 40))
def test_clusters_share_out_the_orders_without_chance(count: int, size: int) -> None:
    orders = REGION.wave.orders[:size]
    clusters = REGION.tools.cluster(orders, count)
    assert clusters == REGION.tools.cluster(orders, count)
    assert len(clusters) <= max(0, count)
    assert all(clusters)
    if count > 0:
        numbers = [order.number for cluster in clusters for order in cluster]
        assert sorted(numbers) == [order.number for order in orders]


def test_orders_of_one_cluster_are_nearer_than_those_of_two() -> None:
    travel = REGION.city.travel_min
    clusters = REGION.tools.cluster(REGION.wave.orders, 5)
    within = [travel[a.site, b.site] for c in clusters for a in c for b in c if a is not b]
    across = [
        travel[a.site, b.site] for c in clusters for d in clusters for a in c for b in d if c != d
    ]
    assert statistics.fmean(within) < 0.6 * statistics.fmean(across)


def test_futures_come_from_this_weekday_of_the_history_after_now() -> None:
    wave = msgspec.structs.replace(REGION.wave, now_min=1440.0 + 600.0, day=1)
    past = {(p.site, p.known_min) for p in REGION.city.history if 2040.0 < p.known_min < 2880.0}
    futures = REGION.tools.sample_future(wave, 50)
    assert futures == REGION.tools.sample_future(wave, 50)
    assert all((order.site, order.known_min) in past for future in futures for order in future)
    assert statistics.fmean(map(len, futures)) == pytest.approx(wave.orders_to_come, rel=0.15)
    assert len({tuple(o.site for o in future) for future in futures}) > 40
    soon = REGION.tools.sample_future(wave, 50, ahead_min=60.0)
    assert all(order.known_min <= 2100.0 for future in soon for order in future)


def test_a_future_without_history_follows_the_usual_sites() -> None:
    city = msgspec.structs.replace(REGION.city, history=())
    tools = type(REGION.tools)(city, lambda _request: ())
    futures = tools.sample_future(REGION.wave, 40)
    assert any(futures)
    assert all(city.site_share[order.site] > 0.0 for future in futures for order in future)
    assert tools.sample_future(msgspec.structs.replace(REGION.wave, orders_to_come=0.0), 3) == (
        ((),) * 3
    )


@given(units=st.floats(1.0, 140.0), parts=st.integers(-1, 9), may_split=st.booleans())
def test_parts_add_up_to_the_order(units: float, parts: int, *, may_split: bool) -> None:
    order = msgspec.structs.replace(
        REGION.wave.orders[0], quantity_units=units, may_split=may_split
    )
    split = REGION.tools.split(order, parts)
    assert math.fsum(split) == pytest.approx(units)
    assert len(split) == (max(1, parts) if may_split else 1)


def test_a_night_window_is_found_only_where_there_is_one() -> None:
    day = REGION.wave.orders[0]
    night = msgspec.structs.replace(day, later=((1320.0, 1800.0),))
    assert REGION.tools.night_window(day, REGION.wave) is None
    assert REGION.tools.night_window(night, REGION.wave) == (1320.0, 1800.0)
    over = msgspec.structs.replace(REGION.wave, now_min=1900.0)
    assert REGION.tools.night_window(night, over) is None
    assert REGION.tools.is_night((1320.0, 1800.0))
    assert not REGION.tools.is_night(600.0)


@given(st.floats(0.0, 40.0), st.lists(st.floats(0.0, 10.0), min_size=5, max_size=5))
def test_drivers_are_spread_over_the_fleet_and_never_beyond(
    count: float, weights: list[float]
) -> None:
    counts = REGION.tools.spread(count, weights)
    assert all(n <= most for n, most in zip(counts, FLEET, strict=True))
    assert sum(counts) == min(math.ceil(count), sum(FLEET))


def test_equal_weights_fill_the_classes_evenly_and_heavier_ones_first() -> None:
    assert REGION.tools.spread(5.0, (1.0,) * 5) == (1, 1, 1, 1, 1)
    assert REGION.tools.spread(3.0, (0.0, 0.0, 9.0, 0.0, 1.0)) == (0, 0, 3, 0, 0)


def test_more_drivers_come_where_the_volume_needs_their_vehicles() -> None:
    weights = (1.0, 0.0, 0.0, 0.0, 0.0)  # vans of 40 units first
    assert REGION.tools.spread(1.0, weights, least_units=40.0) == (1, 0, 0, 0, 0)
    assert REGION.tools.spread(1.0, weights, least_units=81.0) == (3, 0, 0, 0, 0)
    assert REGION.tools.spread(1.0, weights, least_units=1e9) == REGION.city.fleet


def test_far_zones_with_much_volume_are_more_work() -> None:
    def work(zone: int, orders: float, units: float) -> float:
        rows = [[0.0] * 5, [0.0] * 5]
        rows[0][zone], rows[1][zone] = orders, units
        brief = WeekBrief(1, (tuple(rows[0]),), (tuple(rows[1]),))
        return REGION.tools.work_min(brief, 0, stop_min=10.0, load_units=100.0)

    assert work(4, 10.0, 100.0) > work(1, 10.0, 100.0) > 100.0
    assert work(1, 20.0, 200.0) == pytest.approx(2.0 * work(1, 10.0, 100.0))
    assert work(1, 0.0, 0.0) == 0.0
    way_min = REGION.tools.zone_min(1)
    assert work(1, 0.0, 100.0) == pytest.approx(2.0 * way_min + REGION.city.loading_min)


def test_every_free_vehicle_at_the_depot_has_an_empty_route_paid_ones_first() -> None:
    region = RegionWave(seed=2)
    _at_hub(region, VAN)
    routes = region.tools.empty_routes(region.wave)
    fresh = {vehicle.number: vehicle.is_fresh for vehicle in region.wave.vehicles}
    order = [fresh[route.vehicle] for route in routes]
    assert len(routes) == sum(FLEET)
    assert order == sorted(order)
    day: Wave = msgspec.structs.replace(region.wave, vehicles=(), vehicles_free=3)
    assert region.tools.empty_routes(day) == (Route(()),) * 3


def test_a_stop_is_added_at_the_end_of_a_route() -> None:
    order: OpenOrder = REGION.wave.orders[3]
    route = Route((1, 2), kind=VAN, vehicle=4)
    assert REGION.tools.with_stop(route, order) == Route((1, 2, 3), kind=VAN, vehicle=4)
