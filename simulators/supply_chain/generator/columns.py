"""Random numbers in columns: one key for each property, one row for each order or site."""

import math
from collections.abc import Sequence
from statistics import NormalDist

from ruleloop.draws import Draws

_STANDARD_NORMAL = NormalDist()


class Columns:
    """Uniform numbers between 0 and 1 by property and row.

    A row's numbers are the same however many rows there are and whichever properties are asked
    for, so changing one parameter of a world changes only what it is about.
    """

    def __init__(self, draws: Draws, rows: int) -> None:
        self._draws, self._rows = draws, rows
        self._columns: dict[str, list[float]] = {}

    def of(self, name: str, row: int) -> float:
        """The number of one property of one row."""
        column = self._columns.get(name)
        if column is None:
            column = self._draws.generator(name).random(self._rows).tolist()
            self._columns[name] = column
        return column[row]


def lognormal_at(uniform: float, mean: float, cv: float) -> float:
    """The lognormal number with this mean and coefficient of variation, by inversion."""
    if cv <= 0.0:
        return mean
    variance = math.log1p(cv * cv)
    # 1e-9 off the ends: numpy's uniform numbers may be 0
    normal = _STANDARD_NORMAL.inv_cdf(min(1.0 - 1e-9, max(1e-9, uniform)))
    return mean * math.exp(-0.5 * variance + math.sqrt(variance) * normal)


def pick(shares: Sequence[float], uniform: float) -> int:
    """The index at which the running total of `shares`, adding up to 1, passes `uniform`."""
    total = 0.0
    last = 0
    for index, share in enumerate(shares):
        if share <= 0.0:
            continue
        total += share
        last = index
        if uniform < total:
            return index
    return last
