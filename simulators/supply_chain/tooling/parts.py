"""Parts of orders, when a quantity is split over several vehicles, and of routes."""

import msgspec

from simulators.supply_chain.actions import Route
from simulators.supply_chain.observations import OpenOrder


def without(route: Route, place: int) -> Route:
    """The route without one of its stops."""
    keep = [k for k in range(len(route.stops)) if k != place]
    return msgspec.structs.replace(
        route,
        stops=tuple(route.stops[k] for k in keep),
        units=tuple(route.units[k] for k in keep) if route.units else (),
    )


def part_of(order: OpenOrder, units: float, stop_min: float = 0.0) -> OpenOrder:
    """The order with `units` of its quantity; weight goes with it, and service beyond the stop."""
    share = units / order.quantity_units
    stop_min = min(stop_min, order.service_min)
    return msgspec.structs.replace(
        order,
        quantity_units=units,
        weight_kg=order.weight_kg * share,
        service_min=stop_min + (order.service_min - stop_min) * share,
    )
