"""Money adds up to the cent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.build import as_week, build_week
from simulators.supply_chain.generator.city import generate_day
from simulators.supply_chain.interface import OpenOrder, Tools
from simulators.supply_chain.kinds import day_kind
from simulators.supply_chain.play import money
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import rule_set
from tests.simulators.supply_chain.worlds import draws, play

CITY = describe_city(build_week(World(), draws(0)), World())


@pytest.mark.parametrize("rules", ["prizes", "nearest_neighbour", "must_go_only"])
def test_the_day_costs_what_its_trips_stops_and_vans_cost_to_the_cent(rules: str) -> None:
    world = World(orders_per_day=40.0, vehicles=3)  # few vans: also late stops and spot orders
    measures, events = play(world, rule_set(rules), 3)
    trips = [e for e in events if e["kind"] == "trip"]
    stops = [e for e in events if e["kind"] == "stop"]
    van = day_kind(world, world.capacity_units)
    city = describe_city(build_week(world, draws(3)), world)
    driver = sum(
        money.driver_cents(van, e["back_min"] - e["left_min"] + world.loading_min) for e in trips
    )
    expected = {
        "driver": driver,
        "distance": sum(money.distance_cents(van, e["km"]) for e in trips),
        "vehicles": money.vehicle_cents(van) * len({e["vehicle"] for e in trips}),
        "lateness": sum(money.lateness_cents(city, e["late_min"]) for e in stops),
        "spot": sum(round(100 * e["cost_eur"]) for e in events if e["kind"] == "spot"),
    }
    units = measures["ordered_units"]
    for part, cents in expected.items():
        assert round(measures[f"{part}_per_unit_eur"] * units * 100, 6) == cents, part
    assert round(measures["total_eur"] * 100, 6) == sum(expected.values())


@given(st.tuples(*[st.integers(0, 10**7) for _ in money.PARTS]), st.floats(1.0, 1e4))
def test_the_parts_sum_to_the_objective(cents: tuple[int, ...], units: float) -> None:
    measures = money.Bill(*cents).per_unit_eur(units)
    parts = [measures[f"{part}_per_unit_eur"] for part in money.PARTS]
    assert sum(parts) == measures["cost_per_unit_eur"]
    assert measures["cost_per_unit_eur"] * units * 100 == pytest.approx(sum(cents), rel=1e-12)


@given(st.floats(0.01, 500.0), st.floats(0.0, 500.0))
def test_being_later_never_costs_less(late_min: float, more_min: float) -> None:
    assert money.lateness_cents(CITY, 0.0) == 0
    assert money.lateness_cents(CITY, late_min) <= money.lateness_cents(CITY, late_min + more_min)


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_rules_see_the_spot_price_that_is_charged_and_it_never_beats_a_van_alone(seed: int) -> None:
    world = World(orders_per_day=3.0, sites=10)
    day = generate_day(world, draws(seed))
    city = describe_city(as_week(day, world), world)
    tools = Tools(city, lambda _request: None)
    for number, order in enumerate(day.orders):
        seen = OpenOrder(
            number, order.site, 0.0, 0.0, order.quantity_units, order.service_min, 0.0, False, 0.0
        )
        charged = money.spot_cents(city, order.site, order.quantity_units, order.service_min)
        minutes = float(day.travel_min[0, order.site] + day.travel_min[order.site, 0])
        assert charged == round(100 * tools.spot_cost_eur(seen))
        assert charged > money.driver_cents(city.kinds[0], minutes + order.service_min)
