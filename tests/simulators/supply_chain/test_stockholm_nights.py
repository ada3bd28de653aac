"""Realism: hours of the day as the Stockholm night-delivery pilot measured them (TRID 1503790).

At night trucks took at least 30 % less time than in the morning peak and were 59 % faster than in
the afternoon peak; fuel fell by 4 %; against the middle of the day there was no clear gain.
"""

from statistics import fmean

import pytest
from msgspec.structs import replace

from simulators.supply_chain.energy import energy_used
from simulators.supply_chain.kinds import region_kinds
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.rush_hours import HOUR_PROFILE
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.small_weeks import small_week

WORLD = World()
TRUCK = 4  # 18 t, as in the pilot
NIGHT, MORNING, MIDDAY, AFTERNOON = (22, 23, 0, 1, 2, 3, 4, 5), (7, 8), (10, 11, 12, 13), (16, 17)
NIGHT_PREMIUM_SHARE = 0.25 * 0.78  # 20 to 6 h: a quarter on the gross wage, 78 % of the all-in one
# A Gothenburg time study of medium trucks: driving takes 30 % of the day.
DRIVING_SHARE = 0.3


def city_in_town():
    """A region in which every zone feels the whole rush hour, as the inner city does."""
    week = small_week(0, world=WORLD)
    zones = tuple(replace(zone, congestion_share=1.0) for zone in week.zones)
    return describe_city(replace(week, zones=zones), WORLD)


def mean_drive_min(hours: tuple[int, ...]) -> float:
    """Expected minutes of all legs of a region, when they begin in these hours."""
    book = RoadBook(city_in_town())
    sites = range(len(book.city.site_zone))
    return fmean(book.leg_min(i, j, 60.0 * h, TRUCK) for h in hours for i in sites for j in sites)


def test_driving_at_night_takes_at_least_three_tenths_less_time_than_in_the_morning_peak() -> None:
    saved = 1.0 - mean_drive_min(NIGHT) / mean_drive_min(MORNING)
    assert 0.30 <= saved <= 0.40


def test_speed_at_night_is_three_fifths_above_that_of_the_afternoon_peak() -> None:
    faster = mean_drive_min(AFTERNOON) / mean_drive_min(NIGHT) - 1.0
    assert faster == pytest.approx(0.59, abs=0.06)


def hour_eur(hours: tuple[int, ...], *, premium: float) -> float:
    """Wage of the work that takes one hour at midday, driving `DRIVING_SHARE` of it."""
    driving = DRIVING_SHARE * mean_drive_min(hours) / mean_drive_min(MIDDAY)
    wage = region_kinds(WORLD)[TRUCK].wage_eur_per_h
    return (1.0 - DRIVING_SHARE + driving) * wage * (1.0 + premium)


def test_against_the_middle_of_the_day_the_night_is_no_clear_gain() -> None:
    by_night, at_midday = hour_eur(NIGHT, premium=0.0), hour_eur(MIDDAY, premium=0.0)
    assert 0.92 <= by_night / at_midday <= 1.0
    assert hour_eur(NIGHT, premium=NIGHT_PREMIUM_SHARE) > at_midday


def test_fuel_falls_by_night_by_a_few_per_cent() -> None:
    city = city_in_town()
    truck = city.kinds[TRUCK]
    pairs = [(i, j) for i in range(1, 20) for j in range(1, 20) if i != j]
    book = RoadBook(city)

    def litres(hours: tuple[int, ...]) -> float:
        return fmean(
            energy_used(truck, book.km[i][j], book.leg_min(i, j, 60.0 * h, TRUCK), 0.5)
            for h in hours
            for i, j in pairs
        )

    saved = 1.0 - litres(NIGHT) / litres((*MORNING, *MIDDAY, *AFTERNOON))
    assert saved == pytest.approx(0.04, abs=0.03)


def test_the_profile_is_a_multiple_of_free_flow_in_every_hour() -> None:
    assert len(HOUR_PROFILE) == 24
    assert min(HOUR_PROFILE) == 1.0 == HOUR_PROFILE[0]
