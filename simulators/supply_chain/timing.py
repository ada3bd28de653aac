"""How a route is expected to go, if nothing goes wrong."""

import math
from collections.abc import Sequence

import msgspec

from simulators.supply_chain.energy import energy_used
from simulators.supply_chain.law.clock import AHEAD_MIN, Clock
from simulators.supply_chain.law.duty import limits_of
from simulators.supply_chain.observations import City, OpenOrder, VehicleClass, Window

SPARE_MIN = 20.0  # to the end of every window, kept when a vehicle puts off leaving


class Timing(msgspec.Struct, frozen=True):
    """How a route that is sent now is expected to go, if nothing goes wrong.

    A vehicle leaves when it is loaded, or later while that only shortens its waiting before
    closed doors and leaves `SPARE_MIN` to the end of every window (forward time slack, Savelsbergh
    1992, doi:10.1287/ijoc.4.2.146). Loading ends when it leaves; `duration_min` is paid work, from
    the start of loading to `return_min` without breaks.

    Where drivers' hours bind, breaks are taken when they are due, in the waiting if it is long
    enough; `break_min` of them lie within the trip and `wait_min` is without them.

    energy: litres or kWh. toll_eur: for the whole trip. late_eur: price of all lateness.
    """

    leave_min: float
    arrive_min: tuple[float, ...]
    return_min: float
    duration_min: float
    wait_min: float
    late_min: float
    late_stops: int
    distance_km: float
    load_units: float
    late_eur: float = 0.0
    drive_min: float = 0.0
    break_min: float = 0.0
    weight_kg: float = 0.0
    energy: float = 0.0
    toll_eur: float = 0.0


