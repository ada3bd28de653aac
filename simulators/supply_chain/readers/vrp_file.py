"""A vehicle routing benchmark file as it is written, in the file's own units."""

from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.readers.faults import InputFaults, fault, raise_if_any


class VrpFile(msgspec.Struct, frozen=True):
    """One instance; site 0 is the depot. All times and durations are in one unit of the file.

    durations: (sites, sites), asymmetric when the file says so; never NaN or negative.
    coordinates: (sites, 2) or None when the file has none.
    demands, ready, due, services: (sites,).
    vehicles: None when the file names no fleet.
    in_seconds: the file's unit is a second (explicit durations); otherwise it is a length.
    """

    name: str
    capacity: float
    vehicles: int | None
    durations: NDArray[np.float64]
    coordinates: NDArray[np.float64] | None
    demands: NDArray[np.float64]
    ready: NDArray[np.float64]
    due: NDArray[np.float64]
    services: NDArray[np.float64]
    in_seconds: bool


def read_lines(path: Path) -> list[str]:
    """The lines of a text file.

    Raises:
        InputFaults: the file is missing, is no file or is no text.
    """
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        sentence = fault(str(path), expected="a readable file", got=reason.lower())
        raise InputFaults((sentence,)) from None
    except UnicodeDecodeError as error:
        got = f"a byte that is no UTF-8 text at position {error.start}"
        sentence = fault(path.name, expected="a text file", got=got)
        raise InputFaults((sentence,)) from None


def check_vrp(file: str, vrp: VrpFile) -> VrpFile:
    """The same instance, once its numbers describe a day that can be driven at all.

    Raises:
        InputFaults: impossible windows, negative or oversized demands, nothing to deliver.
    """
    faults: list[str] = []
    for site in range(len(vrp.demands)):
        faults += _site_faults(file, vrp, site)
    if not vrp.capacity > 0.0:
        faults.append(fault(file, column="CAPACITY", expected="above 0", got=f"{vrp.capacity:g}"))
    if not (vrp.demands[1:] > 0.0).any():
        mend = "give at least one customer a demand above 0"
        faults.append(fault(file, expected="something to deliver", got="no demand", mend=mend))
    for row, column in np.argwhere(~(vrp.durations >= 0.0)):
        got = f"{vrp.durations[row, column]:g}"
        place = f"duration from site {row + 1} to site {column + 1}"
        faults.append(fault(file, column=place, expected="0 or more", got=got))
    raise_if_any(faults)
    return vrp


def _site_faults(file: str, vrp: VrpFile, site: int) -> list[str]:
    place = f"{file}, {'depot' if site == 0 else f'customer {site}'}"
    demand, ready, due = vrp.demands[site], vrp.ready[site], vrp.due[site]
    found = []
    if not demand >= 0.0:
        found.append(fault(place, column="demand", expected="0 or more", got=f"{demand:g}"))
    if demand > vrp.capacity > 0.0:
        expected = f"at most the vehicle's capacity of {vrp.capacity:g}"
        mend = "split the order or enlarge the vehicle"
        found.append(fault(place, column="demand", expected=expected, got=f"{demand:g}", mend=mend))
    if not vrp.services[site] >= 0.0:
        got = f"{vrp.services[site]:g}"
        found.append(fault(place, column="service time", expected="0 or more", got=got))
    if not 0.0 <= ready <= due:
        got = f"{ready:g} to {due:g}"
        found.append(fault(place, column="time window", expected="0 <= open <= close", got=got))
    return found
