"""A user's own prices: `time`, `day_ahead_eur_per_mwh` and `imbalance_eur_per_mwh`."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from simulators.grid_balancing.market.prices import Prices
from simulators.grid_balancing.network.csv_frame import first_time, numbers, read_frame
from simulators.grid_balancing.network.faults import fault, raise_if_any
from simulators.grid_balancing.network.network import Floats

COLUMNS = ("day_ahead_eur_per_mwh", "imbalance_eur_per_mwh")


def read_prices(path: Path, *, start: str, steps: int) -> Prices:
    """The prices of a file, which must cover what they are used with: `steps` from `start` on.

    start: ISO time of the first quarter-hour. The system imbalance is unknown: NaN. A file is read
    once in a process, and again when it was changed.

    Raises:
        InputFaults: everything that is wrong with the file.
    """
    series, faults = _read(path, start, steps, _stamp(path))
    raise_if_any(faults)
    return Prices(series[0], series[1], np.full(steps, np.nan))


def price_faults(path: Path, *, start: str | None, steps: int | None) -> tuple[str, ...]:
    """Everything that is wrong with a file; what it has to cover may be unknown."""
    return _read(path, start, steps, _stamp(path))[1]


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=4)
def _read(
    path: Path, start: str | None, steps: int | None, _stamp: int
) -> tuple[tuple[Floats, ...], tuple[str, ...]]:
    faults: list[str] = []
    frame = read_frame(path, faults)
    if frame is None:
        return (), tuple(faults)
    names = [str(name).strip() for name in frame.columns]
    began = first_time(path.name, frame, faults)
    for name in COLUMNS:
        if names.count(name) != 1:
            got = f"{names.count(name)} of them"
            faults.append(fault(path.name, expected=f"one column {name}", got=got))
    if began and start and np.datetime64(began) != np.datetime64(start):
        place = f"{path.name}, row 2, column time"
        faults.append(fault(place, expected=start, got=began, mend="prices start with profiles"))
    if steps is not None and len(frame) != steps:
        expected = f"{steps} quarter-hours, as many as the profiles have"
        faults.append(fault(path.name, expected=expected, got=str(len(frame))))
    series = [
        numbers(path.name, name, frame.iloc[:, names.index(name)], faults, may_be_negative=True)
        for name in COLUMNS
        if name in names
    ]
    return tuple(series), tuple(faults)
