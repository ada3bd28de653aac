"""Where the sites of a user's tables are, and the roads between them: by file or estimated."""

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.readers.csv_table import Column, TableRow, number, text
from simulators.supply_chain.readers.faults import fault
from simulators.supply_chain.readers.positions import positions_km
from simulators.supply_chain.readers.road_estimate import beeline_km, map_km

SITES = (
    Column("site", text, "the site's name"),
    Column("lat", number(-90.0, 90.0), "degrees from -90 to 90", optional=True),
    Column("lon", number(-180.0, 180.0), "degrees from -180 to 180", optional=True),
    Column("x_km", number(), "kilometres", optional=True),
    Column("y_km", number(), "kilometres", optional=True),
)
MATRIX = (
    Column("from_site", text, "a site's name"),
    Column("to_site", text, "a site's name"),
    Column("travel_min", number(0.0), "minutes, 0 or more"),
    Column("distance_km", number(0.0), "kilometres, 0 or more", optional=True),
)


def check_unique(file: str, rows: list[TableRow], column: str, faults: list[str]) -> None:
    """Report every name that stands in several rows (of one date)."""
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        # the same order number on another date is another order
        key = (row.cells[column], row.cells.get("date") or "")
        if key in first:
            got = f"{key[0]!r} again (first in row {first[key]})"
            faults.append(
                fault(file, row=row.number, column=column, expected="each name once", got=got)
            )
        first.setdefault(key, row.number)


Matrix = NDArray[np.float64]
Coordinates = tuple[Matrix, bool]
Roads = tuple[tuple[float, ...], tuple[float, ...], Matrix, Matrix]


class Places(msgspec.Struct, frozen=True):
    """What the tables say of places and roads.

    coordinates: (sites, 2), and whether they are degrees. legs: (sites, sites) minutes and
        kilometres, the latter NaN where the matrix is silent.
    """

    coordinates: Coordinates | None
    legs: tuple[Matrix, Matrix] | None

    def roads(self, *, speed_kmh: float, detour: float) -> Roads:
        """X and y of the sites, minutes and kilometres between them; what is missing estimated.

        speed_kmh: for legs (or kilometres) that no matrix gives. detour: road kilometres per
        kilometre of beeline.
        """
        if self.legs is None:
            assert self.coordinates is not None
            distance_km = beeline_km(*self.coordinates) * detour
            travel_min = distance_km * (60.0 / speed_kmh)
        else:
            travel_min, distance_km = self.legs
            distance_km = np.where(
                np.isnan(distance_km), travel_min * speed_kmh / 60.0, distance_km
            )
        x_km, y_km = map_km(*self.coordinates) if self.coordinates else positions_km(distance_km)
        return x_km, y_km, travel_min, distance_km


def locate(
    file: str,
    rows: list[TableRow],
    matrix: tuple[str, list[TableRow]] | None,
    faults: list[str],
    *,
    is_complete: bool,
) -> Places:
    """Places and roads from the rows of the sites and of a matrix, if there is one.

    is_complete: whether every site could be read; else the matrix is not held against them.
    """
    coordinates = _coordinates(file, rows, needed=matrix is None, faults=faults)
    legs = None
    if matrix is not None and is_complete:
        sites = {row.cells["site"]: index for index, row in enumerate(rows)}
        legs = _legs(*matrix, sites, faults)
    return Places(coordinates, legs)


def _coordinates(
    file: str, rows: list[TableRow], *, needed: bool, faults: list[str]
) -> Coordinates | None:
    """(sites, 2) places, and whether they are degrees; None when the file has none."""
    pairs: tuple[tuple[str, str], ...] = (("lat", "lon"), ("x_km", "y_km"))
    has: Callable[[str], bool] = lambda name: any(r.cells[name] is not None for r in rows)  # noqa: E731 -- a name for a one-line question
    pair = next((pair for pair in pairs if has(pair[0]) or has(pair[1])), None)
    if pair is None:
        if needed and rows:
            mend = "or give a matrix"
            expected = "columns lat and lon, or x_km and y_km"
            faults.append(fault(file, row=1, expected=expected, got="neither", mend=mend))
        return None
    places = [(row.cells[pair[0]], row.cells[pair[1]]) for row in rows]
    before = len(faults)
    for row, place in zip(rows, places, strict=True):
        if None in place:
            expected = f"both {pair[0]} and {pair[1]}"
            faults.append(fault(file, row=row.number, expected=expected, got="an empty cell"))
    if len(faults) > before:
        return None
    return np.array(places, dtype=np.float64), pair[0] == "lat"


def _legs(
    file: str, rows: list[TableRow], sites: dict[str, int], faults: list[str]
) -> tuple[Matrix, Matrix]:
    """Minutes and kilometres between all sites; NaN for kilometres that are not given."""
    travel_min = np.full((len(sites), len(sites)), np.nan)
    distance_km = np.full_like(travel_min, np.nan)
    for row in rows:
        unknown = [n for n in ("from_site", "to_site") if row.cells[n] not in sites]
        for name in unknown:
            got = f"unknown site {row.cells[name]!r}"
            faults.append(
                fault(file, row=row.number, column=name, expected="a name in the sites", got=got)
            )
        if unknown:
            continue
        leg = sites[row.cells["from_site"]], sites[row.cells["to_site"]]
        if not np.isnan(travel_min[leg]):
            got = f"{row.cells['from_site']!r} to {row.cells['to_site']!r} again"
            faults.append(fault(file, row=row.number, expected="each leg once", got=got))
        travel_min[leg] = row.cells["travel_min"]
        if row.cells["distance_km"] is not None:
            distance_km[leg] = row.cells["distance_km"]
    np.fill_diagonal(travel_min, 0.0)
    np.fill_diagonal(distance_km, 0.0)
    names = list(sites)
    for start, end in np.argwhere(np.isnan(travel_min)):
        got = f"no row from {names[start]!r} to {names[end]!r}"
        expected = "a square matrix: a row for every ordered pair of sites"
        faults.append(fault(file, expected=expected, got=got))
    return travel_min, distance_km
