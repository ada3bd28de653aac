"""When service of an order may begin if a vehicle leaves now: within its zone's hours."""

from simulators.supply_chain.observations import DAY_MIN, OpenOrder, Window, Zone


def reachable_window(order: OpenOrder, zone: Zone, soonest_min: float) -> Window | None:
    """The next window within the zone's hours that is not over at `soonest_min`.

    An order that is late already keeps its window as long as its zone is open. None when every
    vehicle would be turned away.
    """
    if zone.open_min <= 0.0 and zone.close_min >= DAY_MIN:
        return order.open_min, order.close_min
    first_day = int(max(order.open_min, soonest_min) // DAY_MIN)
    for day in range(first_day, first_day + 3):
        opens, closes = day * DAY_MIN + zone.open_min, day * DAY_MIN + zone.close_min
        window = max(order.open_min, opens), min(max(order.close_min, soonest_min), closes)
        if window[0] <= window[1] and soonest_min <= window[1]:
            return window
    return None
