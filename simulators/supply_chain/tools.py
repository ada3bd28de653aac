"""What rules may ask for while they decide: all pure, except `solve`, which is counted."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

import msgspec

from simulators.supply_chain.actions import Haul, Route, Solve
from simulators.supply_chain.observations import (
    City,
    Event,
    FreeVehicle,
    OpenOrder,
    Wave,
    WeekBrief,
    Window,
)
from simulators.supply_chain.tooling.assign import assigned, mended
from simulators.supply_chain.tooling.clusters import clusters_of
from simulators.supply_chain.tooling.forecast import sample_future
from simulators.supply_chain.tooling.hauls import haul_of
from simulators.supply_chain.tooling.legality import Sight, may_rescue
from simulators.supply_chain.tooling.night_window import night_window
from simulators.supply_chain.tooling.nights import is_night
from simulators.supply_chain.tooling.route_tools import RouteTools
from simulators.supply_chain.tooling.staffing import spread, work_min, zone_min


class Tools(RouteTools):
    """Made beside the rules from the facts; minutes, kilometres and EUR as the referee counts."""

    ANSWERS: ClassVar[dict[type, Any]] = {Solve: tuple[Route, ...]}

    def __init__(self, facts: City, ask: Callable[[Any], Any]) -> None:
        super().__init__(facts)
        self._ask = ask

    def night_window(self, order: OpenOrder, wave: Wave) -> Window | None:
        """The order's next window by night (22 to 6 h); None where nobody takes in at night."""
        return night_window(order, wave.now_min)

    def is_night(self, at: Window | float) -> bool:
        """Whether a minute, or the middle of a window, is between 22 and 6 h."""
        return is_night(at if isinstance(at, float) else 0.5 * (at[0] + at[1]))

    def mended(self, route: Route, wave: Wave, *, keep: Iterable[int] = ()) -> Route:
        """The route without its last stops, as few as make it legal; those in `keep` go last."""
        sight = Sight(wave, self.book, expected=self.expected(wave))
        return mended(route, sight, frozenset(keep))[0]

    def assign(self, routes: Iterable[Route], wave: Wave) -> tuple[Route, ...]:
        """The routes that can leave, each on a free vehicle of its own; the first come first.

        A route keeps the vehicle or class that it names if there is one, and gets the cheapest
        that may drive it otherwise. On a dispatch day: as many as there are vehicles.
        """
        return assigned(
            routes,
            wave,
            self.book,
            lambda route, vehicle: self._price_eur(route, vehicle, wave),
            expected=self.expected(wave),
        )

    def haul(
        self,
        orders: Iterable[OpenOrder],
        wave: Wave,
        *,
        kinds: Iterable[int] = (),
        routes: Iterable[Route] = (),
        hauls: Iterable[Haul] = (),
    ) -> Haul | None:
        """A run that stores as many of the orders at the cross-dock as one vehicle can bring.

        The first orders come first; what cannot be stored is left out. The vehicle stands at the
        depot, and `routes` and other `hauls` leave it free; `kinds`: only these classes, none
        named: all. None where nothing can be brought.
        """
        return haul_of(orders, wave, self.book, kinds=kinds, routes=routes, hauls=hauls)

    def _price_eur(self, route: Route, vehicle: FreeVehicle, wave: Wave) -> float:
        """What a vehicle costs for a route, with its day's price."""
        fixed_eur = self._city.kinds[vehicle.kind].fixed_eur_per_day if vehicle.is_fresh else 0.0
        return fixed_eur + self.route_cost_eur(route, wave)

    def rescuer(self, event: Event) -> int:
        """The smallest free vehicle at the depot that can take over what is aboard; -1 for none.

        Its driver has hours left for the way there and back.
        """
        wave, aboard = event.wave, event.aboard
        able = [
            vehicle
            for vehicle in wave.vehicles
            if vehicle.base == 0
            and self.can_take(vehicle.kind, aboard)
            and may_rescue(vehicle, event.site, wave.now_min, self.book)
        ]
        able.sort(key=lambda v: (self._by_size.index(v.kind), v.is_fresh, v.number))
        return able[0].number if able and aboard else -1

    def cheapest_kind(self, route: Route, wave: Wave) -> int:
        """The class that drives the route at least cost, with its price of the day; -1 for none.

        Only classes that are free, may enter the zones and hold the load.
        """
        orders = self.orders_of(route, wave)
        free = {vehicle.kind for vehicle in wave.vehicles} or set(range(len(self._city.kinds)))
        able = [kind for kind in sorted(free) if self.can_take(kind, orders)]
        return min(able, key=lambda kind: self._kind_eur(kind, route, wave), default=-1)

    def _kind_eur(self, kind: int, route: Route, wave: Wave) -> float:
        is_paid = any(v.kind == kind and not v.is_fresh for v in wave.vehicles)
        fixed_eur = 0.0 if is_paid else self._city.kinds[kind].fixed_eur_per_day
        driven = msgspec.structs.replace(route, kind=kind, vehicle=-1)
        return fixed_eur + self.route_cost_eur(driven, wave)

    def split(self, order: OpenOrder, parts: int) -> tuple[float, ...]:
        """The order's units in equal parts, for `Route.units`; one part if it may not be split."""
        count = max(1, parts) if order.may_split else 1
        return (order.quantity_units / count,) * count

    def cluster(self, orders: Iterable[OpenOrder], count: int) -> tuple[tuple[OpenOrder, ...], ...]:
        """At most `count` groups of neighbouring orders, none empty (k-medoids by driving)."""
        return clusters_of(list(orders), count, self.book.travel)

    def sample_future(
        self, wave: Wave, count: int, *, ahead_min: float = math.inf
    ) -> tuple[tuple[OpenOrder, ...], ...]:
        """`count` futures: orders that may become known after now, today, within `ahead_min`.

        Drawn from `city.history`, the same each time; `solve(future=k)` plans with the k-th, as
        far as the next wave.
        """
        futures = (sample_future(wave, self._city, k, ahead_min=ahead_min) for k in range(count))
        return tuple(futures)

    def empty_routes(self, wave: Wave) -> tuple[Route, ...]:
        """An empty route for each free vehicle, those whose price is paid first."""
        if not wave.vehicles:
            return (Route(()),) * wave.vehicles_free
        here = (vehicle for vehicle in wave.vehicles if vehicle.base == 0)
        ranked = sorted(here, key=lambda v: (v.is_fresh, v.kind, v.number))
        return tuple(Route((), kind=v.kind, vehicle=v.number) for v in ranked)

    def zone_min(self, zone: int) -> float:
        """Driving minutes from the depot to an average order of a zone, day average."""
        return zone_min(zone, self._city, self.book)

    def zone_hub_min(self, zone: int) -> float:
        """Driving minutes from the cross-dock to an average order of a zone; infinite without."""
        hub = self._city.hub
        return zone_min(zone, self._city, self.book, hub) if hub >= 0 else math.inf

    def work_min(self, brief: WeekBrief, day: int, *, stop_min: float, load_units: float) -> float:
        """Expected minutes of work on a day: all stops, and the way to each zone and back.

        stop_min: at and between stops, each; load_units: what an average trip carries.
        """
        zones_min = [self.zone_min(zone) for zone in range(len(self._city.zones))]
        loading_min = self._city.loading_min
        return work_min(
            brief, day, zones_min, stop_min=stop_min, trip_min=loading_min, load_units=load_units
        )

    def spread(
        self, count: float, weights: Sequence[float], least_units: float = 0.0
    ) -> tuple[int, ...]:
        """`count` vehicles, rounded up, over the classes by weight, never more than there are.

        As many more as it takes to hold `least_units` with one load each.
        """
        return spread(count, weights, self._city, least_units)

    def solve(
        self,
        orders: Iterable[OpenOrder],
        *,
        required: Iterable[OpenOrder] = (),
        prizes_eur: Mapping[int, float] | None = None,
        warm: Sequence[Route] = (),
        vehicles: int = -1,
        kinds: Iterable[int] = (),
        buffer_min: float = 0.0,
        iterations: int = 80,
        from_hub: bool = False,
        future: int = -1,
    ) -> tuple[Route, ...]:
        """Cheap routes for vehicles that leave now, from the trusted routing solver.

        Without prizes every order is served if at all possible. With `prizes_eur` (by order
        number; 0 where missing) an order is served only where it costs less than its prize, but
        `required` ones always if possible. Windows close `buffer_min` early. `vehicles`: how many
        to plan with, -1 for those that are free now; for more than that, vehicles still out are
        planned with as if they stood at the depot, already paid for today. `kinds`: only these
        classes; none named: all. `iterations`: 1 to 400 of local search; a day has 4,000, and 1
        each when they are used up. `from_hub`: for the vehicles at the cross-dock; orders that are
        all `at_hub` leave at once, others after a trunk run. `future`: also
        plan for the orders of `sample_future` of this index that come before the next wave;
        routes that hold one wait for it and are not answered.

        In a mixed fleet each route names its class and vehicle, and is legal; what no free vehicle
        can serve is left out. An order that `may_split` and is named n times is planned in n equal
        parts.

        Raises:
            ValueError: an order is not open, or a number is out of range.
        """
        numbers = tuple(order.number for order in orders)
        prizes = None
        if prizes_eur is not None:
            prizes = tuple(float(prizes_eur.get(number, 0.0)) for number in numbers)
        if not numbers:
            return ()
        request = Solve(
            numbers,
            tuple(order.number for order in required),
            prizes,
            tuple(warm),
            vehicles,
            tuple(kinds),
            float(buffer_min),
            iterations,
            from_hub,
            future,
        )
        answer: tuple[Route, ...] = self._ask(request)
        return answer
