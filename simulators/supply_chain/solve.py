"""The routing solver behind `tools.solve`: PyVRP with a counted budget of iterations.

Budgets are iterations, never seconds, and the seed is a hash of the question, so the same
question always gets the same answer on the same version of PyVRP (Wouda, Lan & Kool 2024,
doi:10.1287/ijoc.2023.0055).
"""

import hashlib
import math
from typing import Any

import msgspec
import numpy as np

from simulators.supply_chain.day import Day
from simulators.supply_chain.interface import ROUNDING, City, OpenOrder, Route, Solve, Wave
from simulators.supply_chain.traffic import hour_of
from simulators.supply_chain.week import Week

DAY_ITERATIONS = 4_000
EUR = 100_000  # the solver counts money in units of 0.001 cent
HOURS_AHEAD = 3  # a trip takes about this long: its driving times are the mean over these hours
SERVE_EUR = 2_000.0  # prize of an order that should be served if at all possible
REQUIRED_EUR = 20_000.0  # prize of an order that must be, before all others
NEIGHBOURS = 25
# PyVRP prices a unit of overload at 0.5 EUR at first, too little to keep a full van from a last
# small order; in these units the least overload costs more than any prize
PART = 100_000


class Solver:
    """Answers the `Solve` requests of one day. `spent` counts its iterations."""

    def __init__(self, week: Week | Day, city: City) -> None:
        self._day, self._city = week, city
        self._wave: Wave | None = None
        self._open: dict[int, OpenOrder] = {}
        self.spent = 0

    def look(self, wave: Wave) -> None:
        """Take over what the rules see now; requests are answered for this wave."""
        self._wave = wave
        self._open = {order.number: order for order in wave.orders}

    def answer(self, request: Solve) -> tuple[Route, ...]:
        """Routes that leave now.

        Raises:
            ValueError: the request names an order that is not open, or one order twice.
            RuntimeError: PyVRP is not installed, or has another version than 0.14.
        """
        wave = self._wave
        if wave is None:
            raise ValueError("solve: only while a wave is being planned")
        self._check(request)
        iterations = max(1, min(request.iterations, DAY_ITERATIONS - self.spent))
        self.spent += iterations
        problem = Problem(request, wave, self._open, self._day, self._city)
        return problem.solve(iterations)

    def _check(self, request: Solve) -> None:
        if len(set(request.orders)) != len(request.orders):
            raise ValueError("solve: an order is named twice in `orders`")
        closed = [n for n in (*request.orders, *request.required) if n not in self._open]
        if closed:
            raise ValueError(f"solve: not open now: {sorted(set(closed))[:10]}")
        missing = sorted(set(request.required) - set(request.orders))
        if missing:
            raise ValueError(f"solve: `required` but not among `orders`: {missing[:10]}")
        if request.prizes_eur is not None and len(request.prizes_eur) != len(request.orders):
            raise ValueError("solve: expected one prize for every order")
        if math.isnan(request.buffer_min + sum(request.prizes_eur or ())):
            raise ValueError("solve: buffer_min and prizes_eur: expected numbers, got NaN")


