"""From a played week to tours that can be improved, and back to a plan that can be followed."""

import math
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from simulators.supply_chain.actions import Route, Shift, WeekDesign
from simulators.supply_chain.hindsight.tour_costs import TourCosts
from simulators.supply_chain.hindsight.tours import Item, Tour
from simulators.supply_chain.hindsight.wave_times import STEP_MIN
from simulators.supply_chain.hindsight.week_plan import Send, WeekPlan
from simulators.supply_chain.observations import DAY_MIN, City, Window
from simulators.supply_chain.play.orderbook import Entry, within_hours
from simulators.supply_chain.staff.roster import Roster, RosteredShift, roster
from simulators.supply_chain.tooling.spot import spot_price_eur
from simulators.supply_chain.week import Week, WeekOrder

Event = Mapping[str, Any]
LEAST_H, MOST_H = 2.0, 13.0  # that a shift can be planned
PATIENCE_H = 1.0


@dataclass(frozen=True)
class Fixed:
    """A shift that hindsight leaves as it was: its line in the design, and what it sent."""

    line: Shift
    sends: tuple[Send, ...]


@dataclass(frozen=True)
class Played:
    """A played week, taken apart.

    plan: what was decided. items: everything that was delivered, or could have been.
    fixed: shifts with anything that tours cannot tell (cross-dock, rescues, stops left out).
    tours: all other shifts that left at all; origins: the same as they were.
    spare: items that the spot carrier took.
    """

    plan: WeekPlan
    items: tuple[Item, ...]
    fixed: tuple[Fixed, ...]
    tours: tuple[Tour, ...]
    origins: tuple[Fixed, ...]
    spare: tuple[int, ...]

    @property
    def kept_waves(self) -> frozenset[float]:
        """Minutes of the day at which shifts that stay as they were send vehicles."""
        minutes = {send.at_min % DAY_MIN for fixed in self.fixed for send in fixed.sends}
        return frozenset(minutes.intersection(self.plan.design.waves_min))

    @property
    def moveable(self) -> tuple[int, ...]:
        """The items that hindsight may deliver otherwise."""
        held = {item for tour in self.tours for item in tour.items}.union(self.spare)
        return tuple(k for k in sorted(held) if self.items[k].is_moveable)

    def with_fixed(self, is_fixed: Callable[[Tour], bool]) -> "Played":
        """The same week, where some more shifts stay as they were."""
        pairs = list(zip(self.tours, self.origins, strict=True))
        return replace(
            self,
            fixed=(*self.fixed, *(origin for tour, origin in pairs if is_fixed(tour))),
            tours=tuple(tour for tour, _ in pairs if not is_fixed(tour)),
            origins=tuple(origin for tour, origin in pairs if not is_fixed(tour)),
        )


def taken_apart(week: Week, city: City, plan: WeekPlan, events: Iterable[Event]) -> Played:
    """Items, tours and fixed shifts of a plan, from the trace of its replication."""
    return _Taking(week, city, plan, events).played()


