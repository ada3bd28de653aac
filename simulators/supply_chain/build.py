"""The week that a world describes: read from files when it names some, else generated."""

from functools import lru_cache

from ruleloop.draws import Draws
from simulators.supply_chain.day import Day
from simulators.supply_chain.generator.city import generate_day
from simulators.supply_chain.kinds import day_kind
from simulators.supply_chain.observations import Zone
from simulators.supply_chain.week import Week, WeekOrder
from simulators.supply_chain.world import World, has_files


def build_week(world: World, draws: Draws) -> Week:
    """The week of (world, seed): a region's, or a dispatch day's as a week of one day.

    Raises:
        ValueError: a file is missing or has faults; the message lists them all.
    """
    if not world.region:
        return as_week(build_day(world, draws), world)
    if not has_files(world):
        return _generated_week(world, draws)
    from simulators.supply_chain.generator.resampled_week import read_week

    return read_week(world, draws.within("week"))


def build_day(world: World, draws: Draws) -> Day:
    """The dispatch day of (world, seed).

    Raises:
        ValueError: a file is missing or has faults; the message lists them all.
    """
    if not has_files(world):
        return _generated_day(world, draws)
    from simulators.supply_chain.generator.resampled_day import read_day

    return read_day(world, draws.within("day"))


# A replication builds its week for the simulator and again for the floor, and hindsight once for
# every rule set. Files are read anew, for they may have changed.
@lru_cache(maxsize=2)
def _generated_week(world: World, draws: Draws) -> Week:
    from simulators.supply_chain.generator.week import generate_region

    week = generate_region(world, draws.within("week"))
    _freeze(week)
    return week


@lru_cache(maxsize=2)
def _generated_day(world: World, draws: Draws) -> Day:
    day = generate_day(world, draws.within("day"))
    _freeze(day)
    return day


def _freeze(shared: Week | Day) -> None:
    """Make sure that nobody changes what others look at as well."""
    shared.travel_min.setflags(write=False)
    shared.distance_km.setflags(write=False)


def as_week(day: Day, world: World) -> Week:
    """A dispatch day as a week of one day, one zone and one class, without limits on hours."""
    orders = tuple(
        WeekOrder(
            site=order.site,
            known_min=order.known_min,
            windows=((order.open_min, order.close_min),),
            quantity_units=order.quantity_units,
            service_min=order.service_min,
        )
        for order in day.orders
    )
    return Week(
        name=day.name,
        x_km=day.x_km,
        y_km=day.y_km,
        site_zone=(0,) * len(day.x_km),
        zones=(Zone("city"),),
        kinds=(day_kind(world, day.capacity_units),),
        fleet=(day.vehicles,),
        travel_min=day.travel_min,
        distance_km=day.distance_km,
        orders=orders,
        waves_min=day.waves_min,
        loading_min=day.loading_min,
        site_share=day.site_share,
        new_orders=day.new_orders,
    )