class Problem:
    """One request as PyVRP sees it: seconds, metres, units of 0.001 cent."""

    def __init__(
        self, request: Solve, wave: Wave, open_orders: dict[int, OpenOrder], week: Week | Day, city: City
    ) -> None:
        self._request, self._wave, self._day, self._city = request, wave, week, city
        self._van = city.kinds[0]
        self._orders = [open_orders[number] for number in request.orders]
        self._depart_s = round(60.0 * (wave.now_min + city.loading_min))
        self._pyvrp = _import_pyvrp()

    def solve(self, iterations: int) -> tuple[Route, ...]:
        """The best routes found after some iterations of local search."""
        vrp, vehicle_types = self._pyvrp, self._vehicle_types()
        if not vehicle_types or not self._orders:
            return ()
        sites = [0, *(order.site for order in self._orders)]
        data = vrp.ProblemData(
            locations=[vrp.Location(self._day.x_km[s], self._day.y_km[s]) for s in sites],
            clients=self._clients(),
            depots=[vrp.Depot(location=0)],
            vehicle_types=vehicle_types,
            distance_matrices=[_whole(self._day.distance_km, sites, 1000.0)],
            duration_matrices=[_whole(self._day.travel_min, sites, 60.0 * self._hour_factor())],
        )
        best = vrp.solve(
            data,
            vrp.stop.MaxIterations(iterations),
            seed=self._seed(),
            collect_stats=False,
            display=False,
            params=_params(vrp),
            initial_solution=self._warm(data),
        ).best
        return self._routes(best)

    def _hour_factor(self) -> float:
        first = hour_of(self._depart_s / 60.0)
        hours = [self._city.hour_factor[(first + k) % 24] for k in range(HOURS_AHEAD)]
        return sum(hours) / HOURS_AHEAD

    def _vehicle_types(self) -> list[Any]:
        used, fresh = _vans(self._request.vehicles, self._wave, self._city)
        loading_eur = self._city.loading_min / 60.0 * self._van.wage_eur_per_h
        prices = ((used, loading_eur), (fresh, loading_eur + self._van.fixed_eur_per_day))
        return [
            self._pyvrp.VehicleType(
                num_available=count,
                capacity=[_capacity(self._city)],
                fixed_cost=round(EUR * price),
                tw_early=self._depart_s,
                unit_distance_cost=round(EUR * self._van.wear_eur_per_km / 1000.0),
                unit_duration_cost=round(EUR * self._van.wage_eur_per_h / 3600.0),
            )
            for count, price in prices
            if count > 0
        ]

    def _clients(self) -> list[Any]:
        required = set(self._request.required)
        prizes = self._request.prizes_eur or (SERVE_EUR,) * len(self._orders)
        return [
            self._client(
                place + 1, order, REQUIRED_EUR if order.number in required else prizes[place]
            )
            for place, order in enumerate(self._orders)
        ]

    def _client(self, location: int, order: OpenOrder, prize_eur: float) -> Any:
        direct_min = self._city.travel_min[0, order.site] * self._hour_factor()
        soonest_s = self._depart_s + int(60.0 * direct_min) + 1
        # an order that is late already, or within the buffer, is served as soon as possible
        close_s = max(int(60.0 * (order.close_min - self._request.buffer_min)), soonest_s)
        return self._pyvrp.Client(
            location=location,
            delivery=[_load(order, self._city)],
            service_duration=round(60.0 * order.service_min),
            tw_early=min(round(60.0 * order.open_min), close_s),
            tw_late=close_s,
            prize=round(EUR * prize_eur),
            required=False,
        )

    def _seed(self) -> int:
        text = msgspec.msgpack.encode((self._request, self._wave.now_min, self._wave.vehicles_free))
        return int.from_bytes(hashlib.blake2b(text, digest_size=4).digest(), "little")

    def _warm(self, data: Any) -> Any:
        place = {order.number: index for index, order in enumerate(self._orders)}
        routes = [[place[n] for n in route.stops if n in place] for route in self._request.warm]
        routes = [visits for visits in routes if visits]
        is_clean = len({n for visits in routes for n in visits}) == sum(map(len, routes))
        if not routes or not is_clean or len(routes) > data.num_vehicles:
            return None
        first = data.vehicle_type(0).num_available
        return self._pyvrp.Solution(
            data,
            [self._pyvrp.Route(data, v, int(k >= first)) for k, v in enumerate(routes)],
        )

    def _routes(self, solution: Any) -> tuple[Route, ...]:
        """The routes within capacity; time warp is allowed, the referee prices it as lateness."""
        routes = []
        for route in solution.routes():
            stops = tuple(self._orders[visit.idx].number for visit in route if visit.is_client())
            if stops and not route.has_excess_load():
                routes.append(Route(stops))
        return tuple(routes)


def _vans(wanted: int, wave: Wave, city: City) -> tuple[int, int]:
    """Vans to plan with: those whose price of the day is paid, and fresh ones.

    Vans at the depot come first, the paid ones before the fresh; who wants more than stand there
    plans with vans that are still out, which are paid.
    """
    if wanted < 0:
        wanted = wave.vehicles_free
    used = min(wanted, wave.vehicles_free - wave.vehicles_fresh)
    fresh = min(wanted - used, wave.vehicles_fresh)
    out = max(0, min(wanted, city.vehicles) - used - fresh)
    return used + out, fresh


def _parts_per_unit(city: City) -> float:
    """A decimal scale on which a van's capacity has five digits: thousandths for 45 units."""
    return 10.0 ** (4 - math.floor(math.log10(city.kinds[0].capacity_units)))


def _capacity(city: City) -> int:
    """Rounded down: with `_load`, no load that fits here is an overload for the referee."""
    parts = _parts_per_unit(city) * city.kinds[0].capacity_units * (1.0 + ROUNDING / 4.0)
    return PART * math.floor(parts)


def _load(order: OpenOrder, city: City) -> int:
    """Rounded up, but an order that fits a van alone does so here."""
    parts = _parts_per_unit(city) * order.quantity_units * (1.0 - ROUNDING / 4.0)
    load = PART * math.ceil(parts)
    return (
        min(load, _capacity(city)) if order.quantity_units <= city.kinds[0].capacity_units else load
    )


def _whole(matrix: Any, sites: list[int], scale: float) -> Any:
    return np.rint(matrix[np.ix_(sites, sites)] * scale).astype(np.int64)


def _params(vrp: Any) -> Any:
    from pyvrp.search import NeighbourhoodParams

    return vrp.SolveParams(neighbourhood=NeighbourhoodParams(num_neighbours=NEIGHBOURS))


def _import_pyvrp() -> Any:
    try:
        import pyvrp
        import pyvrp.stop
    except ImportError:
        raise RuntimeError(
            "tools.solve needs PyVRP 0.14, which is not installed;"
            " mend it with: pip install 'ruleloop[supply-chain]'"
        ) from None
    if not hasattr(pyvrp, "Location"):
        raise RuntimeError("tools.solve needs PyVRP 0.14; an older version is installed")
    return pyvrp
