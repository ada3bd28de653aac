"""A CSV file of quarter-hourly relative profiles, such as SimBench has them.

The first column is `time` (ISO, 15 minutes apart); every other column is a profile, as multiples of
an element's power: `X_pload` and optionally `X_qload` for loads whose `profile` is X, and `X` for
generators. Commas between columns, or semicolons with decimal commas.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from simulators.grid_balancing.faults import fault
from simulators.grid_balancing.network import STEP_MIN, STEPS_PER_WEEK, Profiles

STEP = timedelta(minutes=STEP_MIN)
MOST_PER_COLUMN = 3  # a column full of text is one mistake, not 35,136


def read_profiles(path: Path, faults: list[str]) -> Profiles:
    """The profiles that could be read; everything that could not is added to `faults`.

    At least one week is needed. Values are finite; those of loads (`X_pload`) and generators are
    0 or more.
    """
    frame = _frame(path, faults)
    if frame is None:
        return Profiles(start="", column=(), values=np.zeros((0, 0), dtype=np.float32))
    names = [str(name).strip() for name in frame.columns]
    start = _start(path.name, frame, names, faults)
    if len(frame) < STEPS_PER_WEEK:
        expected = f"at least {STEPS_PER_WEEK} quarter-hours (a week)"
        faults.append(fault(path.name, expected=expected, got=f"{len(frame)}"))
    columns = names[1:]
    faults.extend(
        fault(path.name, expected=f"one column {name}", got="several")
        for name in sorted({name for name in columns if columns.count(name) > 1})
    )
    values = [
        _values(path.name, name, frame.iloc[:, place], faults)
        for place, name in enumerate(columns, start=1)
    ]
    shape = (len(columns), len(frame))
    return Profiles(start, tuple(columns), np.array(values, dtype=np.float32).reshape(shape))


def _frame(path: Path, faults: list[str]) -> Any:
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


def _start(file: str, frame: Any, names: list[str], faults: list[str]) -> str:
    """The first time; every row that does not follow the one before by 15 minutes is a fault."""
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


def _values(file: str, name: str, cells: Any, faults: list[str]) -> Any:
    import pandas as pd

    values = pd.to_numeric(cells, errors="coerce").to_numpy(dtype=np.float64)
    negative = values < 0.0 if not name.endswith("_qload") else np.zeros(len(values), dtype=bool)
    wrong = np.flatnonzero(~np.isfinite(values) | negative)
    for row in wrong[:MOST_PER_COLUMN]:
        place = f"{file}, row {row + 2}, column {name}"
        expected = "a number, 0 or more" if not name.endswith("_qload") else "a number"
        faults.append(fault(place, expected=expected, got=repr(cells.iloc[row]) or "nothing"))
    if len(wrong) > MOST_PER_COLUMN:
        expected = "numbers in every row"
        got = f"{len(wrong)} rows with others"
        faults.append(fault(f"{file}, column {name}", expected=expected, got=got))
    return values
