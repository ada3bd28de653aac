"""How many orders a day of a world has, where the scenario leaves it to the tables."""

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
