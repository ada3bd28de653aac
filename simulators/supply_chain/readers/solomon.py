"""Reader of the text format of Solomon's VRPTW instances, also used by Gehring & Homberger.

Solomon 1987, doi:10.1287/opre.35.2.254. Distances are Euclidean and equal travel times.
"""

import math
from pathlib import Path

import numpy as np

from simulators.supply_chain.readers.faults import fault, raise_if_any
from simulators.supply_chain.readers.vrp_file import VrpFile, check_vrp, read_lines

COLUMNS = ("number", "x", "y", "demand", "ready time", "due date", "service time")


def read_solomon(path: Path) -> VrpFile:
    """Read one instance in Solomon's format.

    Raises:
        InputFaults: every mistake of the file.
    """
    file, lines = path.name, read_lines(path)
    faults: list[str] = []
    vehicles, capacity = _fleet(file, lines, faults)
    rows = _customers(file, lines, faults)
    raise_if_any(faults)
    table = np.array(rows)
    points = table[:, 1:3]
    vrp = VrpFile(
        name=next((line.strip() for line in lines if line.strip()), path.stem),
        capacity=capacity,
        vehicles=vehicles,
        durations=np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1)),
        coordinates=points,
        demands=table[:, 3],
        ready=table[:, 4],
        due=table[:, 5],
        services=table[:, 6],
        in_seconds=False,
    )
    return check_vrp(file, vrp)


def _fleet(file: str, lines: list[str], faults: list[str]) -> tuple[int, float]:
    """Number of vehicles and their capacity: the first row of numbers below VEHICLE."""
    heading = next((k for k, line in enumerate(lines) if line.strip() == "VEHICLE"), None)
    for number, line in enumerate(lines[heading + 1 :] if heading is not None else [], start=1):
        words = line.split()
        values = [float(word) for word in words if word.isdecimal()]
        if heading is not None and words and len(values) == len(words):
            if len(values) == 2 and values[0] >= 1 and values[1] > 0:
                return int(values[0]), values[1]
            expected = "a number of vehicles and their capacity, both above 0"
            row = heading + 1 + number
            faults.append(fault(file, row=row, expected=expected, got=repr(line.strip())))
            return 1, 1.0
    mend = "see docs/supply-chain-data.md for the format"
    faults.append(fault(file, expected="a VEHICLE block", got="none", mend=mend))
    return 1, 1.0


def _customers(file: str, lines: list[str], faults: list[str]) -> list[list[float]]:
    """The rows below CUSTOMER; each site is numbered by its place, from 0."""
    heading = next((k for k, line in enumerate(lines) if line.strip() == "CUSTOMER"), None)
    if heading is None:
        faults.append(fault(file, expected="a CUSTOMER block", got="none"))
        return []
    rows: list[list[float]] = []
    for number, line in enumerate(lines[heading + 1 :], start=heading + 2):
        words = line.split()
        if not words or words[0] == "CUST":
            continue
        rows.append(_customer(file, words, len(rows), row=number, faults=faults))
    if len(rows) < 2:
        got = f"{len(rows)} rows"
        faults.append(fault(file, expected="a depot and at least one customer", got=got))
    return rows


def _customer(
    file: str, words: list[str], site: int, *, row: int, faults: list[str]
) -> list[float]:
    if len(words) != len(COLUMNS):
        expected = f"{len(COLUMNS)} numbers ({', '.join(COLUMNS)})"
        faults.append(fault(file, row=row, expected=expected, got=f"{len(words)} words"))
        return [0.0] * len(COLUMNS)
    values = [_finite(word) for word in words]
    for column, word, value in zip(COLUMNS, words, values, strict=True):
        if not math.isfinite(value):
            faults.append(fault(file, row=row, column=column, expected="a number", got=repr(word)))
    if values[0] != site and math.isfinite(values[0]):
        mend = "number the sites in order from 0 (the depot), each once"
        faults.append(
            fault(file, row=row, column="number", expected=f"{site}", got=words[0], mend=mend)
        )
    return values


def _finite(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return math.nan
