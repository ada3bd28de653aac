"""A part of an order, when its quantity is split over several vehicles."""

import msgspec

from simulators.supply_chain.observations import OpenOrder


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