class _Taking:
    def __init__(self, week: Week, city: City, plan: WeekPlan, events: Iterable[Event]) -> None:
        self._week, self._city, self._plan = week, city, plan
        self._by_kind: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            self._by_kind[event["kind"]].append(event)
        self._taken = {e["order"] for e in self._by_kind["offer"] if e["accepted"]}
        self._offers = {order: offer for order, offer, _ in plan.offers}
        self._stops = {(e["trip"], e["order"]): e for e in self._by_kind["stop"]}
        self._items: list[Item] = []

    def played(self) -> Played:
        shifts = msgspec.convert(self._by_kind["design"][0]["shifts"], list[RosteredShift])
        of_shift = self._sends_by_shift(shifts)
        fixed, tours, origins = [], [], []
        for place, shift in enumerate(shifts):
            sends = of_shift[place]
            if not sends:
                continue
            origin = Fixed(_line(shift, self._city), tuple(sends))
            trips = [self._trip_of(send) for send in sends]
            hauls = any(send.is_haul for send in sends)
            if shift.base or hauls or not all(trip and self._is_plain(trip) for trip in trips):
                fixed.append(origin)
                continue
            stops = tuple(self._items_of(s, t) for s, t in zip(sends, trips, strict=True) if t)
            tours.append(Tour(shift.day, shift.kind, sends[0].at_min, stops))
            origins.append(origin)
        delivered = len(self._items)
        self._leave_over()
        return Played(
            plan=self._plan,
            items=tuple(self._items),
            fixed=tuple(fixed),
            tours=tuple(tours),
            origins=tuple(origins),
            spare=tuple(range(delivered, len(self._items))),
        )

    def _sends_by_shift(self, shifts: Sequence[RosteredShift]) -> defaultdict[int, list[Send]]:
        """What each shift sent; a shift without any is left out of the new plan."""
        found: defaultdict[int, list[Send]] = defaultdict(list)
        for send in self._plan.sends:
            begun_min = self._begun_min(send)
            of_vehicle = [
                (shift.start_min, place)
                for place, shift in enumerate(shifts)
                if shift.vehicle == send.route.vehicle and shift.start_min <= begun_min
            ]
            if of_vehicle:
                found[max(of_vehicle)[1]].append(send)
        return found

    def _begun_min(self, send: Send) -> float:
        """When a driver took it up: at the cross-dock that may be after it was sent."""
        trip = self._trip_of(send) if send.route.from_hub else None
        begun_min: float = trip["loading_from_min"] if trip else send.at_min
        return begun_min

    def _trip_of(self, send: Send) -> Event | None:
        return next(
            (
                trip
                for trip in self._by_kind["trip"]
                if trip["vehicle"] == send.route.vehicle and trip["sent_min"] == send.at_min
            ),
            None,
        )

    def _is_plain(self, trip: Event) -> bool:
        """Whether every stop was made in the planned order, with its goods aboard."""
        stops = [self._stops.get((trip["trip"], order)) for order in trip["stops"]]
        begun = [stop["begun_min"] for stop in stops if stop is not None]
        return (
            len(begun) == len(stops)
            and begun == sorted(begun)
            and all(stop["outcome"] in ("delivered", "absent") for stop in stops if stop)
        )

    def _items_of(self, send: Send, trip: Event) -> tuple[int, ...]:
        return tuple(
            self._tried(send.at_min, order, stop)
            for order in send.route.stops
            if (stop := self._stops[trip["trip"], order])
        )

    def _tried(self, at_min: float, order: int, stop: Event) -> int:
        """An item that was aboard when a vehicle left; its attempts stay in their order."""
        has_failed, attempt = stop["outcome"] != "delivered", stop["attempt"]
        again = (s.at_min for s in self._plan.sends if order in s.route.stops and s.at_min > at_min)
        return self._add(
            order,
            stop["units"],
            attempt=attempt,
            is_moveable=not attempt and not has_failed,
            known_min=at_min - STEP_MIN if attempt else 0.0,
            home_min=min(again, default=math.inf) - STEP_MIN if has_failed else math.inf,
            window=(stop["open_min"], stop["close_min"]) if attempt else None,
        )

    def _leave_over(self) -> None:
        """Items for what the spot carrier took."""
        refused = set(self._plan.refused)
        failed = {e["order"] for e in self._by_kind["stop"] if e["outcome"] != "delivered"}
        for event in self._by_kind["spot"]:
            order = event["order"]
            if order not in refused and order not in failed:
                self._add(order, event["units"])

    def _add(
        self,
        number: int,
        units: float,
        *,
        attempt: int = 0,
        is_moveable: bool = True,
        known_min: float = 0.0,
        home_min: float = math.inf,
        window: Window | None = None,
    ) -> int:
        order = self._week.orders[number]
        windows, is_booked = self._windows(number, order)
        if window is not None:  # after a failure there are more than at first
            windows = (window,)
        entry = Entry(number, order, windows)
        service_min = entry.service_min(units, self._city.stop_min)
        item = Item(
            order=number,
            site=order.site,
            zone=self._city.site_zone[order.site],
            units=units,
            is_whole=units == order.quantity_units,
            weight_kg=entry.weight_kg(units),
            service_min=service_min,
            known_min=max(known_min, order.known_min),
            gone_min=min(windows[-1][1], order.cancelled_min),
            windows=windows,
            is_business=order.is_business,
            absent_chance=order.absent_chance,
            spot_eur=self._spot_eur(order, units, service_min, windows),
            is_booked=is_booked,
            attempt=attempt,
            is_moveable=is_moveable,
            home_min=home_min,
        )
        self._items.append(item)
        return len(self._items) - 1

    def _windows(self, number: int, order: WeekOrder) -> tuple[tuple[Window, ...], bool]:
        zone = self._city.zones[self._city.site_zone[order.site]]
        if number in self._taken:
            return within_hours((order.offers[self._offers[number]].window,), zone), True
        return within_hours(order.windows, zone), False

    def _spot_eur(
        self, order: WeekOrder, units: float, service_min: float, windows: Sequence[Window]
    ) -> float:
        """What it costs not to deliver; nothing when it is cancelled in time."""
        if order.cancelled_min <= windows[-1][1]:
            return 0.0
        return spot_price_eur(self._city, order.site, units, service_min)


