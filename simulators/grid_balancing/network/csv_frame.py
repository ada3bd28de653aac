"""A CSV file of quarter-hours: its first column is `time`, its other columns are numbers.

Commas between columns, or semicolons with decimal commas. Every mistake is reported with its place.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from simulators.grid_balancing.network.faults import fault
from simulators.grid_balancing.network.network import STEP_MIN, Floats

STEP = timedelta(minutes=STEP_MIN)
MOST_PER_COLUMN = 3  # a column full of text is one mistake, not 35,136


def read_frame(path: Path, faults: list[str]) -> Any:
    """All cells as text under the names of the first row; None where there is no such file."""
    import pandas as pd

    try:
        with path.open(encoding="utf-8-sig") as file:
            separator = ";" if ";" in file.readline() else ","
        frame = pd.read_csv(
            path, sep=separator, dtype=str, header=None, keep_default_na=False, encoding="utf-8-sig"
        )
    except (OSError, ValueError) as error:
        faults.append(fault(path.name, expected="a readable CSV file", got=str(error)))
        return None
    if separator == ";":
        frame = frame.apply(lambda column: column.str.replace(",", ".", regex=False))
    names, frame = frame.iloc[0], frame.iloc[1:].reset_index(drop=True)
    frame.columns = names
    return frame


def first_time(file: str, frame: Any, faults: list[str]) -> str:
    """The first time; every row that does not follow the one before by 15 minutes is a fault."""
    names = [str(name).strip() for name in frame.columns]
    if not names or names[0] != "time":
        got = names[0] if names else "an empty file"
        faults.append(fault(f"{file}, row 1", expected="the first column to be time", got=got))
        return ""
    before, first, found = None, "", 0
    for row, word in enumerate(frame.iloc[:, 0], start=2):
        now = _time(word)
        if now is None or (before is not None and now - before != STEP):
            expected = f"{(before + STEP).isoformat()}" if before else "an ISO time"
            found += 1
            if found <= MOST_PER_COLUMN:
                place = f"{file}, row {row}, column time"
                faults.append(fault(place, expected=expected, got=repr(word)))
        first = first or (now.isoformat(timespec="minutes") if now else "")
        before = now or (before + STEP if before else None)
    return first


def _time(word: str) -> datetime | None:
    try:
        return datetime.fromisoformat(word.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def numbers(
    file: str, name: str, cells: Any, faults: list[str], *, may_be_negative: bool = False
) -> Floats:
    """A column as numbers, NaN where a cell has none; those cells are added to `faults`."""
    import pandas as pd

    values: Floats = pd.to_numeric(cells, errors="coerce").to_numpy(dtype=np.float64)
    wrong = ~np.isfinite(values)
    if not may_be_negative:
        wrong |= values < 0.0
    expected = "a number" if may_be_negative else "a number, 0 or more"
    rows = np.flatnonzero(wrong)
    for row in rows[:MOST_PER_COLUMN]:
        place = f"{file}, row {row + 2}, column {name}"
        faults.append(fault(place, expected=expected, got=repr(cells.iloc[row])))
    if len(rows) > MOST_PER_COLUMN:
        got = f"{len(rows)} rows without"
        faults.append(fault(f"{file}, column {name}", expected=f"{expected} in each row", got=got))
    return values
