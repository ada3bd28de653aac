"""Which windows of an order are by night."""

from simulators.supply_chain.observations import OpenOrder, Window
from simulators.supply_chain.tooling.nights import is_night


def night_window(order: OpenOrder, from_min: float) -> Window | None:
    """The next window around a night that is not over at `from_min`; None without one.

    Only sites that somebody takes deliveries in at night have such windows.
    """
    windows = ((order.open_min, order.close_min), *order.later)
    nights = (w for w in windows if w[1] > from_min and is_night(0.5 * (w[0] + w[1])))
    return next(nights, None)
