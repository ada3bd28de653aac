"""The pieces of the floor of a week are bounds, each by itself."""

from itertools import cycle, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulators.supply_chain.actions import Route, Shift, WeekDesign
from simulators.supply_chain.bounds.least_times import cheapest_ways, least_driving_min, least_noise
from simulators.supply_chain.bounds.radial_bounds import shares_of
from simulators.supply_chain.bounds.visits import visits_of
from simulators.supply_chain.bounds.week_floor import floor_of_week
from simulators.supply_chain.build import build_week
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.week import Week
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import ROOT, rule_set
from tests.simulators.supply_chain.small_weeks import small_week
from tests.simulators.supply_chain.tiny_week import TRUCK, at_first, order, play_tiny, week_of
from tests.simulators.supply_chain.tiny_week import WORLD as TINY
from tests.simulators.supply_chain.tiny_week import rules as tiny_rules
from tests.simulators.supply_chain.wild import wild_rules
from tests.simulators.supply_chain.worlds import draws, play, scenario_world

WEEK_SCENARIOS = sorted(p.stem for p in (ROOT / "scenarios" / "supply_chain").glob("*_week.toml"))

WORLD = World(region=True)
WEEK = small_week(1, world=WORLD, hub=True)
CITY = describe_city(WEEK, WORLD)
CV = 0.3


@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.0, 8640.0), st.binary(min_size=1))
def test_no_leg_is_driven_in_less_than_the_least_time(
    i: int, j: int, at_min: float, key: bytes
) -> None:
    expected = RoadBook(CITY).leg_min(i, j, at_min)
    realised = draws(0).lognormal(expected, CV, key.hex())
    assert least_driving_min(CITY, CV)[i, j] <= realised + 1e-9


def test_without_noise_the_least_time_is_that_of_the_quietest_hour() -> None:
    book, least = RoadBook(CITY), least_driving_min(CITY, 0.0)
    for i, j in ((0, 5), (7, 0), (3, 4)):
        quietest = min(book.leg_min(i, j, 60.0 * hour) for hour in range(24))
        assert least[i, j] == pytest.approx(quietest)
    assert least_noise(0.0) == 1.0


@given(st.integers(0, 1000))
def test_the_cheapest_way_is_no_dearer_than_any_leg_and_any_detour(seed: int) -> None:
    legs = np.random.default_rng(seed).uniform(0.1, 9.0, size=(8, 8))
    np.fill_diagonal(legs, 0.0)
    ways = cheapest_ways(legs, range(8))
    assert (cheapest_ways(legs, (5, 2)) == ways[[5, 2]]).all()
    assert (ways <= legs).all()
    assert (ways[:, :, None] + ways[None, :, :] >= ways[:, None, :] - 1e-9).all()


def test_shares_of_orders_add_up_to_the_vehicles_that_their_volume_or_weight_needs() -> None:
    visits = visits_of(WEEK, CITY, 0.3, draws(0))
    for kind in CITY.kinds:
        by_units = visits.units.sum() / kind.capacity_units
        by_weight = visits.weight_kg.sum() / kind.payload_kg
        assert shares_of(visits, kind).sum() == pytest.approx(max(by_units, by_weight), rel=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_the_floor_lies_between_the_least_service_wage_and_the_spot_price(seed: int) -> None:
    week = small_week(seed, world=WORLD, hub=bool(seed % 2))
    city = describe_city(week, WORLD)
    visits = visits_of(week, city, 0.35, draws(seed))
    wage = min(kind.wage_eur_per_h for kind in city.kinds) / 60.0
    service = visits.service_min.min(axis=1).sum() * wage / visits.units.sum()
    floor = floor_of_week(week, city, draws(seed), travel_cv=0.15, service_cv=0.35)
    assert service < floor < visits.spot_eur.sum() / visits.units.sum()


def test_the_floor_of_a_week_is_a_function_of_week_and_seed() -> None:
    floors = [floor_of_week(WEEK, CITY, draws(k), travel_cv=CV, service_cv=0.3) for k in (0, 0, 1)]
    assert floors[0] == floors[1] != floors[2]


def floor(world: World, number: int) -> float:
    """The floor of one replication."""
    week = build_week(world, draws(number))
    return floor_of_week(
        week,
        describe_city(week, world),
        draws(number),
        travel_cv=world.travel_cv,
        service_cv=world.service_cv,
    )


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([0.5, 1.0]),
    st.fixed_dictionaries({
        "driving_law": st.booleans(),
        "hub": st.booleans(),
        "days": st.sampled_from([1, 2]),
        "orders_per_day": st.sampled_from([2.0, 12.0]),
        "travel_cv": st.sampled_from([0.0, 0.15, 0.8]),
        "service_cv": st.sampled_from([0.0, 0.8]),
        "congestion": st.sampled_from([0.0, 1.0, 2.0]),
        "wage_eur_per_h": st.sampled_from([0.0, 28.0, 90.0]),
        "loading_min": st.sampled_from([0.0, 10.0]),
        "failed_eur": st.sampled_from([0.0, 5.0]),
        "absent_share": st.sampled_from([0.0, 0.4]),
        "large_share": st.sampled_from([0.0, 0.5]),
        "spot_least_eur": st.sampled_from([0.0, 18.0]),
        "spot_multiple": st.sampled_from([1.0, 2.2]),
        "rural_km": st.sampled_from([20.0, 90.0]),
        "old_town_zero_emission": st.booleans(),
    }),
)  # fmt: skip
def test_whatever_rules_answer_a_week_costs_at_least_its_floor(
    number: int, sanity: float, parameters: dict[str, Any]
) -> None:
    world = replace(WORLD, sites=30, **parameters)
    measures, _ = play(world, wild_rules(number, sanity), number)
    assert floor(world, number) <= measures["cost_per_unit_eur"] + 1e-9


