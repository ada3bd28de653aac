"""Driving and service times keep the mean and spread that the world declares."""

import statistics

import pytest

from simulators.supply_chain.build import as_week
from simulators.supply_chain.generator.city import generate_day
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.play.traffic import BUCKET_MIN, Traffic
from simulators.supply_chain.rush_hours import hour_factors
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.worlds import draws

WORLD = World(sites=40, travel_cv=0.2, service_cv=0.35)
DAY = generate_day(WORLD, draws(1))
WEEK = as_week(DAY, WORLD)
BOOK = RoadBook(describe_city(WEEK, WORLD))


def _traffic(seed: int) -> Traffic:
    return Traffic(BOOK, WEEK.orders, WORLD, draws(seed))


def test_driving_times_have_the_declared_mean_and_cv_by_the_law_of_large_numbers() -> None:
    traffic, factors = _traffic(2), hour_factors(WORLD.congestion)
    ratios = [
        traffic.travel_min(i, j, 60.0 * hour) / (DAY.travel_min[i, j] * factors[hour])
        for i in range(40)
        for j in range(40)
        if i != j
        for hour in (7, 12, 17)
    ]
    standard_error = WORLD.travel_cv / len(ratios) ** 0.5
    assert statistics.fmean(ratios) == pytest.approx(1.0, abs=4 * standard_error)
    assert statistics.stdev(ratios) == pytest.approx(WORLD.travel_cv, rel=0.1)


def test_service_times_have_the_declared_mean_by_the_law_of_large_numbers() -> None:
    ratios = [
        _traffic(seed).service_min(number) / order.service_min
        for seed in range(60)
        for number, order in enumerate(DAY.orders)
    ]
    standard_error = WORLD.service_cv / len(ratios) ** 0.5
    assert statistics.fmean(ratios) == pytest.approx(1.0, abs=4 * standard_error)


def test_an_arc_takes_the_same_time_for_everybody_who_leaves_in_the_same_hour() -> None:
    first, second = (_traffic(5) for _ in range(2))
    second.travel_min(3, 4, 500.0)  # other questions before change nothing
    assert first.travel_min(1, 2, 601.0) == second.travel_min(1, 2, 600.0 + BUCKET_MIN - 1.0)
    assert first.travel_min(1, 2, 601.0) != first.travel_min(2, 1, 601.0)


def test_rush_hours_are_slow_and_the_daytime_mean_stays_one() -> None:
    factors = hour_factors(1.0)
    assert statistics.fmean(factors[7:19]) == pytest.approx(1.0)
    assert factors[17] > factors[12]
    assert hour_factors(0.0) == (1.0,) * 24