class RoadBook:
    """Expected driving times and the timing of routes, from what is known of the region."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.travel: list[list[float]] = city.travel_min.tolist()
        self.km: list[list[float]] = city.distance_km.tolist()
        self._factors = [_hour_factors(city, zone.congestion_share) for zone in city.zones]
        self._zone = city.site_zone
        self._multiple = [kind.minutes_factor for kind in city.kinds]
        self._limits = [limits_of(kind.gross_t) for kind in city.kinds]

    def leg_min(self, i: int, j: int, at_min: float, kind: int = 0) -> float:
        """Expected driving minutes of a vehicle class from site `i` to `j`, leaving at `at_min`.

        Rush hours are felt as in the zone of the site that is not the depot.
        """
        factor = self._factors[self._zone[j or i]][int(at_min // 60.0) % 24]
        return self.travel[i][j] * factor * self._multiple[kind]

    def toll_eur(self, i: int, j: int, kind: VehicleClass) -> float:
        """Toll of one leg, by the share of tolled roads to the site that is not the depot."""
        if not kind.toll_eur_per_km:
            return 0.0
        share = self.city.zones[self._zone[j or i]].toll_share
        return self.km[i][j] * share * kind.toll_eur_per_km

    def ready_min(self, now_min: float, *, from_hub: bool = False) -> float:
        """When goods that are loaded now can leave the depot, or the cross-dock after the trunk."""
        ready_min = now_min + self.city.loading_min
        if not from_hub:
            return ready_min
        sizes = [kind.capacity_units for kind in self.city.kinds]
        trunk = sizes.index(max(sizes))
        return ready_min + self.leg_min(0, self.city.hub, ready_min, trunk) + self.city.hub_min

    def time(
        self,
        orders: Sequence[OpenOrder],
        ready_min: float,
        kind: int = 0,
        base: int = 0,
        clock: Clock | None = None,
    ) -> Timing:
        """How a trip from `base` over these orders goes when it is loaded at `ready_min`.

        An empty trip takes no time. Sums over the legs are exact; the load falls at every stop.
        Where drivers' hours bind, `clock` (which stays as it is) says what the driver has done so
        far; without one he begins with this trip.
        """
        loading = self.city.loading_min
        if not orders:
            now = ready_min - loading
            return Timing(now, (), now, 0.0, 0.0, 0.0, 0, 0.0, 0.0)
        course = self._course(orders, ready_min, kind, base)
        if delay_min := _delay_min(course):
            course = self._course(orders, ready_min + delay_min, kind, base)
        leave_min = ready_min + delay_min
        plain = self._sum(orders, course, kind, base)
        if not self.city.has_hours or (clock is None and self._needs_no_break(plain, kind)):
            return plain
        clock = clock or Clock(limits=self._limits[kind])
        course = self._lawful(orders, leave_min, kind, base, clock)
        timing = self._sum(orders, course, kind, base)
        if timing.late_min == 0.0 or leave_min == ready_min:
            return timing
        course = self._lawful(orders, ready_min, kind, base, clock)
        at_once = self._sum(orders, course, kind, base)
        return at_once if at_once.late_min < timing.late_min else timing

    def _needs_no_break(self, plain: Timing, kind: int) -> bool:
        """Whether a driver who begins with this trip takes no break in it."""
        limits, ahead_min = self._limits[kind], AHEAD_MIN if plain.wait_min else 0.0
        return (
            plain.drive_min <= limits.drive_stretch_min - ahead_min
            and plain.duration_min <= limits.work_stretch_min - ahead_min
        )

    def _loaded(self, leave_min: float, clock: Clock) -> Clock:
        """A driver's hours when the vehicle leaves, loaded."""
        hours, loading_from_min = clock.copy(), leave_min - self.city.loading_min
        if hours.is_on_duty:
            hours.wait_until(loading_from_min)
        else:
            hours.begin(loading_from_min)
        hours.work_until(leave_min)
        return hours

    def _course(
        self, orders: Sequence[OpenOrder], leave_min: float, kind: int, base: int
    ) -> "_Course":
        """When the vehicle is where, as if no driver needed a break."""
        at_min, site, visits = leave_min, base, []
        for order in orders:
            minutes = self.leg_min(site, order.site, at_min, kind)
            at_min += minutes
            open_min, close_min = meant_window(order, at_min)
            waited_min = max(0.0, open_min - at_min)
            visits.append(_Visit(minutes, at_min, open_min, close_min, waited_min))
            at_min = max(at_min, open_min) + self.work_min(order, kind)
            site = order.site
        minutes = self.leg_min(site, base, at_min, kind)
        return _Course(leave_min, visits, minutes, at_min + minutes)

    def _lawful(
        self, orders: Sequence[OpenOrder], leave_min: float, kind: int, base: int, clock: Clock
    ) -> "_Course":
        """The same with the breaks of a driver whose clock, which stays as it is, this is."""
        hours = self._loaded(leave_min, clock)
        at_min, site, visits = leave_min, base, []
        for order in orders:
            work_min = self.work_min(order, kind)
            due, minutes = self.leg(site, order.site, at_min, kind, hours, work_min)
            at_min += due + minutes
            open_min, close_min = meant_window(order, at_min)
            waited_min = max(0.0, open_min - at_min)
            begin_min, rest_min = begin_at(hours, at_min, open_min, work_min)
            pause_min = begin_min - max(at_min, open_min) + rest_min
            visits.append(
                _Visit(minutes, at_min, open_min, close_min, waited_min, due, rest_min, pause_min)
            )
            at_min = begin_min + work_min
            site = order.site
        due, minutes = self.leg(site, base, at_min, kind, hours)
        return _Course(leave_min, visits, minutes, at_min + (due + minutes), due)

    def _sum(self, orders: Sequence[OpenOrder], course: "_Course", kind: int, base: int) -> Timing:
        """What a course comes to."""
        sums = _Sums(self, self.city.kinds[kind], orders)
        site = base
        for order, visit in zip(orders, course.visits, strict=True):
            sums.drive(site, order.site, visit.drive_min, visit.due_min)
            sums.stop(order, visit)
            site = order.site
        sums.drive(site, base, course.home_min, course.home_due_min)
        return sums.timing(course, self.city.loading_min)

    def leg(
        self, i: int, j: int, at_min: float, kind: int, hours: Clock, work_min: float = 0.0
    ) -> tuple[float, float]:
        """Minutes of break before a leg and of driving it; the clock is taken along.

        work_min: work at its end, before which no break shall be due.
        """
        minutes = self.leg_min(i, j, at_min, kind)
        due = hours.break_due_min(minutes, work_min)
        if due:
            at_min += due
            hours.break_until(at_min)
            minutes = self.leg_min(i, j, at_min, kind)
        hours.drive_until(at_min + minutes)
        return due, minutes

    def work_min(self, order: OpenOrder, kind: int) -> float:
        """Expected minutes at a stop: service, and parking where streets are narrow."""
        extra = self.city.kinds[kind].parking_min
        if extra and self.city.zones[order.zone].is_narrow:
            return order.service_min + extra
        return order.service_min


class _Visit(msgspec.Struct, gc=False):
    """One stop: the way there, the window that the arrival is measured by, and the waiting.

    due_min: break before driving. rest_min: break within the waiting. pause_min: all break at the
        stop.
    """

    drive_min: float
    arrive_min: float
    open_min: float
    close_min: float
    waited_min: float
    due_min: float = 0.0
    rest_min: float = 0.0
    pause_min: float = 0.0


