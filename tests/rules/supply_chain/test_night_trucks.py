"""The night shift drives the largest trucks that the fleet has."""

import pytest

from simulators.supply_chain.build import build_week
from simulators.supply_chain.observations import WeekBrief
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.tools import Tools
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import rule_set
from tests.simulators.supply_chain.worlds import draws

TRUCK_12T, TRUCK_18T = 3, 4


@pytest.mark.parametrize(("trucks_12t", "chosen"), [(2, TRUCK_12T), (0, TRUCK_18T)])
def test_of_equally_large_classes_the_first_that_is_there_drives_by_night(
    trucks_12t: int, chosen: int
) -> None:
    world = World(region=True, days=2, trucks_12t=trucks_12t)
    city = describe_city(build_week(world, draws(1)), world)
    module = rule_set("night_shift")._module
    brief = WeekBrief(2, ((100.0,) * 5,) * 2, ((2000.0,) * 5,) * 2)
    largest, trucks = module.night_trucks(0, brief, city, Tools(city, lambda request: None))
    assert largest == chosen
    assert trucks > 0
