"""How large a world is: orders a day, vehicles and drivers, by scenario or by own tables."""

from simulators.supply_chain.kinds import region_fleet
from simulators.supply_chain.world import World

USUAL_ORDERS = 60.0


def orders_a_day(world: World) -> float:
    """Expected orders of a mean day: as the scenario says, else the mean of the user's own tables.

    Without tables 60. In a region's week a mean day is a sixth of Monday to Saturday.

    Raises:
        InputFaults: a file is missing or has faults.
    """
    if world.orders_per_day is not None:
        return world.orders_per_day
    if not world.orders_csv:
        return USUAL_ORDERS
    from simulators.supply_chain.readers.load import load_instance, load_week

    return (load_week(world) if world.region else load_instance(world)).orders_per_day


def vehicles_of(world: World) -> int:
    """Vehicles of all classes.

    Raises:
        InputFaults: a file is missing or has faults.
    """
    from simulators.supply_chain.readers.load import load_instance, load_week

    if not world.region:
        own = load_instance(world).vehicles if world.vehicles_csv else None
        return own or world.vehicles
    fleet = load_week(world).fleet if world.fleet_csv else None
    return sum(fleet.counts if fleet else region_fleet(world))


def drivers_of(world: World) -> int:
    """People to drive them; on a dispatch day there is one for each vehicle.

    Raises:
        InputFaults: a file is missing or has faults.
    """
    if not world.region:
        return vehicles_of(world)
    from simulators.supply_chain.readers.load import load_week

    return len(load_week(world).staff) if world.drivers_csv else world.drivers
