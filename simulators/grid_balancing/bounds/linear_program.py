"""A linear program that proves its own bound.

What a solver calls optimal is true up to its tolerances. A bound that condemns rules must not
depend on them, so the solver only suggests prices of the rows; every price vector gives a bound by
weak duality, which is then computed here (Neumaier & Shcherbina 2004,
doi:10.1007/s10107-003-0433-3).
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulators.grid_balancing.network.network import Floats, Integers

Term = tuple[Integers, ArrayLike]


class _Rows:
    """Sparse rows with their right-hand sides."""

    def __init__(self) -> None:
        self.count = 0
        self._row: list[NDArray[np.int64]] = []
        self._column: list[Integers] = []
        self._value: list[Floats] = []
        self._right: list[Floats] = []

    def add(self, right: ArrayLike, terms: tuple[Term, ...]) -> None:
        size = max(len(columns) for columns, _ in terms)
        rows = np.arange(self.count, self.count + size)
        for columns, factor in terms:
            self._row.append(rows)
            self._column.append(np.broadcast_to(columns, (size,)))
            self._value.append(np.broadcast_to(np.asarray(factor, dtype=np.float64), (size,)))
        self._right.append(np.broadcast_to(np.asarray(right, dtype=np.float64), (size,)))
        self.count += size

    def add_sum(self, right: float, columns: Integers) -> None:
        """One row: the sum of the columns."""
        self._row.append(np.full(len(columns), self.count))
        self._column.append(columns)
        self._value.append(np.ones(len(columns)))
        self._right.append(np.array([right]))
        self.count += 1

    def matrix(self, columns: int) -> Any:
        from scipy.sparse import csr_array

        if not self.count:
            return csr_array((0, columns), dtype=np.float64)
        places = (np.concatenate(self._row), np.concatenate(self._column))
        return csr_array((np.concatenate(self._value), places), shape=(self.count, columns))

    def right(self) -> Floats:
        return np.concatenate([np.zeros(0), *self._right])


class LinearProgram:
    """Minimise a linear cost over variables in finite boxes, under linear rows."""

    def __init__(self) -> None:
        self.columns = 0
        self._low: list[Floats] = []
        self._high: list[Floats] = []
        self._cost: list[Floats] = []
        self._equal, self._most = _Rows(), _Rows()

    def variables(
        self, size: int, *, low: ArrayLike, high: ArrayLike, cost: ArrayLike = 0.0
    ) -> Integers:
        """New variables, low <= x <= high and all finite; returns their places, (size,).

        Raises:
            ValueError: a limit or a cost is not finite, or `low` lies above `high`.
        """
        found = [
            np.broadcast_to(np.asarray(part, dtype=np.float64), (size,))
            for part in (low, high, cost)
        ]
        if not np.isfinite(found).all() or (found[0] > found[1]).any():
            raise ValueError("expected finite limits, low <= high, and finite costs")
        for kept, part in zip((self._low, self._high, self._cost), found, strict=True):
            kept.append(part)
        places = np.arange(self.columns, self.columns + size)
        self.columns += size
        return places

    def equal(self, right: ArrayLike, *terms: Term) -> None:
        """Rows `sum of factor * x = right`; a term is the places of x, (rows,), and the factor."""
        self._equal.add(right, terms)

    def at_most(self, right: ArrayLike, *terms: Term) -> None:
        """Rows `sum of factor * x <= right`."""
        self._most.add(right, terms)

    def sum_at_most(self, right: float, columns: Integers) -> None:
        """One row: the sum of these variables is at most `right`."""
        self._most.add_sum(right, columns)

    def bound(self) -> float:
        """A number that no feasible point costs less than, up to rounding of sums (about 1e-12).

        It is the optimum up to the tolerance of the solver (HiGHS; Huangfu & Hall 2018,
        doi:10.1007/s12532-017-0130-5), and a weak bound should the solver fail.
        """
        from scipy.optimize import linprog

        low, high, cost = self._box()
        box: Any = np.column_stack([low, high])  # the stubs of scipy know only lists
        found = linprog(
            cost,
            A_ub=self._most.matrix(self.columns),
            b_ub=self._most.right(),
            A_eq=self._equal.matrix(self.columns),
            b_eq=self._equal.right(),
            bounds=box,
            method="highs",
        )
        if found.status != 0:
            return self.bound_at(np.zeros(self._equal.count), np.zeros(self._most.count))
        return self.bound_at(found.eqlin.marginals, found.ineqlin.marginals)

    def bound_at(self, equal_prices: Floats, most_prices: Floats) -> float:
        """The bound that prices of the rows prove, in the order in which rows were added.

        equal_prices: any. most_prices: how the cost changes when a right-hand side grows, at most
        0; positive ones count as 0.
        """
        low, high, cost = self._box()
        most_prices = np.minimum(0.0, most_prices)
        reduced = cost - equal_prices @ self._equal.matrix(self.columns)
        reduced -= most_prices @ self._most.matrix(self.columns)
        within = np.minimum(reduced * low, reduced * high).sum()
        rows = self._equal.right() @ equal_prices + self._most.right() @ most_prices
        return float(rows + within)

    def _box(self) -> tuple[Floats, Floats, Floats]:
        low, high, cost = map(np.concatenate, (self._low, self._high, self._cost))
        return low, high, cost
