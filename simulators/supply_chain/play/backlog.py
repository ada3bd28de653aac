"""What a week hands over to the next one, beside what weeks usually do."""

from simulators.supply_chain.observations import DAY_MIN
from simulators.supply_chain.play.orderbook import Entry
from simulators.supply_chain.play.scene import Scene


def backlog_growth(scene: Scene) -> float:
    """Units left for next week above what is usual; below zero: less than usual.

    Asked at the end of the last day, once everything that is due has gone to the spot carrier.
    Left for next week is what is open, may still come, and could have come this week: an order
    with a window before the end, which a vehicle sent as soon as the order was known would have
    met. Not left is what was tried in vain, and what customers want next week only: rules that
    send everything at once have next to nothing left by this count.

    Usual is `backlog_share` of a day's orders, which is also what the week found on Monday morning:
    a dispatcher may hand over as much as was handed to him. Advance orders are no backlog: neither
    those of Monday that were known before, nor those that are known at the end.
    """
    week = scene.week
    left = sum(
        entry.open_units
        for entry in scene.orders.open.values()
        if not entry.attempts and _could_have_come(entry, scene)
    )
    ordered = sum(order.quantity_units for order in week.orders)
    return left - scene.world.backlog_share * ordered / week.days


def _could_have_come(entry: Entry, scene: Scene) -> bool:
    """Whether a vehicle sent at once would have met a window of this week."""
    end_min = scene.week.days * DAY_MIN
    arrive_min = scene.watch.direct_arrival_min(entry, max(0.0, entry.order.known_min))
    return any(
        open_min < end_min and arrive_min <= min(close_min, end_min)
        for open_min, close_min in entry.windows
    )
