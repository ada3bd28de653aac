"""What rules may ask about orders and routes: all pure functions of what they see."""

import math
from collections.abc import Iterable, Sequence

import msgspec

from simulators.supply_chain.actions import Route
from simulators.supply_chain.observations import (
    DAY_MIN,
    ROUNDING,
    City,
    OpenOrder,
    Wave,
    Zone,
)
from simulators.supply_chain.timing import RoadBook, Timing
from simulators.supply_chain.tooling.expected import Expected
from simulators.supply_chain.tooling.legality import Fault, Sight, may_enter
from simulators.supply_chain.tooling.parts import part_of, without
from simulators.supply_chain.tooling.spot import spot_price_eur


class RouteTools:
    """Minutes, kilometres and EUR of orders and routes, as the referee counts."""

    def __init__(self, facts: City) -> None:
        self._city = facts
        self.book = RoadBook(facts)
        self._wave: Wave | None = None
        self._open: dict[int, OpenOrder] = {}
        self._free: set[int] = set()
        self._kind_of: dict[tuple[object, ...], int] = {}
        self._expected: Expected | None = None
        self._sight: Sight | None = None
        self._near: dict[tuple[int, float], float] = {}
        self._by_size = sorted(range(len(facts.kinds)), key=lambda k: facts.kinds[k].capacity_units)

    def order(self, number: int, wave: Wave) -> OpenOrder:
        """The open order of this number. Raises KeyError when it is not open."""
        if wave is not self._wave:
            self._look(wave)
        return self._open[number]

    def _look(self, wave: Wave) -> None:
        """Another wave than before: what was prepared for that is of no use."""
        self._wave, self._sight = wave, None
        self._open = {order.number: order for order in wave.orders}
        self._free = {vehicle.kind for vehicle in wave.vehicles}
        self._kind_of = {}
        self._expected = None

    def expected(self, wave: Wave) -> Expected:
        """What is known already of the wave's routes."""
        if wave is not self._wave:
            self._look(wave)
        if self._expected is None:
            self._expected = Expected(wave, self.book)
        return self._expected

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
        if wave is not self._wave:
            self._look(wave)
        key = (route.stops, route.units)
        found = self._kind_of.get(key)
        if found is None:
            found = self._kind_of[key] = self._smallest(self.orders_of(route, wave))
        return found

    def _smallest(self, orders: Sequence[OpenOrder]) -> int:
        """The smallest free class that can take these orders, else the largest of all."""
        free = self._free
        able = (k for k in self._by_size if (not free or k in free) and self.can_take(k, orders))
        return next(able, self._by_size[-1])

    def can_take(self, kind: int, orders: Iterable[OpenOrder]) -> bool:
        """Whether a vehicle of this class holds these orders and may enter their zones."""
        vehicle, orders, most = self._city.kinds[kind], list(orders), 1.0 + ROUNDING
        if sum([order.quantity_units for order in orders]) > vehicle.capacity_units * most:
            return False
        if sum([order.weight_kg for order in orders]) > vehicle.payload_kg * most:
            return False
        zones = {order.zone for order in orders}
        return all(may_enter(vehicle, self._city.zones[zone]) for zone in zones)

    def may_enter(self, kind: int, order: OpenOrder) -> bool:
        """Whether vehicles of this class are allowed into the order's zone."""
        return may_enter(self._city.kinds[kind], self._city.zones[order.zone])

    def faults(self, route: Route, wave: Wave) -> tuple[Fault, ...]:
        """Why a route may not leave now, taken by itself; empty when it may.

        The referee refuses what has a fault and counts it; see `legality.Fault` for the words.
        """
        if wave is not self._wave:
            self._look(wave)
        if self._sight is None:
            self._sight = Sight(wave, self.book, expected=self.expected(wave))
        return self._sight.check(route).faults

    def is_legal(self, route: Route, wave: Wave) -> bool:
        """Whether the referee would let the route leave, taken alone."""
        return not self.faults(route, wave)

    def timing(self, route: Route, wave: Wave) -> Timing:
        """How the route is expected to go when it leaves now; an empty route takes no time."""
        kind, orders = self.kind_of(route, wave), self.orders_of(route, wave)
        return self.expected(wave).timing(route, kind, orders)

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
        return self.route_cost_eur(Route((order.number,), from_hub=order.at_hub), wave)

    def spot_cost_eur(self, order: OpenOrder) -> float:
        """What the spot carrier charges for an order that is left over."""
        return spot_price_eur(self._city, order.site, order.quantity_units, order.service_min)

    def with_stop(self, route: Route, order: OpenOrder) -> Route:
        """The route, without split orders, with one more stop at its end."""
        return msgspec.structs.replace(route, stops=(*route.stops, order.number), units=())

    def spot_cost_of_route_eur(self, route: Route, wave: Wave) -> float:
        """What the spot carrier charges for all orders of a route together."""
        return sum(self.spot_cost_eur(order) for order in self.orders_of(route, wave))

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
