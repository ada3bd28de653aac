"""Least cost of every leg between two visits of a week, and what each visit pays of it.

Part of the proof in `week_floor`.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.least_times import BUCKET_MIN, LeastTimes
from simulators.supply_chain.visits import Vector, Visits

Matrix = NDArray[np.float64]
REACH_MIN = 180.0  # who drives this long before a window opens, or after service, has idled
BREAK_MIN = 60.0  # of that time at most this much is a break, which is not paid
NEVER_MIN = 1e6
EDGE_MIN = 1e-6  # floating point at the edge of an hour or of a window
NEAREST = 4
ROUNDS = 4
SWEEPS = 4


@dataclass(frozen=True)
class LegPrices:
    """Prices of legs that no class of vehicle undercuts, or a part of such prices.

    minute_eur: per paid minute; drive_eur: per minute of driving of the region's `travel_min`.
    km_eur: (sites, sites) kilometres and toll of a leg.
    way_eur: (sites, sites) least price by whatever way and whenever.
    out_eur, back_eur: (n,) least price from a base to each order, and back.
    """

    minute_eur: float
    drive_eur: float
    km_eur: Matrix
    way_eur: Matrix
    out_eur: Vector
    back_eur: Vector


class LegBounds:
    """Legs between the visits of a week, (n, n): rows are left for columns.

    never_below: least driving minutes whenever the leg begins.
    regular_min: least driving minutes when both visits are regular; looked up on demand.
    gap_min: least paid minutes between two regular visits; 0 where both cannot be.
    late_eur: least price of one of the two being late.
    """

    def __init__(
        self, visits: Visits, times: LeastTimes, *, loading_min: float, failed_eur: float
    ) -> None:
        self._visits, self._times = visits, times
        self._legs = np.ix_(visits.site, visits.site)
        self.never_below = times.never_below[self._legs]
        self.regular_min = self.never_below.copy()
        self._is_exact = np.eye(len(visits.site), dtype=bool)
        half = visits.late_eur / 2.0
        self.late_eur = np.minimum(half[:, None], half[None, :])
        self._failed_eur = failed_eur / 2.0
        known = np.maximum(visits.known_min[:, None], visits.known_min[None, :])
        self.gap_min, self._cannot_be = _gaps(visits, known + loading_min)

    def costs_eur(self, prices: LegPrices) -> Matrix:
        """(n, n) least cost of every leg; infinite on the diagonal."""
        idle_eur = prices.minute_eur * (REACH_MIN - BREAK_MIN)
        whenever = prices.drive_eur * self.never_below
        regular = np.maximum(whenever, idle_eur)  # began in none of the hours looked up
        np.minimum(regular, prices.drive_eur * self.regular_min, out=regular)
        regular += prices.km_eur[self._legs]
        by_any_way = prices.way_eur[self._legs]
        np.minimum(regular, by_any_way + self._failed_eur, out=regular)
        np.maximum(regular, prices.minute_eur * self.gap_min, out=regular)
        regular[self._cannot_be] = math.inf
        costs = np.minimum(regular, by_any_way + self.late_eur)
        np.fill_diagonal(costs, math.inf)
        return np.asarray(costs, dtype=np.float64)

    def look_up(self, prices: LegPrices) -> None:
        """Look up the realised driving times of the legs that a cheap plan is likely to use."""
        for wanted in (NEAREST, *(1 for _ in range(ROUNDS))):
            costs = self.costs_eur(prices)
            slack = costs - sum_of(potentials(costs, prices)) if wanted == 1 else costs
            for row, column in _smallest(slack, wanted):
                self._tighten(row, column)

    def _tighten(self, row: int, column: int) -> None:
        if self._is_exact[row, column] or self._cannot_be[row, column]:
            return
        self._is_exact[row, column] = True
        visits = self._visits
        i, j = int(visits.site[row]), int(visits.site[column])
        least = NEVER_MIN
        for first, last in self._spans(row, column):
            least = min(least, self._times.between(i, j, first, last))
        self.regular_min[row, column] = least

    def _spans(self, row: int, column: int) -> list[tuple[int, int]]:
        """Hours of the week in which the leg may begin when both visits are regular."""
        v = self._visits
        spans = []
        for open_i, close_i in zip(v.open_min[row], v.close_min[row], strict=True):
            last_left = close_i + v.service_min[row] + v.parking_min[row] + REACH_MIN
            for open_j, close_j in zip(v.open_min[column], v.close_min[column], strict=True):
                first, last = max(open_i, open_j - REACH_MIN), min(last_left, close_j)
                if first <= last:
                    edges = first - EDGE_MIN, last + EDGE_MIN
                    spans.append((int(edges[0] // BUCKET_MIN), int(edges[1] // BUCKET_MIN)))
        return spans


def _gaps(visits: Visits, ready_min: Matrix) -> tuple[Matrix, NDArray[np.bool_]]:
    """Least paid minutes between two regular visits, and where both cannot be, (n, n).

    ready_min: no vehicle with both orders aboard serves either before.
    """
    gaps = np.full(ready_min.shape, math.inf)
    first_service = visits.least_service_min[:, None]
    last_service = (visits.service_min + visits.parking_min)[:, None]
    for a in range(visits.open_min.shape[1]):
        close_i = visits.close_min[:, a][:, None]
        first_done = np.maximum(visits.open_min[:, a][:, None], ready_min) + first_service
        is_open = close_i + EDGE_MIN >= ready_min
        for b in range(visits.open_min.shape[1]):
            close_j = visits.close_min[:, b][None, :]
            idle = visits.open_min[:, b][None, :] - (close_i + last_service) - BREAK_MIN
            can_be = is_open & (close_j + EDGE_MIN >= first_done)
            gaps = np.where(can_be, np.minimum(gaps, np.maximum(idle, 0.0)), gaps)
    cannot_be = np.isinf(gaps)
    return np.where(cannot_be, 0.0, gaps), cannot_be


def potentials(costs: Matrix, prices: LegPrices) -> tuple[Vector, Vector]:
    """What every visit pays for the leg that leaves it and for the one that arrives, (n,) each.

    No two visits pay more together than the leg between them costs: a feasible solution of the
    assignment problem's dual, raised by turns.
    """
    leaves = 0.5 * np.minimum(costs.min(axis=1, initial=math.inf), prices.back_eur)
    arrives = 0.5 * np.minimum(costs.min(axis=0, initial=math.inf), prices.out_eur)
    for sweep in range(SWEEPS):
        share = 0.5 if sweep < SWEEPS - 1 else 1.0
        most = np.minimum((costs - arrives[None, :]).min(axis=1), prices.back_eur)
        leaves = leaves + share * (most - leaves)
        most = np.minimum((costs - leaves[:, None]).min(axis=0), prices.out_eur)
        arrives = arrives + share * (most - arrives)
    return leaves, arrives


def sum_of(pair: tuple[Vector, Vector]) -> Matrix:
    """What two visits pay together for the leg between them, (n, n)."""
    return np.asarray(pair[0][:, None] + pair[1][None, :], dtype=np.float64)


def _smallest(values: Matrix, count: int) -> list[tuple[int, int]]:
    """The places of the `count` smallest values of every row and of every column."""
    size = len(values)
    count = min(count, size)
    if count == 1:
        rows, columns = values.argmin(axis=1)[:, None], values.argmin(axis=0)[None, :]
    else:
        rows = np.argpartition(values, count - 1, axis=1)[:, :count]
        columns = np.argpartition(values, count - 1, axis=0)[:count, :]
    found = {(row, int(column)) for row in range(size) for column in rows[row]}
    found |= {(int(row), column) for column in range(size) for row in columns[:, column]}
    return sorted(found)
