"""How a route is expected to go, if nothing goes wrong."""

import math
from collections.abc import Sequence

import msgspec

from simulators.supply_chain.energy import energy_used
from simulators.supply_chain.observations import City, OpenOrder, VehicleClass, Window

SPARE_MIN = 20.0  # to the end of every window, kept when a vehicle puts off leaving


class Timing(msgspec.Struct, frozen=True):
    """How a route that is sent now is expected to go, if nothing goes wrong.

    A vehicle leaves when it is loaded, or later while that only shortens its waiting before
    closed doors and leaves `SPARE_MIN` to the end of every window (forward time slack, Savelsbergh
    1992, doi:10.1287/ijoc.4.2.146). Loading ends when it leaves; `duration_min` is paid work, from
    the start of loading to `return_min` without breaks.

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

    def leg_min(self, i: int, j: int, at_min: float, kind: int = 0) -> float:
        """Expected driving minutes of a vehicle class from site `i` to `j`, leaving at `at_min`.

        Rush hours are felt as in the zone of the site that is not the depot.
        """
        factor = self._factors[self._zone[j or i]][int(at_min // 60.0) % 24]
        return self.travel[i][j] * factor * self.city.kinds[kind].minutes_factor

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
        self, orders: Sequence[OpenOrder], ready_min: float, kind: int = 0, base: int = 0
    ) -> Timing:
        """How a trip from `base` over these orders goes when it is loaded at `ready_min`.

        An empty trip takes no time. Sums over the legs are exact; the load falls at every stop.
        """
        loading = self.city.loading_min
        if not orders:
            now = ready_min - loading
            return Timing(now, (), now, 0.0, 0.0, 0.0, 0, 0.0, 0.0)
        leave_min = ready_min + self._delay_min(orders, ready_min, kind, base)
        book = _Log(self, kind, sum(o.quantity_units for o in orders), weight_of(orders))
        at_min, site = leave_min, base
        for order in orders:
            at_min = book.stop(site, order, at_min)
            site = order.site
        at_min += book.drive(site, base, at_min)
        return book.timing(leave_min, at_min, at_min - leave_min + loading)

    def _delay_min(
        self, orders: Sequence[OpenOrder], ready_min: float, kind: int, base: int
    ) -> float:
        """How much later than `ready_min` the vehicle may leave, waiting less and never later."""
        at_min, site, waited, slack = ready_min, base, 0.0, math.inf
        extra = self.city.kinds[kind].parking_min
        for order in orders:
            at_min += self.leg_min(site, order.site, at_min, kind)
            open_min, close_min = meant_window(order, at_min)
            slack = min(slack, waited + close_min - SPARE_MIN - at_min)
            waited += max(0.0, open_min - at_min)
            at_min = max(at_min, open_min) + order.service_min
            if extra and self.city.zones[order.zone].is_narrow:
                at_min += extra
            site = order.site
        return max(0.0, min(waited, slack))


class _Log:
    """The running sums of one trip."""

    def __init__(self, book: RoadBook, kind: int, units: float, weight_kg: float) -> None:
        self._book, self._kind = book, kind
        self._class = book.city.kinds[kind]
        self._units, self._weight = units, weight_kg
        self._left_kg = weight_kg
        self._arrive: list[float] = []
        self._wait = self._late = self._late_eur = self._km = self._drive = 0.0
        self._energy = self._toll = 0.0
        self._late_stops = 0

    def drive(self, i: int, j: int, at_min: float) -> float:
        """One leg; gives its minutes."""
        minutes = self._book.leg_min(i, j, at_min, self._kind)
        km = self._book.km[i][j]
        self._km += km
        self._drive += minutes
        share = self._left_kg / self._class.payload_kg if self._left_kg else 0.0
        self._energy += energy_used(self._class, km, minutes, share)
        self._toll += self._book.toll_eur(i, j, self._class)
        return minutes

    def stop(self, site: int, order: OpenOrder, at_min: float) -> float:
        """Drive to an order and serve it; gives the minute at which the vehicle drives on."""
        at_min += self.drive(site, order.site, at_min)
        self._arrive.append(at_min)
        open_min, close_min = meant_window(order, at_min)
        self._wait += max(0.0, open_min - at_min)
        if at_min > close_min:
            self._late_stops += 1
            self._late += at_min - close_min
            self._late_eur += late_price_eur(self._book.city, order, at_min - close_min)
        self._left_kg -= order.weight_kg
        at_min = max(at_min, open_min) + order.service_min
        if self._class.parking_min and self._book.city.zones[order.zone].is_narrow:
            at_min += self._class.parking_min
        return at_min

    def timing(self, leave_min: float, return_min: float, paid_min: float) -> Timing:
        """All sums together."""
        return Timing(
            leave_min=leave_min,
            arrive_min=tuple(self._arrive),
            return_min=return_min,
            duration_min=paid_min,
            wait_min=self._wait,
            late_min=self._late,
            late_stops=self._late_stops,
            distance_km=self._km,
            load_units=self._units,
            late_eur=self._late_eur,
            drive_min=self._drive,
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
