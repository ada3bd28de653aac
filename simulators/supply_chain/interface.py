"""What dispatch rules see and answer.

All day long orders come in. At every *wave* the rules see the open orders and say which of them
leave now, in which routes; the rest waits for a later wave. Minutes count from midnight; sites
are rows of the matrices and site 0 is the depot. A rule module defines one function:

    def plan_wave(wave, city, tools): return WavePlan((Route((3, 1)), Route((7,))))
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Protocol

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

OrderNumber = Annotated[int, Meta(ge=0, le=100_000)]
MAX_ITERATIONS = 400
ROUNDING = 1e-9  # share of the capacity that a load may be above it: 0.1 + 0.2 fits 0.3
SPARE_MIN = 20.0  # to the end of every window, kept when a van puts off leaving


class OpenOrder(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An order that is known and not yet on the road.

    A van that arrives before `open_min` waits, one that arrives after `close_min` is late.
    must_go: leaving with the next wave it would be late even if driven directly.
    slack_min: minutes that a van driving there directly could still wait; negative: late already.
    """

    number: int
    site: int
    open_min: float
    close_min: float
    quantity_units: float
    service_min: float
    known_min: float
    must_go: bool
    slack_min: float


class Wave(msgspec.Struct, frozen=True, array_like=True):
    """One moment of decision.

    minutes_to_next: until the next wave; 0 at the last one, when what stays goes to the spot
        carrier.
    waves_left: waves after this one.
    vehicles_free: vans at the depot; `vehicles_fresh` of them were not used today (using one
        costs its fixed price, and vans that have been out go first).
    returns_min: when the vans on the road are expected back, ascending; never before now.
    orders_to_come: expected number of orders that become known after this wave.
    """

    now_min: float
    minutes_to_next: float
    is_last_wave: bool
    waves_left: int
    vehicles_free: int
    vehicles_fresh: int
    returns_min: tuple[float, ...]
    orders_to_come: float
    orders: tuple[OpenOrder, ...]


class City(msgspec.Struct, frozen=True):
    """What is known beforehand and does not change during the day.

    travel_min: (sites, sites) expected driving minutes, day average, asymmetric.
    distance_km: (sites, sites) road kilometres.
    hour_factor: 24 multiples of `travel_min`, by hour of departure.
    site_share: expected share of the day's orders by site, adding up to 1.
    new_orders: expected number of orders that become known between each wave and the next.
    """

    travel_min: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    hour_factor: tuple[float, ...]
    site_share: tuple[float, ...]
    new_orders: tuple[float, ...]
    waves_min: tuple[float, ...]
    vehicles: int
    capacity_units: float
    loading_min: float
    wage_eur_per_h: float
    km_eur: float
    vehicle_eur_per_day: float
    late_eur: float
    late_eur_per_min: float
    spot_multiple: float
    spot_least_eur: float


