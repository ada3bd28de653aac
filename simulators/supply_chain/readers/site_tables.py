"""Where the sites of a user's tables are, and the roads between them: by file or estimated."""

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.readers.csv_table import Column, TableRow, number, text
from simulators.supply_chain.readers.faults import Sheet
from simulators.supply_chain.readers.positions import positions_km
from simulators.supply_chain.readers.road_estimate import beeline_km, map_km

MOST_KM = 1000.0  # farther from its depot a site is a slip of the pen
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


def check_unique(
    sheet: Sheet, rows: list[TableRow], column: str, *, within: str | None = None
) -> None:
    """Report every name that stands in several rows; only in those of one `within`, if given."""
    first: dict[tuple[Any, Any], int] = {}
    for row in rows:
        if not row.has(column) or (within and within not in row.cells):
            continue
        key = (row.cells[column], row.cells[within] if within else None)
        if key in first:
            got = f"{key[0]!r} again (first in row {first[key]})"
            sheet.add("each name once", got, row=row.number, column=column)
        first.setdefault(key, row.number)


def site_index(rows: list[TableRow]) -> dict[str, int]:
    """The sites by name; empty when one has no name, so that no other table is blamed for it."""
    if not all(row.has("site") for row in rows):
        return {}
    return {row.cells["site"]: index for index, row in enumerate(rows)}


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


def locate(sheet: Sheet, rows: list[TableRow], matrix: tuple[str, list[TableRow]] | None) -> Places:
    """Places and roads from the rows of the sites and of a matrix (its file, its rows), if any."""
    coordinates = _coordinates(sheet, rows, needed=matrix is None)
    sites = {name: place for place, name in enumerate(site_index(rows))}
    if matrix is None or not sites:  # an unnamed site is not held against the matrix
        return Places(coordinates, None)
    return Places(coordinates, _legs(Sheet(matrix[0], sheet.faults), matrix[1], sites))


def _coordinates(sheet: Sheet, rows: list[TableRow], *, needed: bool) -> Coordinates | None:
    """(sites, 2) places, and whether they are degrees; None when they are not all there."""
    pairs: tuple[tuple[str, str], ...] = (("lat", "lon"), ("x_km", "y_km"))
    told = [pair for pair in pairs if any(_tells(row, pair) for row in rows)]
    if not told:
        if needed and rows:
            expected = "columns lat and lon, or x_km and y_km"
            sheet.add(expected, "neither", row=1, mend="or give a matrix")
        return None
    pair = told[0]
    for row in rows:
        if not row.has(*pair) and all(name in row.cells for name in pair):
            sheet.add(f"both {pair[0]} and {pair[1]}", "an empty cell", row=row.number)
    whole = [row for row in rows if row.has(*pair)]
    places = np.array([[row.cells[name] for name in pair] for row in whole], dtype=np.float64)
    is_degrees = pair[0] == "lat"
    if rows[0] in whole:
        _check_near(sheet, whole, beeline_km(places, is_degrees)[0], pair)
    return (places, is_degrees) if len(whole) == len(rows) else None


def _tells(row: TableRow, pair: tuple[str, str]) -> bool:
    """Whether a row has anything in these columns, readable or not."""
    return any(name not in row.cells or row.cells[name] is not None for name in pair)


def _check_near(
    sheet: Sheet, rows: list[TableRow], from_depot_km: Matrix, pair: tuple[str, str]
) -> None:
    """Report sites that no vehicle of the depot can mean to reach, or the depot if all are."""
    column = f"{pair[0]} and {pair[1]}"
    mend = f"correct it; perhaps {column} are swapped"
    far = [(row, km) for row, km in zip(rows, from_depot_km.tolist(), strict=True) if km > MOST_KM]
    if 1 < len(far) == len(rows) - 1:
        nearest = min(km for _, km in far)
        expected, got = f"a depot within {MOST_KM:,.0f} km of its sites", f"{nearest:,.0f} km"
        sheet.add(expected, got, row=rows[0].number, column=column, mend=mend)
        return
    for row, away_km in far:
        expected, got = f"a place within {MOST_KM:,.0f} km of the depot", f"{away_km:,.0f} km"
        sheet.add(expected, got, row=row.number, column=column, mend=mend)


def _legs(sheet: Sheet, rows: list[TableRow], sites: dict[str, int]) -> tuple[Matrix, Matrix]:
    """Minutes and kilometres between all sites; NaN for kilometres that are not given."""
    travel_min = np.full((len(sites), len(sites)), np.nan)
    distance_km = np.full_like(travel_min, np.nan)
    told: set[tuple[int, int]] = {(site, site) for site in sites.values()}
    is_whole = True
    for row in rows:
        _check_names(sheet, row, sites)
        leg = _leg(row, sites)
        if leg is None:
            is_whole = False
            continue
        if leg in told and leg[0] != leg[1]:
            got = f"{row.cells['from_site']!r} to {row.cells['to_site']!r} again"
            sheet.add("each leg once", got, row=row.number)
        told.add(leg)
        if row.has("travel_min"):
            travel_min[leg] = row.cells["travel_min"]
        if row.has("distance_km"):
            distance_km[leg] = row.cells["distance_km"]
    if is_whole and rows:
        _check_square(sheet, told, list(sites))
    np.fill_diagonal(travel_min, 0.0)
    np.fill_diagonal(distance_km, 0.0)
    return travel_min, distance_km


def _check_names(sheet: Sheet, row: TableRow, sites: dict[str, int]) -> None:
    for name in ("from_site", "to_site"):
        if row.has(name) and row.cells[name] not in sites:
            got = f"unknown site {row.cells[name]!r}"
            sheet.add("a name in the sites", got, row=row.number, column=name)


def _leg(row: TableRow, sites: dict[str, int]) -> tuple[int, int] | None:
    """The sites of one row; None when one of them is not known."""
    start, end = sites.get(row.cells.get("from_site", "")), sites.get(row.cells.get("to_site", ""))
    return None if start is None or end is None else (start, end)


def _check_square(sheet: Sheet, told: set[tuple[int, int]], names: list[str]) -> None:
    for start, origin in enumerate(names):
        for end, aim in enumerate(names):
            if (start, end) not in told:
                expected = "a square matrix: a row for every ordered pair of sites"
                sheet.add(expected, f"no row from {origin!r} to {aim!r}")
