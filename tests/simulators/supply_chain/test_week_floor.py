"""The pieces of the floor of a week are bounds, each by itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.supply_chain.least_times import BUCKET_MIN, LeastTimes
from simulators.supply_chain.leg_bounds import LegBounds, LegPrices, potentials, sum_of
from simulators.supply_chain.radial_bounds import cheapest_ways, prices_of, shares_of
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.visits import visits_of
from simulators.supply_chain.week_floor import floor_of_week
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.small_weeks import city_of, small_week
from tests.simulators.supply_chain.worlds import draws

WORLD = World(region=True)
WEEK = small_week(1, world=WORLD, hub=True)
CITY = city_of(WEEK, WORLD)
CV = 0.3


def realised_min(city, of: Draws, i: int, j: int, at_min: float) -> float:
    """What the road from one site to another takes, as the simulator draws it."""
    expected = RoadBook(city).leg_min(i, j, at_min)
    return of.lognormal(expected, CV, "travel", i, j, int(at_min // BUCKET_MIN))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 100), st.integers(0, 30))
def test_the_least_driving_time_is_the_least_of_what_the_hours_draw(
    i: int, j: int, first: int, span: int
) -> None:
    times = LeastTimes(CITY, CV, draws(0))
    least = times.between(i, j, first, first + span)
    realised = [
        realised_min(CITY, draws(0), i, j, 60.0 * h) for h in range(first, first + span + 1)
    ]
    assert least == pytest.approx(min(realised) if i != j else 0.0)
    assert times.never_below[i, j] <= least + 1e-9


@given(st.integers(0, 1000))
def test_the_cheapest_way_is_no_dearer_than_any_leg_and_any_detour(seed: int) -> None:
    legs = np.random.default_rng(seed).uniform(0.1, 9.0, size=(8, 8))
    np.fill_diagonal(legs, 0.0)
    ways = cheapest_ways(legs)
    assert (ways <= legs).all()
    assert (ways[:, :, None] + ways[None, :, :] >= ways[:, None, :] - 1e-9).all()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_two_potentials_never_add_up_to_more_than_a_leg_costs(
    seed: int, time: float, km: float
) -> None:
    week = small_week(seed, world=WORLD, orders=20, sites=10)
    city = city_of(week, WORLD)
    visits = visits_of(week, city, 0.3, draws(seed))
    times = LeastTimes(city, CV, draws(seed))
    legs = LegBounds(visits, times, loading_min=10.0, failed_eur=city.failed_eur)
    own = prices_of(city, city.kinds[0], times.never_below)
    km_eur = km * own.km_eur
    ways = cheapest_ways(time * own.drive_eur * times.never_below + km_eur)
    prices = LegPrices(
        time * own.minute_eur,
        time * own.drive_eur,
        km_eur,
        ways,
        ways[0][visits.site],
        ways[:, 0][visits.site],
    )
    legs.look_up(prices)
    costs = legs.costs_eur(prices)
    leaves, arrives = potentials(costs, prices)
    assert (sum_of((leaves, arrives)) <= costs + 1e-9).all()
    assert (arrives <= prices.out_eur + 1e-9).all()
    assert (leaves <= prices.back_eur + 1e-9).all()
    assert min(leaves.min(), arrives.min()) >= 0.0


def test_shares_of_orders_that_just_fill_a_vehicle_add_up_to_one() -> None:
    visits = visits_of(WEEK, CITY, 0.3, draws(0))
    for kind in CITY.kinds:
        share = shares_of(visits, kind)
        most = max(
            visits.units.sum() / kind.capacity_units, visits.weight_kg.sum() / kind.payload_kg
        )
        assert share.sum() == pytest.approx(most, rel=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_the_floor_lies_between_the_service_wage_and_the_spot_price(seed: int) -> None:
    week = small_week(seed, world=WORLD, hub=bool(seed % 2))
    city = city_of(week, WORLD)
    visits = visits_of(week, city, 0.35, draws(seed))
    owed, units = visits.is_owed, visits.units[visits.is_owed].sum()
    wage = min(kind.wage_eur_per_h for kind in city.kinds) / 60.0
    service = visits.least_service_min[owed].sum() * wage / units
    floor = floor_of_week(week, city, draws(seed), travel_cv=0.15, service_cv=0.35)
    assert service < floor < visits.spot_eur[owed].sum() / units


def test_the_floor_of_a_week_is_a_function_of_week_and_seed() -> None:
    floors = [floor_of_week(WEEK, CITY, draws(k), travel_cv=CV, service_cv=0.3) for k in (0, 0, 1)]
    assert floors[0] == floors[1] != floors[2]
