"""A user's own prices: `time`, `day_ahead_eur_per_mwh` and `imbalance_eur_per_mwh`."""

from pathlib import Path

import numpy as np

from simulators.grid_balancing.market.prices import Prices
from simulators.grid_balancing.network.csv_frame import first_time, numbers, read_frame
from simulators.grid_balancing.network.faults import fault, raise_if_any

COLUMNS = ("day_ahead_eur_per_mwh", "imbalance_eur_per_mwh")


def read_prices(path: Path, *, start: str, steps: int) -> Prices:
    """The prices of a file, which must cover what they are used with: `steps` from `start` on.

    start: ISO time of the first quarter-hour. The system imbalance is unknown: NaN.

    Raises:
        InputFaults: everything that is wrong with the file.
    """
    faults: list[str] = []
    frame = read_frame(path, faults)
    raise_if_any(faults)
    names = [str(name).strip() for name in frame.columns]
    began = first_time(path.name, frame, faults)
    for name in COLUMNS:
        if names.count(name) != 1:
            got = f"{names.count(name)} of them"
            faults.append(fault(path.name, expected=f"one column {name}", got=got))
    if began and np.datetime64(began) != np.datetime64(start):
        place = f"{path.name}, row 2, column time"
        faults.append(fault(place, expected=start, got=began, mend="prices start with profiles"))
    if len(frame) != steps:
        expected = f"{steps} quarter-hours, as many as the profiles have"
        faults.append(fault(path.name, expected=expected, got=str(len(frame))))
    series = [
        numbers(path.name, name, frame.iloc[:, names.index(name)], faults, may_be_negative=True)
        for name in COLUMNS
        if name in names
    ]
    raise_if_any(faults)
    return Prices(series[0], series[1], np.full(steps, np.nan))
