"""Which windows of an order are by night."""

from simulators.supply_chain.observations import DAY_MIN, OpenOrder, Window

NIGHT_FROM_MIN, NIGHT_TO_MIN = 1320.0, 360.0  # 22 to 6 h


def is_night(at_min: float) -> bool:
    """Whether a minute is between 22 and 6 h."""
    clock_min = at_min % DAY_MIN
    return clock_min >= NIGHT_FROM_MIN or clock_min < NIGHT_TO_MIN


def night_window(order: OpenOrder, from_min: float) -> Window | None:
    """The next window that lies in the night and is not over at `from_min`; None without one.

    Only sites that somebody takes deliveries in at night have such windows.
    """
    windows = ((order.open_min, order.close_min), *order.later)
    nights = (w for w in windows if w[1] > from_min and is_night(0.5 * (w[0] + w[1])))
    return next(nights, None)
