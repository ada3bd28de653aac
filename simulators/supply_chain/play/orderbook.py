"""What becomes of every order: open, on the road, delivered, bought, cancelled; nothing is lost."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from simulators.supply_chain.observations import DAY_MIN, ROUNDING, Window, Zone
from simulators.supply_chain.timing import nearest_window
from simulators.supply_chain.week import WeekOrder, next_day

LEAST_UNITS = 1e-6  # what is left of an order below this is a rounding error of its parts


@dataclass
class Entry:
    """One order's life. Its units are open (at base), aboard, delivered, or bought.

    windows: when service may begin: those of the order, or the offered one that was taken, within
        the hours of the zone. late_min: most minutes late of any part that has arrived.
    attempts: deliveries that failed; drops: those that did not. is_booked: the customer took an
        offered window. base: site where the open units stand, depot or cross-dock.
    """

    number: int
    order: WeekOrder
    windows: tuple[Window, ...]
    open_units: float = 0.0
    aboard_units: float = 0.0
    delivered_units: float = 0.0
    bought_units: float = 0.0
    cancelled_units: float = 0.0
    attempts: int = 0
    drops: int = 0
    late_min: float = 0.0
    is_booked: bool = False
    is_cancelled: bool = False
    base: int = 0

    @property
    def is_void(self) -> bool:
        """Whether the customer cancels it sooner or later: a fact of the world."""
        return self.order.cancelled_min < math.inf

    @property
    def due_min(self) -> float:
        """End of the last window."""
        return self.windows[-1][1]

    @property
    def is_delivered(self) -> bool:
        """Whether own vehicles have delivered all of it."""
        return self.delivered_units >= self.order.quantity_units * (1.0 - ROUNDING) - LEAST_UNITS

    def share_of(self, units: float) -> float:
        """These units as a share of the order; exactly 1 for all of it."""
        whole = self.order.quantity_units
        return 1.0 if units == whole else units / whole

    def weight_kg(self, units: float) -> float:
        """Kilograms of so many units."""
        return self.order.weight_kg * self.share_of(units)

    def service_min(self, units: float, stop_min: float) -> float:
        """Expected minutes to deliver so many units, of which `stop_min` for the stop itself."""
        whole = self.order.service_min
        if units == self.order.quantity_units:
            return whole
        stop_min = min(stop_min, whole)
        return stop_min + (whole - stop_min) * self.share_of(units)


@dataclass
class OrderBook:
    """The orders that have come in, by number; `open` are those with units at base."""

    entries: dict[int, Entry] = field(default_factory=dict)
    open: dict[int, Entry] = field(default_factory=dict)

    def take_in(self, number: int, order: WeekOrder, windows: tuple[Window, ...]) -> Entry:
        """A new order; all of it is open."""
        entry = Entry(number, order, windows, open_units=order.quantity_units)
        self.entries[number] = self.open[number] = entry
        return entry

    def load(self, number: int, units: float) -> float:
        """Put units of an open order aboard a vehicle; gives how many, without rounding errors."""
        entry = self.open[number]
        if units > entry.open_units - LEAST_UNITS:
            units = entry.open_units
        entry.open_units -= units
        entry.aboard_units += units
        if entry.open_units == 0.0:
            del self.open[number]
        return units

    def deliver(self, number: int, units: float, late_min: float) -> None:
        """Units that were aboard are the customer's now."""
        entry = self.entries[number]
        entry.aboard_units = _less(entry.aboard_units, units)
        entry.delivered_units += units
        entry.drops += 1
        entry.late_min = max(entry.late_min, late_min)

    def try_again(self, number: int, at_min: float) -> None:
        """Nobody was in at this minute: without a later window, the same hours of the next day.

        What redelivery services offer; Sundays are left out.
        """
        entry = self.entries[number]
        window = nearest_window(entry.windows, at_min)
        if window == entry.windows[-1]:
            days = next_day(int(window[0] // DAY_MIN)) - int(window[0] // DAY_MIN)
            later = (window[0] + days * DAY_MIN, window[1] + days * DAY_MIN)
            entry.windows = (*entry.windows, later)

    def bring_back(self, number: int, units: float, base: int = 0) -> None:
        """Units that were aboard are at a base again, and open unless cancelled meanwhile."""
        entry = self.entries[number]
        entry.base = base
        entry.aboard_units = _less(entry.aboard_units, units)
        if entry.is_cancelled:
            entry.cancelled_units += units
            return
        entry.open_units += units
        self.open[number] = entry

    def cancel(self, number: int) -> None:
        """The customer gives up what has not been delivered."""
        entry = self.entries[number]
        entry.is_cancelled = True
        entry.cancelled_units += entry.open_units
        entry.open_units = 0.0
        self.open.pop(number, None)

    def buy(self, number: int) -> float:
        """The spot carrier takes what is open of an order; gives how many units that is."""
        entry = self.open.pop(number)
        units, entry.open_units = entry.open_units, 0.0
        entry.bought_units += units
        return units

    def check(self) -> None:
        """Assert that nothing was lost or made out of nothing, and nothing is still aboard."""
        for entry in self.entries.values():
            assert entry.aboard_units == 0.0, entry
            found = entry.open_units + entry.delivered_units
            found += entry.bought_units + entry.cancelled_units
            whole = entry.order.quantity_units
            assert abs(found - whole) <= LEAST_UNITS + ROUNDING * whole, entry


def within_hours(windows: Iterable[Window], zone: Zone) -> tuple[Window, ...]:
    """Windows cut to the hours in which a zone may be delivered at all.

    Where nothing is left the windows stay as they are: such an order cannot be delivered.
    """
    windows = tuple(windows)
    if zone.open_min <= 0.0 and zone.close_min >= DAY_MIN:
        return windows
    cut = tuple(part for window in windows for part in _cut(window, zone))
    return cut or windows


def _cut(window: Window, zone: Zone) -> list[Window]:
    days = range(int(window[0] // DAY_MIN), int(window[1] // DAY_MIN) + 1)
    spans = ((day * DAY_MIN + zone.open_min, day * DAY_MIN + zone.close_min) for day in days)
    cut = [(max(window[0], start), min(window[1], end)) for start, end in spans]
    return [part for part in cut if part[0] < part[1]]


def _less(amount: float, units: float) -> float:
    return 0.0 if abs(amount - units) <= LEAST_UNITS else amount - units
