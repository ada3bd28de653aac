"""Daily sales of a shop: the mean and the spread of demand."""

import csv
import math
import statistics
from pathlib import Path


class SalesFaults(ValueError):
    """A sales file that cannot be used."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


def read_sales(path: Path) -> list[float]:
    """Units a day.

    Raises:
        SalesFaults: a figure is no number, or there are fewer than two.
    """
    units, faults = [], []
    with path.open(newline="", encoding="utf-8") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                units.append(float(row["units"]))
            except (KeyError, ValueError):
                place = f"{path.name}, row {number}, column units"
                faults.append(f"{place}: expected units, got {row.get('units')!r}")
    if not faults and len(units) < 2:
        faults.append(f"{path.name}: expected at least two days, got {len(units)}")
    if faults:
        raise SalesFaults(faults)
    return units


def mean_and_cv(units: list[float]) -> tuple[float, float, float]:
    """The mean, half its 95 % interval, and the coefficient of variation."""
    mean, sd = statistics.fmean(units), statistics.stdev(units)
    return mean, 1.96 * sd / math.sqrt(len(units)), sd / mean
