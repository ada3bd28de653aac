"""A CSV file of quarter-hourly relative profiles, such as SimBench has them.

The first column is `time` (ISO, 15 minutes apart); every other column is a profile, as multiples of
an element's power: `X_pload` and optionally `X_qload` for loads whose `profile` is X, and `X` for
generators. Commas between columns, or semicolons with decimal commas.
"""

from pathlib import Path

import numpy as np

from simulators.grid_balancing.network.csv_frame import first_time, numbers, read_frame
from simulators.grid_balancing.network.faults import fault
from simulators.grid_balancing.network.network import STEPS_PER_WEEK, Profiles


def read_profiles(path: Path, faults: list[str]) -> Profiles:
    """The profiles that could be read; everything that could not is added to `faults`.

    At least one week is needed. Values are finite; those of loads (`X_pload`) and generators are
    0 or more.
    """
    frame = read_frame(path, faults)
    if frame is None:
        return Profiles(start="", column=(), values=np.zeros((0, 0), dtype=np.float32))
    names = [str(name).strip() for name in frame.columns]
    start = first_time(path.name, frame, faults)
    if len(frame) < STEPS_PER_WEEK:
        expected = f"at least {STEPS_PER_WEEK} quarter-hours (a week)"
        faults.append(fault(path.name, expected=expected, got=f"{len(frame)}"))
    columns = names[1:]
    faults.extend(
        fault(path.name, expected=f"one column {name}", got="several")
        for name in sorted({name for name in columns if columns.count(name) > 1})
    )
    values = [
        numbers(
            path.name, name, frame.iloc[:, place], faults, may_be_negative=name.endswith("_qload")
        )
        for place, name in enumerate(columns, start=1)
    ]
    shape = (len(columns), len(frame))
    return Profiles(start, tuple(columns), np.array(values, dtype=np.float32).reshape(shape))
