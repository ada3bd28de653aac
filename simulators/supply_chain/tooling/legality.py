"""Which routes may leave: everything that the observation alone refutes is a fault.

The referee and `tools.faults` ask the same code, so rules can know beforehand.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from simulators.supply_chain.actions import Haul, Route
from simulators.supply_chain.observations import (
    DAY_MIN,
    ROUNDING,
    FreeVehicle,
    OpenOrder,
    VehicleClass,
    Wave,
    Zone,
)
from simulators.supply_chain.timing import RoadBook, Timing, meant_window
from simulators.supply_chain.tooling.expected import Expected
from simulators.supply_chain.tooling.nights import is_night, night_of
from simulators.supply_chain.tooling.parts import part_of

Fault = Literal[
    "unknown",  # an order that is not open
    "twice",  # more of an order than is left of it, or one order twice in a route
    "split",  # a part of an order that may not be split, or units that do not match the stops
    "overload",  # more than the vehicle holds, by volume or weight
    "access",  # a zone that the vehicle may not enter
    "vehicle",  # no such vehicle is free at this base
    "hub",  # no free vehicle at the depot can bring the goods to the cross-dock
    "place",  # an order at the cross-dock on a run from the depot
    "closed",  # expected outside the hours of a zone, or at night where nobody waits
    "night",  # more deliveries than the zone bears in one night
    "battery",  # expected to run dry
    "hours",  # expected to break a driver's legal hours
]
BARRED: frozenset[Fault] = frozenset({"access", "closed", "night", "battery", "hours"})
EDGE_MIN = 1e-6  # sums of minutes may be off by this much


class Check(msgspec.Struct, frozen=True):
    """What was found about one route: its faults, else the vehicle and how it is expected to go."""

    faults: tuple[Fault, ...]
    vehicle: FreeVehicle | None = None
    timing: Timing | None = None
    parts: tuple[OpenOrder, ...] = ()


def faults(route: Route, wave: Wave, book: RoadBook) -> tuple[Fault, ...]:
    """Why a route, taken by itself, may not leave at this wave; empty when it may."""
    return Sight(wave, book).check(route).faults


class Sight:
    """A wave while its plan is judged: what earlier routes took is gone for later ones.

    vehicles: those free; taken from the wave where not given. expected: what is known already of
        the wave's routes.
    """

    def __init__(
        self,
        wave: Wave,
        book: RoadBook,
        vehicles: Sequence[FreeVehicle] | None = None,
        *,
        expected: Expected | None = None,
    ) -> None:
        self._city, self._now_min = book.city, wave.now_min
        self._expected = expected or Expected(wave, book)
        self._orders = {order.number: order for order in wave.orders}
        self._left = {order.number: order.quantity_units for order in wave.orders}
        self._free = list(_vehicles(wave) if vehicles is None else vehicles)
        self._nights: Counter[tuple[int, int]] = Counter()
        for zone, count in enumerate(wave.night_drops):
            self._nights[zone, night_of(wave.now_min)] = count
        sizes = enumerate(kind.capacity_units for kind in self._city.kinds)
        self._by_size = [kind for kind, _ in sorted(sizes, key=lambda pair: pair[1])]

    def check(self, route: Route) -> Check:
        """Faults of a route, or the vehicle that drives it: the smallest that can, used ones first.

        The parts are the orders of its stops, split as the route splits them.
        """
        parts = self._parts(route)
        found = self._of_stops(route, parts)
        holding = self._holding(self._kinds(route), parts)
        able = self._entering(holding, parts)
        if not holding:
            found.append("overload")
        elif not able:
            found.append("access")
        free = self._candidates(route, able)
        if is_stored(route, parts):  # no trunk runs, in whose time a driver could still come
            free = [vehicle for vehicle in free if vehicle.begins_min <= self._now_min]
        if able and not free:
            found.append("vehicle")
        if found:
            return Check(tuple(found), parts=parts)
        return self._best(route, free, parts)

    def check_haul(self, haul: Haul) -> Check:
        """Faults of a run to the cross-dock, or the vehicle that drives it, as for a route."""
        if self._city.hub < 0:
            return Check(("hub",))
        route = Route((), kind=haul.kind, vehicle=haul.vehicle)
        parts = self._parts(Route(haul.orders))
        found = self._of_stops(Route(haul.orders), parts)
        if any(part.may_split for part in parts):
            found.append("split")
        goods = self._goods(parts)
        holding = self._holding(self._kinds(route), [goods])
        able = self._entering(holding, [goods])
        if not able:
            found.append("access" if holding else "overload")
        free = self._candidates(route, able)
        if able and not free:
            found.append("vehicle")
        if found:
            return Check(tuple(found), parts=parts)
        return msgspec.structs.replace(self._best(route, free, (goods,)), parts=parts)

    def take_haul(self, check: Check) -> None:
        """A run to the cross-dock leaves; its orders are gone, and unloading makes its noise."""
        assert check.vehicle is not None
        assert check.timing is not None
        self.take_vehicle(check.vehicle)
        for part in check.parts:
            self._left[part.number] -= part.quantity_units
        if is_night(check.timing.arrive_min[0]):
            zone = self._city.site_zone[self._city.hub]
            self._nights[zone, night_of(check.timing.arrive_min[0])] += 1

    def take(self, check: Check) -> None:
        """A route leaves: its orders and its vehicle are gone."""
        assert check.vehicle is not None
        assert check.timing is not None
        self.take_vehicle(check.vehicle)
        for part, begin in zip(check.parts, begins_min(check.parts, check.timing), strict=True):
            self._left[part.number] -= part.quantity_units
            if is_night(begin):
                self._nights[part.zone, night_of(begin)] += 1

    def take_vehicle(self, vehicle: FreeVehicle) -> None:
        """A vehicle is no longer free."""
        self._free = [other for other in self._free if other.number != vehicle.number]

    def is_at_hub(self, number: int) -> bool:
        """Whether an order stands at the cross-dock."""
        return number in self._orders and self._orders[number].at_hub

    def is_left(self, number: int) -> bool:
        """Whether all of an order is still there."""
        order = self._orders[number]
        return self._left[number] >= order.quantity_units * (1.0 - ROUNDING)

    def trunk(self, parts: Iterable[OpenOrder]) -> tuple[FreeVehicle, Timing] | None:
        """The smallest free vehicle at the depot that can bring goods to the cross-dock."""
        goods = self._goods(tuple(parts))
        able = self._entering(self._holding(self._by_size, [goods]), [goods])
        for vehicle in self._candidates(Route(()), able):
            check = self._drives(Route(()), vehicle, (goods,))
            if not check.faults and check.timing is not None:
                return vehicle, check.timing
        return None

    def _goods(self, parts: Sequence[OpenOrder]) -> OpenOrder:
        """What is to be unloaded at the cross-dock, as one order."""
        return OpenOrder(
            number=0,
            site=self._city.hub,
            open_min=0.0,
            close_min=1e9,
            quantity_units=sum(part.quantity_units for part in parts),
            service_min=self._city.hub_min,
            known_min=0.0,
            must_go=False,
            slack_min=0.0,
            zone=self._city.site_zone[self._city.hub],
            weight_kg=sum(part.weight_kg for part in parts),
            due_min=1e9,
        )

    def _of_stops(self, route: Route, parts: Sequence[OpenOrder]) -> list[Fault]:
        found: list[Fault] = []
        numbers, units = route.stops, route.units
        if any(number not in self._orders for number in numbers):
            found.append("unknown")
        if len(set(numbers)) < len(numbers) or any(
            part.quantity_units > self._left[part.number] * (1.0 + ROUNDING) for part in parts
        ):
            found.append("twice")
        if not route.from_hub and any(part.at_hub for part in parts):
            found.append("place")
        if units and (len(units) != len(numbers) or self._splits_whole(route)):
            found.append("split")
        return found

    def _splits_whole(self, route: Route) -> bool:
        pairs = zip(route.stops, route.units, strict=True)
        return any(
            not self._orders[number].may_split
            and abs(units - self._orders[number].quantity_units)
            > ROUNDING * self._orders[number].quantity_units
            for number, units in pairs
            if number in self._orders
        )

    def _parts(self, route: Route) -> tuple[OpenOrder, ...]:
        """The open orders among the stops, split as the route says."""
        if len(route.units) != len(route.stops):
            return tuple(self._orders[n] for n in route.stops if n in self._orders)
        pairs = zip(route.stops, route.units, strict=True)
        stop_min = self._city.stop_min
        return tuple(part_of(self._orders[n], u, stop_min) for n, u in pairs if n in self._orders)

    def _kinds(self, route: Route) -> list[int]:
        if route.kind >= 0:
            return [route.kind] if route.kind < len(self._city.kinds) else []
        wanted = [v.kind for v in self._free if v.number == route.vehicle]
        return wanted or self._by_size

    def _holding(self, kinds: Sequence[int], parts: Sequence[OpenOrder]) -> list[int]:
        """Those of the classes that hold all parts together."""
        units = sum([part.quantity_units for part in parts])
        weight = sum([part.weight_kg for part in parts])
        vehicles, most = self._city.kinds, 1.0 + ROUNDING
        return [
            kind
            for kind in kinds
            if units <= vehicles[kind].capacity_units * most
            and weight <= vehicles[kind].payload_kg * most
        ]

    def _entering(self, kinds: Sequence[int], parts: Sequence[OpenOrder]) -> list[int]:
        """Those of the classes that may enter the zones of all parts."""
        vehicles = self._city.kinds
        zones = [self._city.zones[zone] for zone in {part.zone for part in parts}]
        return [kind for kind in kinds if all(may_enter(vehicles[kind], zone) for zone in zones)]

    def _candidates(self, route: Route, kinds: Sequence[int]) -> list[FreeVehicle]:
        base = self._city.hub if route.from_hub else 0
        rank = {kind: place for place, kind in enumerate(kinds)}
        fitting = (
            vehicle
            for vehicle in self._free
            if vehicle.kind in rank
            and vehicle.base == base
            and route.vehicle in (-1, vehicle.number)
        )
        return sorted(fitting, key=lambda v: (rank[v.kind], v.is_fresh, v.number))

    def _best(
        self, route: Route, free: Sequence[FreeVehicle], parts: tuple[OpenOrder, ...]
    ) -> Check:
        """The first vehicle that is expected to come through, else the faults of the very first."""
        first: Check | None = None
        for vehicle in free:
            check = self._drives(route, vehicle, parts)
            if not check.faults:
                return check
            first = first or check
        assert first is not None
        return first

    def _drives(self, route: Route, vehicle: FreeVehicle, parts: tuple[OpenOrder, ...]) -> Check:
        timing = self._expected.timing(route, vehicle.kind, parts)
        found = [*self._of_course(parts, timing), *self._of_vehicle(vehicle, timing)]
        return Check(tuple(dict.fromkeys(found)), vehicle, timing, parts)

    def _of_course(self, parts: Sequence[OpenOrder], timing: Timing) -> Iterable[Fault]:
        if not self._city.is_designed:
            return
        planned = Counter(self._nights)
        for part, begin in zip(parts, begins_min(parts, timing), strict=True):
            zone = self._city.zones[part.zone]
            if not is_open(zone, begin):
                yield "closed"
            if is_night(begin):
                if begin > meant_window(part, begin)[1] + EDGE_MIN:
                    yield "closed"
                planned[part.zone, night_of(begin)] += 1
                if planned[part.zone, night_of(begin)] > zone.night_drops:
                    yield "night"

    def _of_vehicle(self, vehicle: FreeVehicle, timing: Timing) -> Iterable[Fault]:
        if self._city.kinds[vehicle.kind].battery_kwh and timing.energy > vehicle.battery_kwh:
            yield "battery"
        is_late = timing.return_min > vehicle.back_by_min + EDGE_MIN
        if is_late or timing.drive_min > vehicle.drive_left_min + EDGE_MIN:
            yield "hours"


def is_stored(route: Route, parts: Sequence[OpenOrder]) -> bool:
    """Whether a route takes nothing but what stands at the cross-dock, and waits for no trunk."""
    return route.from_hub and bool(parts) and all(part.at_hub for part in parts)


def may_enter(vehicle: VehicleClass, zone: Zone) -> bool:
    """Whether a class of vehicles is allowed into a zone."""
    is_light = vehicle.gross_t <= zone.most_gross_t
    return is_light and (vehicle.is_electric or not zone.is_zero_emission)


def may_rescue(vehicle: FreeVehicle, site: int, now_min: float, book: RoadBook) -> bool:
    """Whether hours are left to drive to a broken vehicle, to load what it has, and to be back."""
    at_min = now_min + book.leg_min(vehicle.base, site, now_min, vehicle.kind)
    drive_min, at_min = at_min - now_min, at_min + book.city.loading_min
    home_min = book.leg_min(site, vehicle.base, at_min, vehicle.kind)
    is_back = at_min + home_min <= vehicle.back_by_min + EDGE_MIN
    return is_back and drive_min + home_min <= vehicle.drive_left_min + EDGE_MIN


def is_open(zone: Zone, minute: float) -> bool:
    """Whether a zone may be delivered at this minute."""
    of_day = minute % DAY_MIN
    return zone.open_min - EDGE_MIN <= of_day <= zone.close_min + EDGE_MIN


def begins_min(parts: Sequence[OpenOrder], timing: Timing) -> list[float]:
    """When service is expected to begin at each stop."""
    arrivals = zip(parts, timing.arrive_min, strict=True)
    return [max(arrive, meant_window(part, arrive)[0]) for part, arrive in arrivals]


def _vehicles(wave: Wave) -> Iterable[FreeVehicle]:
    """The free vehicles; where a wave only counts them, as many without names."""
    if wave.vehicles or not wave.vehicles_free:
        return wave.vehicles
    fresh_from = wave.vehicles_free - wave.vehicles_fresh
    return (FreeVehicle(-2 - k, 0, is_fresh=k >= fresh_from) for k in range(wave.vehicles_free))
