"""What a route must not do, as far as the observation alone tells."""

from simulators.supply_chain.actions import Route
from simulators.supply_chain.observations import City, Wave
from simulators.supply_chain.timing import RoadBook


def faults(route: Route, wave: Wave, city: City, book: RoadBook | None = None) -> tuple[str, ...]:
    """Why the referee would refuse a route; empty when it is legal."""
    from simulators.supply_chain.tools import Tools

    tools = Tools(city, lambda _request: None)
    orders = tools.orders_of(route, wave)
    kind = tools.kind_of(route, wave)
    found = []
    if not tools.can_take(kind, orders):
        found.append("load or access")
    timing = tools.timing(route, wave)
    vehicle = next((v for v in wave.vehicles if v.number == route.vehicle), None)
    if vehicle is not None:
        if timing.return_min + timing.break_min > vehicle.back_by_min:
            found.append("hours")
        if city.kinds[kind].battery_kwh and timing.energy > vehicle.battery_kwh:
            found.append("battery")
        if timing.drive_min > vehicle.drive_left_min:
            found.append("driving time")
    for order, at_min in zip(orders, timing.arrive_min, strict=True):
        zone = city.zones[order.zone]
        if at_min % 1440.0 > zone.close_min:
            found.append("zone hours")
    return tuple(dict.fromkeys(found))