class _Course(msgspec.Struct, gc=False):
    """When a vehicle is expected where, and the way back to its base."""

    leave_min: float
    visits: list[_Visit]
    home_min: float
    return_min: float
    home_due_min: float = 0.0


def _delay_min(course: _Course) -> float:
    """How much later the vehicle may leave, waiting less and never later.

    Breaks, which would lie in the waiting, are not thought of.
    """
    waited, slack = 0.0, math.inf
    for visit in course.visits:
        slack = min(slack, waited + visit.close_min - SPARE_MIN - visit.arrive_min)
        waited += visit.waited_min
    return max(0.0, min(waited, slack))


def begin_at(hours: Clock, at_min: float, open_min: float, work_min: float) -> tuple[float, float]:
    """When work at a stop begins, and how much of the waiting for it is break.

    The clock is taken along to the end of the work.
    """
    begin_min = max(at_min, open_min)
    breaks = hours.wait_until(open_min) if at_min < open_min else 0.0
    due = hours.break_due_min(0.0, work_min)
    if due:
        begin_min += due
        hours.break_until(begin_min)
    hours.work_until(begin_min + work_min)
    return begin_min, breaks


class _Sums:
    """The running sums of one trip."""

    def __init__(self, book: RoadBook, vehicle: VehicleClass, orders: Sequence[OpenOrder]) -> None:
        self._book, self._vehicle = book, vehicle
        self._units = sum(order.quantity_units for order in orders)
        self._weight = self._left_kg = weight_of(orders)
        self._wait = self._late = self._late_eur = self._km = self._drive = 0.0
        self._breaks = 0.0
        self._energy = self._toll = 0.0
        self._late_stops = 0

    def drive(self, i: int, j: int, minutes: float, due_min: float) -> None:
        """One leg, with the break before it."""
        vehicle, km = self._vehicle, self._book.km[i][j]
        self._breaks += due_min
        self._km += km
        self._drive += minutes
        share = self._left_kg / vehicle.payload_kg if self._left_kg else 0.0
        self._energy += energy_used(vehicle, km, minutes, share)
        self._toll += self._book.toll_eur(i, j, vehicle)

    def stop(self, order: OpenOrder, visit: _Visit) -> None:
        """One stop: its waiting and lateness; the load falls."""
        late_min = visit.arrive_min - visit.close_min
        if late_min > 0.0:
            self._late_stops += 1
            self._late += late_min
            self._late_eur += late_price_eur(self._book.city, order, late_min)
        self._left_kg -= order.weight_kg
        self._wait += visit.waited_min
        self._wait -= visit.rest_min
        self._breaks += visit.pause_min

    def timing(self, course: _Course, loading_min: float) -> Timing:
        """All sums together."""
        return Timing(
            leave_min=course.leave_min,
            arrive_min=tuple([visit.arrive_min for visit in course.visits]),
            return_min=course.return_min,
            duration_min=course.return_min - course.leave_min + loading_min - self._breaks,
            wait_min=self._wait,
            late_min=self._late,
            late_stops=self._late_stops,
            distance_km=self._km,
            load_units=self._units,
            late_eur=self._late_eur,
            drive_min=self._drive,
            break_min=self._breaks,
            weight_kg=self._weight,
            energy=self._energy,
            toll_eur=self._toll,
        )


def weight_of(orders: Sequence[OpenOrder]) -> float:
    """Kilograms of some orders."""
    return sum(order.weight_kg for order in orders)


def meant_window(order: OpenOrder, at_min: float) -> Window:
    """The window that a vehicle arriving at `at_min` is measured by; see `nearest_window`."""
    if at_min <= order.close_min or not order.later:
        return order.open_min, order.close_min
    return nearest_window(((order.open_min, order.close_min), *order.later), at_min)


def nearest_window(windows: Sequence[Window], at_min: float) -> Window:
    """The window that an arrival belongs to: the one it falls in, or else the nearer one.

    Who comes after one window and before the next is late for the first, or early for the next,
    whichever is less. `windows` are ascending and do not overlap.
    """
    previous: Window | None = None
    for window in windows:
        if at_min <= window[1]:
            is_late = previous is not None and at_min - previous[1] <= window[0] - at_min
            return previous if previous is not None and is_late else window
        previous = window
    return windows[-1]


def late_price_eur(city: City, order: OpenOrder, late_min: float) -> float:
    """The price of being `late_min` > 0 late at one stop: business more than private customers."""
    if order.is_business:
        return city.late_eur + late_min * city.late_eur_per_min
    return city.private_late_eur


def _hour_factors(city: City, share: float) -> list[float]:
    if share == 1.0:
        return list(city.hour_factor)
    return [1.0 + share * (factor - 1.0) for factor in city.hour_factor]
