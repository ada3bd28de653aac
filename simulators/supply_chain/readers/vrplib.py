"""Reader of VRPLIB files with time windows: explicit durations (FULL_MATRIX) or EUC_2D.

The format is that of the EURO Meets NeurIPS 2022 vehicle routing competition (Kool et al. 2023,
PMLR 220:35-49), an extension of TSPLIB 95 (Reinelt 1991, doi:10.1287/ijoc.3.4.376). Explicit
durations are seconds.
"""

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.readers.faults import fault, raise_if_any
from simulators.supply_chain.readers.vrp_file import VrpFile, check_vrp, read_lines

Row = tuple[int, list[str]]
SECTIONS = {  # numbers per row after the site's number
    "NODE_COORD_SECTION": 2,
    "DEMAND_SECTION": 1,
    "SERVICE_TIME_SECTION": 1,
    "TIME_WINDOW_SECTION": 2,
}


def read_vrplib(path: Path) -> VrpFile:
    """Read one VRPLIB file.

    Raises:
        InputFaults: every mistake of the file.
    """
    file = path.name
    faults: list[str] = []
    header, sections = _split(read_lines(path))
    size = _whole(file, header, "DIMENSION", faults)
    capacity = _number(file, header, "CAPACITY", faults)
    weights = _one_of(file, header, "EDGE_WEIGHT_TYPE", ("EXPLICIT", "EUC_2D"), faults)
    if weights == "EXPLICIT":
        _one_of(file, header, "EDGE_WEIGHT_FORMAT", ("FULL_MATRIX",), faults)
    raise_if_any(faults)
    columns = {name: _table(file, sections, name, size, faults) for name in SECTIONS}
    _check_depot(file, sections, faults)
    if columns["DEMAND_SECTION"] is None:
        faults.append(fault(file, expected="a DEMAND_SECTION", got="none"))
    points = columns["NODE_COORD_SECTION"]
    durations = np.zeros((size, size))
    if weights == "EXPLICIT":
        durations = _matrix(file, sections.get("EDGE_WEIGHT_SECTION", []), size, faults)
    elif points is None:
        faults.append(fault(file, expected="a NODE_COORD_SECTION for EUC_2D", got="none"))
    else:
        durations = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    raise_if_any(faults)
    vrp = VrpFile(
        name=header.get("NAME", path.stem),
        capacity=capacity,
        vehicles=_whole(file, header, "VEHICLES", faults) if "VEHICLES" in header else None,
        durations=durations,
        coordinates=points,
        demands=_column(columns["DEMAND_SECTION"], size),
        services=_services(file, columns["SERVICE_TIME_SECTION"], header, size, faults),
        ready=_column(columns["TIME_WINDOW_SECTION"], size, missing=0.0),
        due=_column(columns["TIME_WINDOW_SECTION"], size, at=1, missing=math.inf),
        in_seconds=weights == "EXPLICIT",
    )
    raise_if_any(faults)
    return check_vrp(file, vrp)


def _split(lines: list[str]) -> tuple[dict[str, str], dict[str, list[Row]]]:
    """Header fields by name, and the rows of each section with their line numbers."""
    header: dict[str, str] = {}
    sections: dict[str, list[Row]] = {}
    rows: list[Row] | None = None
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            continue
        if text.split(":")[0].strip().endswith("_SECTION"):
            rows = sections.setdefault(text.split(":")[0].strip(), [])
        elif text == "EOF":
            break
        elif rows is None:
            key, _, value = text.partition(":")
            header[key.strip()] = value.strip()
        else:
            rows.append((number, text.split()))
    return header, sections


def _number(file: str, header: dict[str, str], key: str, faults: list[str]) -> float:
    text = header.get(key)
    try:
        value = float(text) if text is not None else math.nan
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0.0):
        got = "nothing" if text is None else repr(text)
        faults.append(fault(file, column=key, expected="a number, 0 or more", got=got))
        return 0.0
    return value


