"""What rules may ask for while they decide: all pure, except `solve`, which is counted."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

import msgspec

from simulators.supply_chain.actions import Route, Solve
from simulators.supply_chain.assign import assigned, mended
from simulators.supply_chain.clusters import clusters_of
from simulators.supply_chain.forecast import sample_future
from simulators.supply_chain.legality import Fault, Sight
from simulators.supply_chain.night_window import night_window
from simulators.supply_chain.nights import is_night
from simulators.supply_chain.observations import (
    DAY_MIN,
    ROUNDING,
    City,
    Event,
    FreeVehicle,
    OpenOrder,
    Wave,
    WeekBrief,
    Window,
    Zone,
)
from simulators.supply_chain.parts import part_of, without
from simulators.supply_chain.spot import spot_price_eur
from simulators.supply_chain.staffing import spread, work_min, zone_min
from simulators.supply_chain.timing import RoadBook, Timing


class Tools:
    """Made beside the rules from the facts; minutes, kilometres and EUR as the referee counts."""

    ANSWERS: ClassVar[dict[type, Any]] = {Solve: tuple[Route, ...]}

    def __init__(self, facts: City, ask: Callable[[Any], Any]) -> None:
        self._city = facts
        self._ask = ask
        self.book = RoadBook(facts)
        self._wave: Wave | None = None
        self._open: dict[int, OpenOrder] = {}
        self._sight: Sight | None = None
        self._near: dict[tuple[int, float], float] = {}
        self._by_size = sorted(range(len(facts.kinds)), key=lambda k: facts.kinds[k].capacity_units)

    def order(self, number: int, wave: Wave) -> OpenOrder:
        """The open order of this number. Raises KeyError when it is not open."""
        if wave is not self._wave:
            self._look(wave)
        return self._open[number]

    def _look(self, wave: Wave) -> None:
        self._wave, self._sight = wave, None
        self._open = {order.number: order for order in wave.orders}

    def orders_of(self, route: Route, wave: Wave) -> list[OpenOrder]:
        """The orders of a route, in the order of their stops; split ones as they are split."""
        orders = [self.order(number, wave) for number in route.stops]
        if not route.units:
            return orders
        stop_min = self._city.stop_min
        parts = zip(orders, route.units, strict=True)
        return [part_of(order, units, stop_min) for order, units in parts]

    def travel_min(self, i: int, j: int, at_min: float, kind: int = 0) -> float:
        """Expected driving minutes from site `i` to site `j` when leaving at `at_min`."""
        return self.book.leg_min(i, j, at_min, kind)

    def clock_min(self, at_min: float) -> float:
        """Minute of the day, 0 to 1440."""
        return at_min % DAY_MIN

    def zone_of(self, order: OpenOrder) -> Zone:
        """The zone of an order's site."""
        return self._city.zones[order.zone]

    def night_window(self, order: OpenOrder, wave: Wave) -> Window | None:
        """The order's next window by night (22 to 6 h); None where nobody takes in at night."""
        return night_window(order, wave.now_min)

    def is_night(self, at: Window | float) -> bool:
        """Whether a minute, or the middle of a window, is between 22 and 6 h."""
        return is_night(at if isinstance(at, float) else 0.5 * (at[0] + at[1]))

    def savings_min(self, a: OpenOrder, b: OpenOrder) -> float:
        """Driving saved by going from `a` to `b` instead of home between (Clarke & Wright 1964)."""
        travel = self.book.travel
        return travel[a.site][0] + travel[0][b.site] - travel[a.site][b.site]

    def kind_of(self, route: Route, wave: Wave) -> int:
        """The class of vehicle that drives a route: its own, or the smallest free one that can.

        "Can" means that it holds the load and may enter the zones; where none can, the largest.
        """
        if route.kind >= 0:
            return route.kind
        if len(self._by_size) == 1:
            return 0
        free = {vehicle.kind for vehicle in wave.vehicles}
        orders = self.orders_of(route, wave)
        able = [k for k in self._by_size if (not free or k in free) and self.can_take(k, orders)]
        return able[0] if able else self._by_size[-1]

    def can_take(self, kind: int, orders: Iterable[OpenOrder]) -> bool:
        """Whether a vehicle of this class holds these orders and may enter their zones."""
        vehicle, orders = self._city.kinds[kind], list(orders)
        units = sum(order.quantity_units for order in orders)
        weight = sum(order.weight_kg for order in orders)
        fits = units <= vehicle.capacity_units * (1.0 + ROUNDING)
        light = weight <= vehicle.payload_kg * (1.0 + ROUNDING)
        return fits and light and all(self.may_enter(kind, order) for order in orders)

    def may_enter(self, kind: int, order: OpenOrder) -> bool:
        """Whether vehicles of this class are allowed into the order's zone."""
        zone, vehicle = self._city.zones[order.zone], self._city.kinds[kind]
        is_light = vehicle.gross_t <= zone.most_gross_t
        return is_light and (vehicle.is_electric or not zone.is_zero_emission)

    def is_legal(self, route: Route, wave: Wave) -> bool:
        """Whether the referee would let the route leave, taken alone."""
        return not self.faults(route, wave)

    def mended(self, route: Route, wave: Wave, *, keep: Iterable[int] = ()) -> Route:
        """The route without its last stops, as few as make it legal; those in `keep` go last."""
        return mended(route, Sight(wave, self.book), frozenset(keep))[0]

    def assign(self, routes: Iterable[Route], wave: Wave) -> tuple[Route, ...]:
        """The routes that can leave, each on a free vehicle of its own; the first come first.

        A route keeps the vehicle or class that it names if there is one, and gets the cheapest
        that may drive it otherwise. On a dispatch day: as many as there are vehicles.
        """
        return assigned(
            routes, wave, self.book, lambda route, vehicle: self._price_eur(route, vehicle, wave)
        )

    def _price_eur(self, route: Route, vehicle: FreeVehicle, wave: Wave) -> float:
        """What a vehicle costs for a route, with its day's price."""
        fixed_eur = self._city.kinds[vehicle.kind].fixed_eur_per_day if vehicle.is_fresh else 0.0
        return fixed_eur + self.route_cost_eur(route, wave)

    def rescuer(self, event: Event) -> int:
        """The smallest free vehicle at the depot that can take over what is aboard; -1 for none."""
        wave, aboard = event.wave, event.aboard
        able = [v for v in wave.vehicles if v.base == 0 and self.can_take(v.kind, aboard)]
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

    def timing(self, route: Route, wave: Wave) -> Timing:
        """How the route is expected to go when it leaves now; an empty route takes no time."""
        base = self._city.hub if route.from_hub else 0
        ready_min = max(self.ready_min(wave, from_hub=route.from_hub), route.leave_min)
        kind = self.kind_of(route, wave)
        return self.book.time(self.orders_of(route, wave), ready_min, kind, base)

    def ready_min(self, wave: Wave, *, from_hub: bool = False) -> float:
        """When goods that are loaded now can leave the depot, or the cross-dock after the trunk."""
        return self.book.ready_min(wave.now_min, from_hub=from_hub)

    def route_cost_eur(self, route: Route, wave: Wave) -> float:
        """Expected cost of a route: pay, kilometres, energy with levy, toll, lateness.

        Without any vehicle's fixed price and without what the cross-dock costs.
        """
        return sum(self.cost_parts_eur(route, wave).values())

    def cost_parts_eur(self, route: Route, wave: Wave) -> dict[str, float]:
        """The parts of `route_cost_eur`: driver, distance, energy, levy, tolls, lateness."""
        vehicle, timing = self._city.kinds[self.kind_of(route, wave)], self.timing(route, wave)
        return {
            "driver": timing.duration_min / 60.0 * vehicle.wage_eur_per_h,
            "distance": timing.distance_km * vehicle.wear_eur_per_km,
            "energy": timing.energy * vehicle.energy_eur,
            "levy": timing.energy * vehicle.levy_eur,
            "tolls": timing.toll_eur,
            "lateness": timing.late_eur,
        }

    def cost_per_stop_eur(self, route: Route, wave: Wave) -> float:
        """Expected cost of a route divided by its stops; 0 for an empty route."""
        return self.route_cost_eur(route, wave) / len(route.stops) if route.stops else 0.0

    def direct_cost_eur(self, order: OpenOrder, wave: Wave) -> float:
        """Expected cost of serving one order alone, leaving now."""
        return self.route_cost_eur(Route((order.number,)), wave)

    def spot_cost_eur(self, order: OpenOrder) -> float:
        """What the spot carrier charges for an order that is left over."""
        return spot_price_eur(self._city, order.site, order.quantity_units, order.service_min)

    def empty_routes(self, wave: Wave) -> tuple[Route, ...]:
        """An empty route for each free vehicle, those whose price is paid first."""
        if not wave.vehicles:
            return (Route(()),) * wave.vehicles_free
        here = (vehicle for vehicle in wave.vehicles if vehicle.base == 0)
        ranked = sorted(here, key=lambda v: (v.is_fresh, v.kind, v.number))
        return tuple(Route((), kind=v.kind, vehicle=v.number) for v in ranked)

    def with_stop(self, route: Route, order: OpenOrder) -> Route:
        """The route, without split orders, with one more stop at its end."""
        return msgspec.structs.replace(route, stops=(*route.stops, order.number), units=())

    def insert(self, order: OpenOrder, route: Route, wave: Wave) -> Route:
        """The route, without split orders, with the order put where it adds least cost."""
        stops = route.stops
        options = [
            msgspec.structs.replace(route, stops=(*stops[:k], order.number, *stops[k:]), units=())
            for k in range(len(stops) + 1)
        ]
        return min(options, key=lambda option: self.route_cost_eur(option, wave))

    def insertion_cost_eur(self, order: OpenOrder, route: Route, wave: Wave) -> float:
        """Least cost that the order adds to a route that leaves now."""
        added = self.route_cost_eur(self.insert(order, route, wave), wave)
        return added - self.route_cost_eur(route, wave)

    def removal_saving_eur(self, order: OpenOrder, route: Route, wave: Wave) -> float:
        """What the route would save without the order."""
        rest = route
        while order.number in rest.stops:
            rest = without(rest, rest.stops.index(order.number))
        return self.route_cost_eur(route, wave) - self.route_cost_eur(rest, wave)

    def load_units(self, route: Route, wave: Wave) -> float:
        """Units that a route carries."""
        return sum(order.quantity_units for order in self.orders_of(route, wave))

    def fill_share(self, route: Route, wave: Wave) -> float:
        """Load of a route as a share of its vehicle's capacity, by volume or weight."""
        vehicle = self._city.kinds[self.kind_of(route, wave)]
        weight = sum(order.weight_kg for order in self.orders_of(route, wave))
        by_weight = weight / vehicle.payload_kg if weight else 0.0
        return max(self.load_units(route, wave) / vehicle.capacity_units, by_weight)

    def faults(self, route: Route, wave: Wave) -> tuple[Fault, ...]:
        """Why a route may not leave now, taken by itself; empty when it may.

        The referee refuses what has a fault and counts it; see `legality.Fault` for the words.
        """
        if wave is not self._wave:
            self._look(wave)
        self._sight = self._sight or Sight(wave, self.book)
        return self._sight.check(route).faults

    def fits(self, route: Route, wave: Wave) -> bool:
        """Whether the vehicle can carry the route's load, and may enter its zones."""
        return self.can_take(self.kind_of(route, wave), self.orders_of(route, wave))

    def is_punctual(self, route: Route, wave: Wave, buffer_min: float = 0.0) -> bool:
        """Whether every stop is expected at least `buffer_min` before its window closes."""
        arrive = self.timing(route, wave).arrive_min
        orders = self.orders_of(route, wave)
        return all(
            at + buffer_min <= order.close_min for at, order in zip(arrive, orders, strict=True)
        )

    def has_must_go(self, route: Route, wave: Wave) -> bool:
        """Whether an order of the route cannot wait for the next wave."""
        return any(order.must_go for order in self.orders_of(route, wave))

    def must_go(self, order: OpenOrder, wave: Wave, buffer_min: float) -> bool:
        """As `order.must_go`, but with `buffer_min` to spare."""
        return wave.is_last_wave or order.slack_min - wave.minutes_to_next < buffer_min

    def least_slack_min(self, route: Route, wave: Wave) -> float:
        """The smallest slack of the route's orders; infinite for an empty route."""
        return min((order.slack_min for order in self.orders_of(route, wave)), default=math.inf)

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

    def spread(self, count: float, weights: Sequence[float]) -> tuple[int, ...]:
        """`count` vehicles, rounded up, over the classes by weight, never more than there are."""
        return spread(count, weights, self._city.fleet)

    def nearest_min(self, order: OpenOrder, wave: Wave) -> float:
        """Driving minutes to the nearest other open order, day average; infinite if none."""
        row = self.book.travel[order.site]
        others = (row[other.site] for other in wave.orders if other.number != order.number)
        return min(others, default=math.inf)

    def depot_min(self, order: OpenOrder) -> float:
        """Driving minutes from the depot, day average."""
        return self.book.travel[0][order.site]

    def hub_min(self, order: OpenOrder) -> float:
        """Driving minutes from the cross-dock, day average; infinite where there is none."""
        hub = self._city.hub
        return self.book.travel[hub][order.site] if hub >= 0 else math.inf

    def orders_to_come_near(self, order: OpenOrder, wave: Wave, within_min: float) -> float:
        """Expected number of orders after this wave within `within_min` of driving."""
        key = (order.site, within_min)
        if key not in self._near:
            near = self.book.travel[order.site]
            pairs = zip(near, self._city.site_share, strict=True)
            self._near[key] = sum(share for minutes, share in pairs if minutes <= within_min)
        return wave.orders_to_come * self._near[key]

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
        each when they are used up. `from_hub`: for the vehicles at the cross-dock. `future`: also
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