@pytest.mark.parametrize(
    ("scenario", "holdout"), list(zip(WEEK_SCENARIOS, cycle((False, True)), strict=False))
)
def test_the_floor_of_a_shipped_scenario_is_a_tenth_of_what_plain_rules_pay_or_more(
    scenario: str,
    holdout: bool,
) -> None:
    world = scenario_world(scenario, 1, holdout=holdout)
    measures, _ = play(world, rule_set("nearest_neighbour"), 1)
    assert 0.1 < floor(world, 1) / measures["cost_per_unit_eur"] < 1.0


def cheapest_eur(week: Week, world: World) -> float:
    """The cheapest of all ways to deliver one order: by every class, from either base, or not."""
    bills = []
    for kind, from_hub in product(range(len(week.kinds)), (False, True)):
        shifts = [Shift((0,), kind, 1, 420.0, 2.0, from_hub)]
        if from_hub:
            shifts.append(Shift((0,), 2, 1, 420.0, 2.0))
        route = Route((0,), from_hub=from_hub)
        rules = tiny_rules(
            design_week=lambda brief, city, tools, shifts=shifts: WeekDesign(
                tuple(shifts), (420.0,)
            ),
            plan_wave=at_first(route),
        )
        bills.append(float(play_tiny(week, rules, least_paid_h=0.0).measures["total_eur"]))
    return min(bills)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"quantity_units": 40.0, "service_min": 100.0},
        {"quantity_units": 170.0, "service_min": 60.0, "weight_kg": 8000.0},
        {"site": 4},
        {"quantity_units": 90.0, "may_split": True},
    ],
)
def test_the_cheapest_way_to_deliver_one_order_costs_at_least_the_floor(
    fields: dict[str, Any],
) -> None:
    fields = dict(fields)
    week = week_of(order(fields.pop("site", 1), **fields))
    city = describe_city(week, TINY)
    bound_eur = floor_of_week(week, city, draws(0), travel_cv=0.0, service_cv=0.0)
    cheapest = cheapest_eur(week, TINY)
    assert bound_eur * week.orders[0].quantity_units <= cheapest


def test_for_an_order_that_fills_the_only_truck_the_floor_is_what_it_costs() -> None:
    truck = replace(TRUCK, fixed_eur_per_day=0.0)
    load = order(quantity_units=180.0, service_min=30.0, weight_kg=0.0)
    week = replace(week_of(load), kinds=(truck,), fleet=(1,), hub=-1)
    city = describe_city(week, TINY)
    bound_eur = floor_of_week(week, city, draws(0), travel_cv=0.0, service_cv=0.0) * 180.0
    minutes, km = 10.0 + 30.0 + 30.0 + 30.0, 40.0
    assert bound_eur == pytest.approx(minutes / 60.0 * 33.0 + km * 0.23, abs=0.051)