class Route(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One trip of one van: order numbers in the order of their stops."""

    stops: Annotated[tuple[OrderNumber, ...], Meta(max_length=500)]


class WavePlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The routes that leave now; orders in none of them wait. At most `vehicles_free` routes."""

    routes: Annotated[tuple[Route, ...], Meta(max_length=500)] = ()


class Solve(msgspec.Struct, frozen=True, tag="solve", forbid_unknown_fields=True):
    """Ask the routing solver for cheap routes that leave now; see `Tools.solve`."""

    orders: tuple[OrderNumber, ...]
    required: tuple[OrderNumber, ...] = ()
    prizes_eur: tuple[Annotated[float, Meta(ge=0, le=1e6)], ...] | None = None
    warm: tuple[Route, ...] = ()
    vehicles: Annotated[int, Meta(ge=-1, le=500)] = -1
    buffer_min: Annotated[float, Meta(ge=0, le=600)] = 0.0
    iterations: Annotated[int, Meta(ge=1, le=MAX_ITERATIONS)] = 80


class Timing(msgspec.Struct, frozen=True):
    """How a route that is sent now is expected to go, if nothing goes wrong.

    A van leaves when it is loaded, or later while that only shortens its waiting before closed
    doors and leaves `SPARE_MIN` to the end of every window (forward time slack, Savelsbergh 1992,
    doi:10.1287/ijoc.4.2.146). Loading ends when it leaves; `duration_min` is paid, from there to
    `return_min`.
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


class Tools:
    """What rules may ask for while they decide: all pure, except `solve`, which is counted."""

    ANSWERS: ClassVar[dict[type, Any]] = {Solve: tuple[Route, ...]}

    def __init__(self, facts: City, ask: Callable[[Any], Any]) -> None:
        self._city = facts
        self._ask = ask
        self._travel: list[list[float]] = facts.travel_min.tolist()
        self._km: list[list[float]] = facts.distance_km.tolist()
        self._factor = facts.hour_factor
        self._wave: Wave | None = None
        self._open: dict[int, OpenOrder] = {}
        self._near: dict[tuple[int, float], float] = {}

    def order(self, number: int, wave: Wave) -> OpenOrder:
        """The open order of this number. Raises KeyError when it is not open."""
        if wave is not self._wave:
            self._wave, self._open = wave, {order.number: order for order in wave.orders}
        return self._open[number]

    def orders_of(self, route: Route, wave: Wave) -> list[OpenOrder]:
        """The orders of a route, in the order of their stops."""
        return [self.order(number, wave) for number in route.stops]

    def travel_min(self, i: int, j: int, at_min: float) -> float:
        """Expected driving minutes from site `i` to site `j` when leaving at `at_min`."""
        return self._travel[i][j] * self._factor[int(at_min // 60.0) % 24]

    def savings_min(self, a: OpenOrder, b: OpenOrder) -> float:
        """Driving saved by going from `a` to `b` instead of home between (Clarke & Wright 1964)."""
        travel = self._travel
        return travel[a.site][0] + travel[0][b.site] - travel[a.site][b.site]

    def timing(self, route: Route, wave: Wave) -> Timing:
        """How the route is expected to go when it leaves now; an empty route takes no time."""
        if not route.stops:
            return Timing(wave.now_min, (), wave.now_min, 0.0, 0.0, 0.0, 0, 0.0, 0.0)
        orders = self.orders_of(route, wave)
        ready_min = wave.now_min + self._city.loading_min
        leave_min = ready_min + self._delay_min(orders, ready_min)
        at_min, site = leave_min, 0
        arrive: list[float] = []
        wait = late = km = load = 0.0
        late_stops = 0
        for order in orders:
            at_min += self.travel_min(site, order.site, at_min)
            arrive.append(at_min)
            km += self._km[site][order.site]
            wait += max(0.0, order.open_min - at_min)
            late += max(0.0, at_min - order.close_min)
            late_stops += at_min > order.close_min
            load += order.quantity_units
            at_min, site = max(at_min, order.open_min) + order.service_min, order.site
        at_min += self.travel_min(site, 0, at_min)
        km += self._km[site][0]
        paid = at_min - leave_min + self._city.loading_min
        return Timing(leave_min, tuple(arrive), at_min, paid, wait, late, late_stops, km, load)

    def _delay_min(self, orders: Sequence[OpenOrder], ready_min: float) -> float:
        """How much later than `ready_min` the van may leave, waiting less and never later."""
        at_min, site, waited, slack = ready_min, 0, 0.0, math.inf
        for order in orders:
            at_min += self.travel_min(site, order.site, at_min)
            slack = min(slack, waited + order.close_min - SPARE_MIN - at_min)
            waited += max(0.0, order.open_min - at_min)
            at_min, site = max(at_min, order.open_min) + order.service_min, order.site
        return max(0.0, min(waited, slack))

    def route_cost_eur(self, route: Route, wave: Wave) -> float:
        """Expected driver, distance and lateness cost of a route; no vehicle's fixed price."""
        city, timing = self._city, self.timing(route, wave)
        driver = timing.duration_min / 60.0 * city.wage_eur_per_h
        late = timing.late_stops * city.late_eur + timing.late_min * city.late_eur_per_min
        return driver + timing.distance_km * city.km_eur + late

    def cost_per_stop_eur(self, route: Route, wave: Wave) -> float:
        """Expected cost of a route divided by its stops; 0 for an empty route."""
        return self.route_cost_eur(route, wave) / len(route.stops) if route.stops else 0.0

    def direct_cost_eur(self, order: OpenOrder, wave: Wave) -> float:
        """Expected cost of serving one order alone, leaving now."""
        return self.route_cost_eur(Route((order.number,)), wave)

    def spot_cost_eur(self, order: OpenOrder) -> float:
        """What the spot carrier charges for an order that is left over."""
        city, site = self._city, order.site
        minutes = self._travel[0][site] + order.service_min + self._travel[site][0]
        km = self._km[0][site] + self._km[site][0]
        alone = minutes / 60.0 * city.wage_eur_per_h + km * city.km_eur
        return max(city.spot_least_eur, city.spot_multiple * alone)

    def insert(self, order: OpenOrder, route: Route, wave: Wave) -> Route:
        """The route with the order put where it adds least cost."""
        stops = route.stops
        options = [Route((*stops[:k], order.number, *stops[k:])) for k in range(len(stops) + 1)]
        return min(options, key=lambda option: self.route_cost_eur(option, wave))

    def insertion_cost_eur(self, order: OpenOrder, route: Route, wave: Wave) -> float:
        """Least cost that the order adds to a route that leaves now."""
        added = self.route_cost_eur(self.insert(order, route, wave), wave)
        return added - self.route_cost_eur(route, wave)

    def removal_saving_eur(self, order: OpenOrder, route: Route, wave: Wave) -> float:
        """What the route would save without the order."""
        rest = Route(tuple(number for number in route.stops if number != order.number))
        return self.route_cost_eur(route, wave) - self.route_cost_eur(rest, wave)

    def load_units(self, route: Route, wave: Wave) -> float:
        """Units that a route carries."""
        return sum(order.quantity_units for order in self.orders_of(route, wave))

    def fill_share(self, route: Route, wave: Wave) -> float:
        """Load of a route as a share of the van's capacity."""
        return self.load_units(route, wave) / self._city.capacity_units

    def fits(self, route: Route, wave: Wave) -> bool:
        """Whether the van can carry the route's load."""
        return self.load_units(route, wave) <= self._city.capacity_units * (1.0 + ROUNDING)

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
        row = self._travel[order.site]
        others = (row[other.site] for other in wave.orders if other.number != order.number)
        return min(others, default=math.inf)

    def depot_min(self, order: OpenOrder) -> float:
        """Driving minutes from the depot, day average."""
        return self._travel[0][order.site]

    def orders_to_come_near(self, order: OpenOrder, wave: Wave, within_min: float) -> float:
        """Expected number of orders after this wave within `within_min` of driving."""
        key = (order.site, within_min)
        if key not in self._near:
            near = self._travel[order.site]
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
        buffer_min: float = 0.0,
        iterations: int = 80,
    ) -> tuple[Route, ...]:
        """Cheap routes for vans that leave now, from the trusted routing solver.

        Without prizes every order is served if at all possible. With `prizes_eur` (by order
        number; 0 where missing) an order is served only where it costs less than its prize, but
        `required` ones always if possible. Windows close `buffer_min` early. `vehicles`: how many
        vans to plan with, -1 for those that are free now; for more than that, vans still out are
        planned with as if they stood at the depot, already paid for today. `iterations`: 1 to 400
        of local search; a day has 4,000, and 1 each when they are used up.

        Raises:
            ValueError: an order is not open, or a number is out of range.
        """
        numbers = tuple(order.number for order in orders)
        prizes = None
        if prizes_eur is not None:
            prizes = tuple(float(prizes_eur.get(number, 0.0)) for number in numbers)
        must = tuple(order.number for order in required)
        if not numbers:
            return ()
        request = Solve(numbers, must, prizes, tuple(warm), vehicles, float(buffer_min), iterations)
        answer: tuple[Route, ...] = self._ask(request)
        return answer


class Rules(Protocol):
    """The decisions of a dispatcher."""

    def plan_wave(self, wave: Wave, city: City, tools: Tools) -> WavePlan:
        """The routes that leave now."""
        ...
