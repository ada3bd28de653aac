"""Waves of a week, and what is expected between them."""

import msgspec
import pytest

from simulators.supply_chain.interface import City
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.play.timetable import Timetable
from tests.simulators.supply_chain.tiny_week import WORLD, week_of


@pytest.fixture
def city() -> City:
    found = describe_city(week_of(), WORLD)
    return msgspec.structs.replace(found, new_orders=(6.0, 14.0, 9.0))


def test_the_same_minutes_every_day_once_each_and_in_order(city: City) -> None:
    timetable = Timetable.daily((600.0, 420.0, 600.0), city)
    assert timetable.waves_min == (420.0, 600.0, 1860.0, 2040.0)
    assert timetable.next_min(420.0) == 600.0
    assert timetable.next_min(2040.0) is None
    assert timetable.left_today(0.0) == 2
    assert timetable.left_today(600.0) == 0


def test_orders_of_today_are_expected_in_proportion_between_the_default_waves(city: City) -> None:
    timetable = Timetable((420.0,), city)  # the default waves: 7 h, 10 h, and 7 h on Tuesday
    assert timetable.orders_to_come(420.0) == pytest.approx(6.0 + 14.0 * 840.0 / 1260.0)
    assert timetable.orders_to_come(510.0) == pytest.approx(3.0 + 14.0 * 840.0 / 1260.0)
    assert timetable.orders_to_come(1440.0) == pytest.approx(14.0 * 420.0 / 1260.0 + 9.0)
