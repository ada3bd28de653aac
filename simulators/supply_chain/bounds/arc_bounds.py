"""Least cost of every leg that a van could drive on a given day, whatever the rules decide.

Part of the proof in `floor`. Half of an order's lateness is charged to the leg that arrives at it
and half to the leg that leaves it; a leg's cost is the least of three cases: both of its orders are
on time, only the second is late, the first is late.
"""

import math

import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.supply_chain.build import as_week
from simulators.supply_chain.day import Day
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.play.traffic import BUCKET_MIN, Traffic
from simulators.supply_chain.rush_hours import hour_factors
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.world import World

Matrix = NDArray[np.float64]
CENT_HALF_EUR = 0.005  # what rounding to a whole cent can take away, once per rounded figure
EDGE_MIN = 1e-6  # floating point at the edge of an hour or of a window
LEAST_LATE_MIN = 2.0 * EDGE_MIN
NEVER_MIN = 1e7  # the depot opens this long before the day and closes this long after it
LEAST_NORMAL = -8.3  # the keyed draws are 53-bit uniforms above 2**-54: no normal below this


class ArcBounds:
    """Legs between the depot and the orders that can be delivered at all.

    orders: their numbers in the day, (n,). All times are minutes, all costs EUR.
    """

    def __init__(self, world: World, day: Day, draws: Draws) -> None:
        last = day.waves_min[-1]
        self.orders = [k for k, order in enumerate(day.orders) if order.known_min <= last]
        orders = [day.orders[k] for k in self.orders]
        self._world, self._day = world, day
        week = as_week(day, world)
        book = RoadBook(describe_city(week, world))
        self._traffic = Traffic(book, week.orders, world, draws)
        self.sites = [order.site for order in orders]
        self.service = np.array([self._traffic.service_min(k) for k in self.orders])
        self._open = np.array([order.open_min for order in orders])
        self._close = np.array([order.close_min for order in orders])
        self._close_or_never = np.append(self._close, NEVER_MIN)
        self._wave = np.array([_first_wave(day, order.known_min) for order in orders])
        self._wage = world.wage_eur_per_h / 60.0
        self._least_share = _least_noise(world.travel_cv) * min(hour_factors(world.congestion))
        places = [*self.sites, 0]
        legs = np.ix_(places, places)
        self._never_below = day.travel_min[legs] * self._least_share
        self._km_eur = day.distance_km[legs] * world.km_eur
        # the depot is the last row and column; legs from it are looked up at once
        self.on_time_min = self._never_below.copy()
        self._outward = np.array([self._outward_eur(k) for k in range(len(orders))])
        self._depart()
        self.is_exact = np.zeros_like(self.on_time_min, dtype=bool)
        self.is_exact[-1, :] = True

    def _depart(self) -> None:
        """When each leg (row, column) can start: rows and columns are orders, the depot last."""
        load = self._day.loading_min
        wave = np.append(self._wave, -NEVER_MIN)
        leave_depot = np.maximum(self._wave[:, None], wave[None, :]) + load
        self._forced_late = leave_depot - self._close[:, None]
        self._first_min = np.maximum(leave_depot, self._open[:, None]) + self.service[:, None]
        self._last_min = np.maximum(self._close, self._open) + self.service

    def _outward_eur(self, k: int) -> float:
        """Least cost from the begin of loading to the begin of service, as a trip's first stop."""
        close, leave = float(self._close[k]), float(self._wave[k]) + self._day.loading_min
        never_below = float(self._never_below[-1, k])
        late_min = np.array(max(leave + never_below - close, LEAST_LATE_MIN))
        least = self._wage * never_below + float(self._half_late(late_min))
        if leave <= close:
            driving = self._least_driving_min(0, self.sites[k], first=leave, last=close)
            least = min(least, self._wage * driving)
        loading = self._wage * self._day.loading_min
        return least + loading + float(self._km_eur[-1, k]) - 2.0 * CENT_HALF_EUR

    def _least_driving_min(self, i: int, j: int, *, first: float, last: float) -> float:
        """Least realised driving time from site i to site j over departures in a span of time."""
        hours = range(
            int((first - EDGE_MIN) // BUCKET_MIN), int((last + EDGE_MIN) // BUCKET_MIN) + 1
        )
        return min(
            (self._traffic.travel_min(i, j, hour * BUCKET_MIN) for hour in hours), default=0.0
        )

    def _half_late(self, minutes: Matrix) -> Matrix:
        """Half the price of lateness, less what rounding can take away."""
        world = self._world
        price = 0.5 * (world.late_eur + world.late_eur_per_min * minutes) - CENT_HALF_EUR
        return np.where(minutes > EDGE_MIN, np.maximum(price, 0.0), 0.0)

    def tighten(self, row: int, column: int) -> None:
        """Replace the noise's infimum on one leg by the least driving time that really occurs."""
        if self.is_exact[row, column]:
            return
        self.is_exact[row, column] = True
        sites = (*self.sites, 0)
        self.on_time_min[row, column] = self._least_driving_min(
            sites[row],
            sites[column],
            first=float(self._first_min[row, column]),
            last=min(float(self._last_min[row]), float(self._close_or_never[column])),
        )

    def costs_eur(self) -> Matrix:
        """(n + 1, n + 1) least cost of every leg, the depot last; the diagonal has no meaning."""
        open_min = np.append(self._open, -NEVER_MIN)
        close_min = self._close_or_never[None, :]
        on_time_min, never_below = self.on_time_min[:-1], self._never_below[:-1]
        gap = open_min[None, :] - self._last_min[:, None]
        punctual = self._wage * np.maximum(on_time_min, gap)
        punctual[self._first_min + on_time_min > close_min + EDGE_MIN] = math.inf
        second_late_min = np.maximum(self._first_min + never_below - close_min, LEAST_LATE_MIN)
        second_late = self._half_late(second_late_min) + self._wage * np.maximum(never_below, gap)
        first_punctual = np.minimum(punctual, second_late)
        first_punctual[self._forced_late > EDGE_MIN] = math.inf
        first_late_min = np.maximum(self._forced_late, LEAST_LATE_MIN)
        kink_min = np.maximum(first_late_min, gap - never_below)
        first_late = np.minimum(
            self._late_eur(first_late_min, gap, never_below),
            self._late_eur(kink_min, gap, never_below),
        )
        costs = np.empty_like(self.on_time_min)
        costs[:-1] = np.minimum(first_punctual, first_late) + self._km_eur[:-1]
        costs[-1, :-1] = self._outward
        costs[-1, -1] = 0.0
        return costs

    def _late_eur(self, late_min: Matrix, gap: Matrix, driving: Matrix) -> Matrix:
        """Cost of a leg whose first order is late by `late_min`, without the second's lateness.

        In `late_min` it is convex and piecewise linear with its only kink at `gap - driving`, so
        its least value is at the smallest possible lateness or at that kink.
        """
        return self._half_late(late_min) + self._wage * np.maximum(driving, gap - late_min)


def _first_wave(day: Day, known_min: float) -> float:
    return next(wave for wave in day.waves_min if wave >= known_min)


def _least_noise(cv: float) -> float:
    """The smallest factor that a lognormal draw of mean 1 and this CV can have."""
    if cv <= 0.0:
        return 1.0
    variance = math.log1p(cv * cv)
    return math.exp(-0.5 * variance + math.sqrt(variance) * LEAST_NORMAL)