def _whole(file: str, header: dict[str, str], key: str, faults: list[str]) -> int:
    before = len(faults)
    value = _number(file, header, key, faults)
    if len(faults) == before and (value != int(value) or value < 1):
        faults.append(
            fault(file, column=key, expected="a whole number, 1 or more", got=f"{value:g}")
        )
    return int(value)


def _one_of(
    file: str, header: dict[str, str], key: str, allowed: tuple[str, ...], faults: list[str]
) -> str:
    got = header.get(key, "nothing")
    if got not in allowed:
        faults.append(fault(file, column=key, expected=" or ".join(allowed), got=got))
    return got


def _table(
    file: str, sections: dict[str, list[Row]], name: str, size: int, faults: list[str]
) -> NDArray[np.float64] | None:
    """The numbers of one section, a row per site in the order of their numbers."""
    if name not in sections:
        return None
    width = SECTIONS[name]
    table = np.full((size, width), math.nan)
    for number, words in sections[name]:
        values = _floats(words)
        shape = f"a site from 1 to {size} and {width} numbers"
        if values is None or len(values) != width + 1 or values[0] not in range(1, size + 1):
            faults.append(fault(file, row=number, column=name, expected=shape, got=_shown(words)))
            continue
        site = int(values[0]) - 1
        if not np.isnan(table[site, 0]):
            got = f"site {site + 1} a second time"
            faults.append(fault(file, row=number, column=name, expected="each site once", got=got))
        table[site] = values[1:]
    missing = [str(site + 1) for site in range(size) if np.isnan(table[site, 0])]
    if missing:
        expected = f"a row for each of {size} sites"
        got = f"none for site {', '.join(missing[:8])}{' ...' if len(missing) > 8 else ''}"
        faults.append(fault(file, column=name, expected=expected, got=got))
    return table


def _matrix(file: str, rows: list[Row], size: int, faults: list[str]) -> NDArray[np.float64]:
    """The square matrix of durations; the numbers of a row stand on one line."""
    matrix = np.zeros((size, size))
    section = "EDGE_WEIGHT_SECTION"
    if len(rows) != size:
        mend = "the matrix must be square, one line per site"
        got = f"{len(rows)} rows"
        faults.append(fault(file, column=section, expected=f"{size} rows", got=got, mend=mend))
    for line, (number, words) in zip(range(size), rows, strict=False):
        values = _floats(words)
        if values is None or len(values) != size:
            got = _shown(words) if values is None else f"{len(words)} numbers"
            expected = f"{size} numbers"
            faults.append(fault(file, row=number, column=section, expected=expected, got=got))
        else:
            matrix[line] = values
    return matrix


def _floats(words: list[str]) -> list[float] | None:
    """The words as numbers, or None when one of them is no finite number."""
    try:
        values = [float(word) for word in words]
    except ValueError:
        return None
    return values if all(map(math.isfinite, values)) else None


def _shown(words: list[str]) -> str:
    text = " ".join(words)
    return repr(text if len(text) <= 40 else text[:37] + "...")


def _check_depot(file: str, sections: dict[str, list[Row]], faults: list[str]) -> None:
    depots = [words for _, words in sections.get("DEPOT_SECTION", []) if words != ["-1"]]
    if depots and depots != [["1"]]:
        got = ", ".join(" ".join(words) for words in depots)
        mend = "put the depot first and keep one depot"
        faults.append(
            fault(file, column="DEPOT_SECTION", expected="the one depot 1", got=got, mend=mend)
        )


def _column(
    table: NDArray[np.float64] | None, size: int, *, at: int = 0, missing: float = 0.0
) -> NDArray[np.float64]:
    return np.full(size, missing) if table is None else table[:, at].copy()


def _services(
    file: str,
    table: NDArray[np.float64] | None,
    header: dict[str, str],
    size: int,
    faults: list[str],
) -> NDArray[np.float64]:
    """Service times from their section, or one SERVICE_TIME of the header for all customers."""
    if table is not None or "SERVICE_TIME" not in header:
        return _column(table, size)
    services = np.full(size, _number(file, header, "SERVICE_TIME", faults))
    services[0] = 0.0
    return services
