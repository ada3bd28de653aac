"""A proven lower bound on the cost of one day, for any rules: who beats it has cheated."""

import math

import numpy as np

from ruleloop.draws import Draws
from simulators.supply_chain.bounds.arc_bounds import ArcBounds, Matrix
from simulators.supply_chain.build import as_week, build_day
from simulators.supply_chain.day import Day
from simulators.supply_chain.interface import ROUNDING
from simulators.supply_chain.play import money
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.world import World

NEAREST = 12
ROUNDS = 3


def floor(world: World, draws: Draws) -> float:
    """A bound in EUR per ordered unit that no plan can beat in this replication.

    Proof. A day's bill is the sum of its trips, one fixed price per van used, lateness, and the
    spot price of every order that no trip delivers. Each delivered order has exactly one leg that
    arrives and one that leaves; a trip's cost is the sum over its legs of wage and kilometres,
    plus the wage of loading and of service at its orders. `ArcBounds` bounds every leg from
    below, for the realised noise:

    1. No trip that holds orders i and j leaves before both are known, and only at a wave; loading
       comes first. So the earliest service, and lateness that cannot be avoided, are known.
    2. If i is on time, the leg i -> j starts in a known span of hours, and the least realised
       driving time over these hours bounds it; waiting lasts at least from the latest punctual
       departure to the window of j. If i is late, half its lateness is charged, and driving is
       bounded by the infimum of the noise.
    3. Half of every lateness goes to the arriving leg and half to the leaving one, so none is
       counted twice; what rounding to cents can take away is subtracted.

    Hence any plan is an assignment of successors to orders and trips in which an undelivered
    order is its own successor at its spot price, and costs at least the cheapest such assignment
    (assignment relaxation; Carpaneto & Toth 1980, doi:10.1287/mnsc.26.7.736). It stays a bound
    with two families of valid inequalities moved into the costs at any prices >= 0 (Lagrangian
    relaxation; Balas & Christofides 1981, doi:10.1007/BF01584228): trips >= delivered units /
    capacity, and no closed loop that misses the depot. Finally, either nothing is delivered and
    every spot price is paid, or at least one van is. Orders that become known after the last
    wave count nothing.

    Raises:
        InputFaults: the world names files that cannot be read.
    """
    return floor_of_day(world, build_day(world, draws), draws)


def floor_of_day(world: World, day: Day, draws: Draws) -> float:
    """The same bound for a day that is built already; `draws` are the replication's."""
    units = sum(order.quantity_units for order in day.orders)
    bounds = ArcBounds(world, day, draws)
    city = describe_city(as_week(day, world), world)
    wanted = [day.orders[k] for k in bounds.orders]
    spot = [
        money.spot_cents(city, order.site, order.quantity_units, order.service_min) / 100.0
        for order in wanted
    ]
    if not spot:
        return 0.0
    service = bounds.service * (world.wage_eur_per_h / 60.0)
    delivering = float(service.sum()) + _cheapest_eur(day, bounds, np.array(spot) - service)
    delivering += money.vehicle_cents(city.kinds[0]) / 100.0
    return max(0.0, min(sum(spot), delivering)) / units


def _cheapest_eur(day: Day, bounds: ArcBounds, leave_out_eur: Matrix) -> float:
    """Bound on legs, lateness and spot prices; `leave_out_eur` is spot price less service wage."""
    _tighten_nearest(bounds)
    units = np.array([day.orders[k].quantity_units for k in bounds.orders])
    units /= day.capacity_units * (1.0 + ROUNDING)
    prices = _Prices(len(units))
    best = -math.inf
    for _ in range(ROUNDS):
        legs = bounds.costs_eur()
        value, successor = _assign(legs, leave_out_eur, units, prices)
        best = max(best, value)
        used = [(row, column) for row, column in enumerate(successor) if row != column]
        for row, column in used:
            bounds.tighten(row, column)
        prices.learn(successor, units, scale=float(np.mean([legs[leg] for leg in used] or [0.0])))
    return best


def _tighten_nearest(bounds: ArcBounds) -> None:
    """Look up real driving times on the legs that a cheap plan is likely to use."""
    costs = bounds.costs_eur()
    np.fill_diagonal(costs, math.inf)
    size = len(costs) - 1
    for row in range(size):
        for column in np.argsort(costs[row], kind="stable")[:NEAREST]:
            bounds.tighten(row, int(column))
        bounds.tighten(row, size)


class _Prices:
    """Prices of the relaxed inequalities; any values >= 0 give a valid bound."""

    def __init__(self, orders: int) -> None:
        self.of_trip = 0.0
        self.of_loop: dict[tuple[int, ...], float] = {}
        self._orders = orders
        self._step = 0.2

    def learn(self, successor: list[int], units: Matrix, *, scale: float) -> None:
        """Raise the price of what the cheapest assignment violated (a subgradient step)."""
        delivered = [k for k in range(self._orders) if successor[k] != k]
        trips = sum(successor[k] == self._orders for k in delivered)
        short = float(units[delivered].sum()) - trips
        self.of_trip = max(0.0, self.of_trip + self._step * scale * short)
        loops = _loops(successor, self._orders)
        for loop in loops:
            self.of_loop[loop] = self.of_loop.get(loop, 0.0) + self._step * scale
        self._step *= 0.8


def _assign(
    legs: Matrix, leave_out_eur: Matrix, units: Matrix, prices: _Prices
) -> tuple[float, list[int]]:
    """The cheapest assignment at these prices: its value, and every order's successor."""
    from scipy.optimize import linear_sum_assignment

    n = len(units)
    costs = np.full((2 * n, 2 * n), math.inf)
    inner = legs[:n, :n] + prices.of_trip * units[:, None]
    given_back = 0.0
    for loop, price in prices.of_loop.items():
        inner[np.ix_(loop, loop)] += price
        given_back += price * (len(loop) - 1)
    np.fill_diagonal(inner, leave_out_eur)
    costs[:n, :n] = inner
    costs[:n, n:] = (legs[:n, n] + prices.of_trip * units)[:, None]
    costs[n:, :n] = legs[n, :n][None, :] - prices.of_trip
    costs[n:, n:] = 0.0
    rows, columns = linear_sum_assignment(costs)
    value = float(costs[rows, columns].sum()) - given_back
    return value, [min(int(column), n) for column in columns[:n]]


def _loops(successor: list[int], depot: int) -> list[tuple[int, ...]]:
    """Closed loops of two or more orders that miss the depot."""
    seen: set[int] = set()
    loops = []
    for start in range(depot):
        path: list[int] = []
        at = start
        while at != depot and at not in seen:
            seen.add(at)
            path.append(at)
            at = successor[at]
        if at in path and len(path) - path.index(at) > 1:
            loops.append(tuple(sorted(path[path.index(at) :])))
    return loops
