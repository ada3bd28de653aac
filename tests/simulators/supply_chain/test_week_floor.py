"""The pieces of the floor of a week are bounds, each by itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.supply_chain.least_times import cheapest_ways, least_driving_min, least_noise
from simulators.supply_chain.radial_bounds import shares_of
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
    ways = cheapest_ways(legs)
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
    city = city_of(week, WORLD)
    visits = visits_of(week, city, 0.35, draws(seed))
    wage = min(kind.wage_eur_per_h for kind in city.kinds) / 60.0
    service = visits.service_min.min(axis=1).sum() * wage / visits.units.sum()
    floor = floor_of_week(week, city, draws(seed), travel_cv=0.15, service_cv=0.35)
    assert service < floor < visits.spot_eur.sum() / visits.units.sum()


def test_the_floor_of_a_week_is_a_function_of_week_and_seed() -> None:
    floors = [floor_of_week(WEEK, CITY, draws(k), travel_cv=CV, service_cv=0.3) for k in (0, 0, 1)]
    assert floors[0] == floors[1] != floors[2]
