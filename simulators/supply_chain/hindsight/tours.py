"""Whole shifts of one vehicle as plain data, and the goods that they deliver.

Hindsight plans a week as tours: a driver with a vehicle starts when the first trip is loaded and is
paid until the last one is back.
"""

import math

import msgspec

from simulators.supply_chain.observations import DAY_MIN, OpenOrder, Window

NIGHT_END_MIN = 360.0
Stops = tuple[int, ...]


class Item(msgspec.Struct, frozen=True):
    """Units of one order that are delivered together. Its number is its place in a list of items.

    known_min, gone_min: it can be loaded from then on, and until then.
    windows: when service may begin, ascending. is_booked: the customer took an offered window.
    attempt: how often delivery failed before. spot_eur: what it costs when it is not delivered.
    home_min: when its trip must be back; its second attempt leaves then.
    is_moveable: whether hindsight may deliver it on another trip, or not at all.
    """

    order: int
    site: int
    zone: int
    units: float
    is_whole: bool
    weight_kg: float
    service_min: float
    known_min: float
    gone_min: float
    windows: tuple[Window, ...]
    is_business: bool
    absent_chance: float
    spot_eur: float
    is_booked: bool = False
    attempt: int = 0
    is_moveable: bool = True
    home_min: float = math.inf

    @property
    def days(self) -> tuple[int, ...]:
        """The days on which a shift that delivers it may start."""
        found: set[int] = set()
        for opens, closes in self.windows:
            found |= set(range(int((opens - NIGHT_END_MIN) // DAY_MIN), int(closes // DAY_MIN) + 1))
        return tuple(sorted(day for day in found if day >= 0))

    def as_open(self) -> OpenOrder:
        """The item as rules would see it."""
        return OpenOrder(
            number=self.order,
            site=self.site,
            open_min=self.windows[0][0],
            close_min=self.windows[0][1],
            quantity_units=self.units,
            service_min=self.service_min,
            known_min=self.known_min,
            must_go=False,
            slack_min=0.0,
            zone=self.zone,
            weight_kg=self.weight_kg,
            due_min=self.windows[-1][1],
            later=self.windows[1:],
            is_business=self.is_business,
        )


class Tour(msgspec.Struct, frozen=True):
    """One shift: its class of vehicle, and the items of its trips in the order of their stops.

    day: on which it starts. from_min: loading does not begin before.
    """

    day: int
    kind: int
    from_min: float
    trips: tuple[Stops, ...]

    @property
    def items(self) -> tuple[int, ...]:
        """All items, in the order of their stops."""
        return tuple(item for stops in self.trips for item in stops)


class Course(msgspec.Struct, frozen=True):
    """How a tour turns out.

    cost_eur: pay, the vehicle's price of the day, everything by kilometre, lateness and failures.
    start_min: the driver comes; end_min: the last trip is back; worked_min: without breaks.
    sends_min, leaves_min: by trip. ends_min: of service, by trip and stop.
    failed: items that nobody took in.
    """

    cost_eur: float
    start_min: float = 0.0
    end_min: float = 0.0
    worked_min: float = 0.0
    sends_min: tuple[float, ...] = ()
    leaves_min: tuple[float, ...] = ()
    ends_min: tuple[tuple[float, ...], ...] = ()
    failed: frozenset[int] = frozenset()
