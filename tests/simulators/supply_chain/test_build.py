"""A dispatch day is a week of one day, and stays the day that it was."""

import math

import numpy as np

from simulators.supply_chain.build import as_week, build_day, build_week
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.worlds import draws


def test_a_dispatch_day_is_a_week_of_one_day_one_zone_and_one_class() -> None:
    world = World()
    day, week = build_day(world, draws(1)), build_week(world, draws(1))
    assert (week.days, len(week.zones), week.fleet) == (1, 1, (day.vehicles,))
    assert (week.is_designed, week.paid_by, week.hub, week.history) == (False, "trip", -1, ())
    assert week.kinds[0].payload_kg == math.inf
    assert week.kinds[0].wear_eur_per_km == world.km_eur
    assert np.array_equal(week.travel_min, day.travel_min)
    assert [(o.site, o.known_min, *o.windows[0], o.quantity_units, o.service_min) for o in
            week.orders] == [(o.site, o.known_min, o.open_min, o.close_min, o.quantity_units,
                              o.service_min) for o in day.orders]  # fmt: skip


def test_no_parameter_of_regions_changes_a_dispatch_day() -> None:
    plain = as_week(build_day(World(), draws(2)), World())
    other = build_week(World(vans=1, drivers=1, rural_km=5.0, night_ok_share=1.0), draws(2))
    assert plain.orders == other.orders
    assert plain.kinds == other.kinds


def test_a_region_is_designed_and_paid_by_the_shift() -> None:
    week = build_week(World(region=True, orders_per_day=30.0, sites=40), draws(3))
    assert (week.days, week.is_designed, week.paid_by) == (6, True, "shift")
    assert len(week.kinds) == len(week.fleet) == 5
    assert week.drivers == World().drivers
