"""The solver with a mixed fleet: legal, class by class, in time, and within its budget."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.interface import FreeVehicle, Route
from tests.simulators.supply_chain.region_wave import RegionWave

pytest.importorskip("pyvrp")

VAN, E_VAN, TRUCK_7T, TRUCK_12T, TRUCK_18T = range(5)
OLD_TOWN = 0


def _units(routes: tuple[Route, ...], region: RegionWave) -> dict[int, float]:
    """Units delivered by order number."""
    carried: dict[int, float] = {}
    for route in routes:
        for order in region.tools.orders_of(route, region.wave):
            carried[order.number] = carried.get(order.number, 0.0) + order.quantity_units
    return carried


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    orders=st.integers(0, 40),
    hour=st.integers(5, 20),
    wanted=st.integers(-1, 20),
    kinds=st.lists(st.integers(0, 4), unique=True).map(tuple),
    spare_min=st.sampled_from([0.0, 45.0, 200.0, 400.0, 1e9]),
)
def test_whatever_is_answered_is_legal_and_on_a_vehicle_of_its_own(
    seed: int, orders: int, hour: int, wanted: int, kinds: tuple[int, ...], spare_min: float
) -> None:
    region = RegionWave(seed=seed, orders=orders, now_min=hour * 60.0)
    region.limit(back_in_min=spare_min)
    routes = region.tools.solve(
        region.wave.orders, vehicles=wanted, kinds=kinds, iterations=8, buffer_min=10.0
    )
    numbers = [route.vehicle for route in routes]
    by_number = {vehicle.number: vehicle for vehicle in region.wave.vehicles}
    assert len(numbers) == len(set(numbers)) <= (wanted if wanted >= 0 else len(by_number))
    assert all(by_number[route.vehicle].kind == route.kind for route in routes)
    assert all(not kinds or route.kind in kinds for route in routes)
    assert [region.tools.faults(route, region.wave) for route in routes] == [()] * len(routes)
    ordered = {order.number: order.quantity_units for order in region.wave.orders}
    for number, units in _units(routes, region).items():
        assert units <= ordered[number] * (1.0 + 1e-9)


def test_nearly_everything_is_served_when_there_are_vehicles_enough() -> None:
    region = RegionWave(seed=3, orders=30)
    assert len(_units(region.tools.solve(region.wave.orders), region)) >= 29


def test_heavy_trucks_stay_out_of_the_old_town() -> None:
    region = RegionWave(seed=4, orders=40)
    old_town = [order for order in region.wave.orders if order.zone == OLD_TOWN]
    assert old_town
    assert region.tools.solve(old_town, kinds=(TRUCK_12T, TRUCK_18T)) == ()
    assert _units(region.tools.solve(old_town, kinds=(VAN, TRUCK_7T)), region)


def test_a_large_order_goes_in_as_many_parts_as_the_vehicles_need() -> None:
    region = RegionWave(seed=5, orders=30)
    large = max(region.wave.orders, key=lambda order: order.quantity_units)
    assert large.may_split
    by_van = region.tools.solve([large], kinds=(VAN,))
    assert len(by_van) == -(-large.quantity_units // 40)
    assert _units(by_van, region)[large.number] == pytest.approx(large.quantity_units)
    by_truck = region.tools.solve([large], kinds=(TRUCK_7T,))
    assert len(by_truck) == 1
    assert by_truck[0].units == ()


def test_an_order_named_twice_leaves_in_halves_or_whole_again_on_one_vehicle() -> None:
    region = RegionWave(seed=5, orders=30)
    large = max(region.wave.orders, key=lambda order: order.quantity_units)
    routes = region.tools.solve([large, large], kinds=(TRUCK_7T,))
    assert _units(routes, region)[large.number] == pytest.approx(large.quantity_units)
    assert all(route.stops == (large.number,) for route in routes)


def test_a_vehicle_that_must_be_back_at_once_is_not_sent() -> None:
    region = RegionWave(seed=6).limit(back_in_min=21.0)
    assert region.tools.solve(region.wave.orders) == ()


def test_an_empty_battery_keeps_an_e_van_at_home_and_a_full_one_does_not() -> None:
    region = RegionWave(seed=7)
    assert region.tools.solve(region.wave.orders, kinds=(E_VAN,))
    flat = tuple(
        msgspec.structs.replace(vehicle, battery_kwh=1.0) for vehicle in region.wave.vehicles
    )
    region.look(msgspec.structs.replace(region.wave, vehicles=flat))
    assert region.tools.solve(region.wave.orders, kinds=(E_VAN,)) == ()


def test_goods_that_leave_from_the_cross_dock_need_vehicles_there() -> None:
    region = RegionWave(seed=8)
    rural = [order for order in region.wave.orders if order.zone == 4]
    assert region.tools.solve(rural, from_hub=True) == ()
    there = FreeVehicle(99, VAN, base=region.city.hub)
    region.look(msgspec.structs.replace(region.wave, vehicles=(*region.wave.vehicles, there)))
    routes = region.tools.solve(rural, from_hub=True)
    assert [route.vehicle for route in routes] == [99]
    assert routes[0].from_hub
    assert all(route.vehicle != 99 for route in region.tools.solve(region.wave.orders))


def test_routes_that_wait_for_an_order_of_the_future_are_not_answered() -> None:
    region = RegionWave(seed=9, orders=25)
    now = region.tools.solve(region.wave.orders)
    some = [region.tools.solve(region.wave.orders, future=k) for k in range(4)]
    assert any(len(_units(each, region)) < len(_units(now, region)) for each in some)
    assert some == [region.tools.solve(region.wave.orders, future=k) for k in range(4)]


def test_a_warm_start_of_a_mixed_fleet_is_taken_up() -> None:
    region = RegionWave(seed=10)
    good = region.tools.solve(region.wave.orders, iterations=300)
    again = region.tools.solve(region.wave.orders, warm=good, iterations=1)
    assert region.cost_eur(again) <= 1.05 * region.cost_eur(good)


def test_the_budget_of_iterations_is_one_of_each_day() -> None:
    region = RegionWave(seed=11, orders=3)
    for _ in range(12):
        region.tools.solve(region.wave.orders, iterations=400)
    assert region.solver.spent == 4_000 + 2
    region.look(msgspec.structs.replace(region.wave, day=1))
    region.tools.solve(region.wave.orders, iterations=400)
    assert region.solver.spent == 4_000 + 2 + 400