def _line(shift: RosteredShift, city: City) -> Shift:
    start_min = shift.start_min - shift.day * DAY_MIN
    from_hub = city.hub >= 0 and shift.base == city.hub
    return Shift((shift.day,), shift.kind, 1, start_min, shift.planned_hours, from_hub)


def translated(other: Played, played: Played) -> list[Tour]:
    """The tours of another plan of the same week, in terms of a played one's moveable items.

    Goods that are divided otherwise, or that failed before, are left out of their trips.
    """
    numbers = {_goods(played.items[k]): k for k in played.moveable}
    tours = []
    for tour in other.tours:
        kept = (
            tuple(n for k in stops if (n := numbers.get(_goods(other.items[k]), -1)) >= 0)
            for stops in tour.trips
        )
        tours.append(msgspec.structs.replace(tour, trips=tuple(stops for stops in kept if stops)))
    return [tour for tour in tours if tour.trips]


def _goods(item: Item) -> tuple[int, float, int]:
    return item.order, item.units, item.attempt


def put_together(
    played: Played, costs: TourCosts, tours: Iterable[Tour], patient: Container[Tour] = ()
) -> WeekPlan | None:
    """A plan that can be followed; None when its shifts cannot be staffed.

    patient: tours whose drivers are planned longer than they turn out to work, because what was
        expected of a trip would not have fitted before their next shift.
    """
    planned = [(fixed.line, fixed.sends) for fixed in played.fixed]
    planned += [_planned(costs, tour, is_patient=tour in patient) for tour in tours if tour.trips]
    waves = played.kept_waves.union(
        send.at_min % DAY_MIN for _, sends in planned[len(played.fixed) :] for send in sends
    )
    design = WeekDesign(tuple(line for line, _ in planned), tuple(sorted(waves)))
    vehicles = _vehicles(roster(design, costs.week), design.shifts)
    if vehicles is None:
        return None
    sends = [
        Send(send.at_min, msgspec.structs.replace(send.route, vehicle=vehicle), send.is_haul)
        for (_, of_line), vehicle in zip(planned, vehicles, strict=True)
        for send in of_line
    ]
    sends.sort(key=lambda send: (send.at_min, send.route.vehicle))
    return msgspec.structs.replace(played.plan, design=design, sends=tuple(sends))


def sends_of(costs: TourCosts, tour: Tour) -> tuple[Send, ...]:
    """What a tour sends, by whatever vehicle."""
    course, sends = costs.course(tour), []
    for stops, at_min, leave_min in zip(
        tour.trips, course.sends_min, course.leaves_min, strict=True
    ):
        items = [costs.items[k] for k in stops]
        units = () if all(item.is_whole for item in items) else tuple(i.units for i in items)
        route = Route(tuple(i.order for i in items), units=units, leave_min=leave_min)
        sends.append(Send(at_min, route))
    return tuple(sends)


def _planned(costs: TourCosts, tour: Tour, *, is_patient: bool) -> tuple[Shift, tuple[Send, ...]]:
    """A line of the new design, and what its vehicle sends."""
    course, sends = costs.course(tour), sends_of(costs, tour)
    day = int(course.start_min // DAY_MIN)
    # who is to be sent once more must still be on duty then
    least_min = sends[-1].at_min + STEP_MIN - course.start_min
    hours = max(course.worked_min / 60.0 + PATIENCE_H * is_patient, least_min / 60.0)
    start_min = course.start_min - day * DAY_MIN
    return Shift((day,), tour.kind, 1, start_min, min(MOST_H, max(LEAST_H, hours))), sends


def _vehicles(planned: Roster, lines: Sequence[Shift]) -> list[int] | None:
    """The vehicle of each line of a design; None when some cannot be staffed."""
    if planned.refused:
        return None
    free: defaultdict[tuple[int, float, float, int, bool], list[int]] = defaultdict(list)
    for shift in planned.shifts:
        start_min = shift.start_min - shift.day * DAY_MIN
        key = (shift.day, start_min, shift.planned_hours, shift.kind, shift.base != 0)
        free[key].append(shift.vehicle)
    keys = [(line.days[0], line.start_min, line.hours, line.kind, line.from_hub) for line in lines]
    return [free[key].pop(0) for key in keys]
