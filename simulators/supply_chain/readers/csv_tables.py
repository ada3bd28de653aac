"""Reader of a user's own tables: sites, orders, vehicles and, if known, a matrix of roads.

The columns and their units are in docs/supply-chain-data.md.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.readers.csv_table import (
    Column,
    TableRow,
    number,
    positive,
    read_table,
    text,
    time_of_day,
)
from simulators.supply_chain.readers.faults import fault, raise_if_any
from simulators.supply_chain.readers.instance import Instance, RawOrder
from simulators.supply_chain.readers.positions import positions_km
from simulators.supply_chain.readers.road_estimate import beeline_km, map_km


class CsvFiles(msgspec.Struct, frozen=True):
    """Where a user's tables are; vehicles and matrix may be missing."""

    sites: Path
    orders: Path
    vehicles: Path | None = None
    matrix: Path | None = None


def iso_date(word: str) -> str:
    """A date such as 2026-11-23."""
    return date.fromisoformat(word).isoformat()


TIME = "a time as HH:MM or minutes after midnight"
SITES = (
    Column("site", text, "the site's name"),
    Column("lat", number(-90.0, 90.0), "degrees from -90 to 90", optional=True),
    Column("lon", number(-180.0, 180.0), "degrees from -180 to 180", optional=True),
    Column("x_km", number(), "kilometres", optional=True),
    Column("y_km", number(), "kilometres", optional=True),
)
ORDERS = (
    Column("order", text, "the order's name"),
    Column("site", text, "a site's name"),
    Column("open_time", time_of_day, TIME),
    Column("close_time", time_of_day, TIME),
    Column("quantity_units", positive, "a number above 0"),
    Column("service_min", number(0.0), "minutes, 0 or more"),
    Column("known_time", time_of_day, TIME, optional=True),
    Column("date", iso_date, "a date as YYYY-MM-DD", optional=True),
)
VEHICLES = (
    Column("vehicle", text, "the vehicle's name"),
    Column("capacity_units", positive, "a number above 0"),
)
MATRIX = (
    Column("from_site", text, "a site's name"),
    Column("to_site", text, "a site's name"),
    Column("travel_min", number(0.0), "minutes, 0 or more"),
    Column("distance_km", number(0.0), "kilometres, 0 or more", optional=True),
)


def read_csv_tables(files: CsvFiles, *, speed_kmh: float, detour: float) -> Instance:
    """Read a user's tables.

    speed_kmh: mean driving speed, for legs (or kilometres) that no matrix gives.
    detour: road kilometres per kilometre of beeline, >= 1.

    Raises:
        InputFaults: every mistake of all files.
    """
    faults: list[str] = []
    site_rows = read_table(files.sites, SITES, faults)
    some_site_is_lost = bool(faults)
    order_rows = read_table(files.orders, ORDERS, faults)
    vehicle_rows = read_table(files.vehicles, VEHICLES, faults) if files.vehicles else []
    matrix_rows = read_table(files.matrix, MATRIX, faults) if files.matrix else []
    _check_unique(files.sites.name, site_rows, "site", faults)
    _check_unique(files.orders.name, order_rows, "order", faults)
    if files.vehicles:
        _check_unique(files.vehicles.name, vehicle_rows, "vehicle", faults)
    sites = {row.cells["site"]: index for index, row in enumerate(site_rows)}
    capacity = _capacity(files, vehicle_rows, faults)
    named = {} if some_site_is_lost else sites  # no order is blamed for a site's own mistake
    orders = _orders(files.orders.name, order_rows, named, capacity, faults)
    coordinates = _coordinates(files.sites.name, site_rows, needed=not files.matrix, faults=faults)
    roads = None
    if files.matrix and named:
        roads = _roads(files.matrix.name, matrix_rows, named, speed_kmh, faults)
    raise_if_any(faults)
    if roads is None:
        assert coordinates is not None
        distance_km = beeline_km(*coordinates) * detour
        roads = distance_km * (60.0 / speed_kmh), distance_km
    travel_min, distance_km = roads
    x_km, y_km = map_km(*coordinates) if coordinates else positions_km(distance_km)
    return Instance(
        name=files.orders.stem,
        x_km=x_km,
        y_km=y_km,
        travel_min=travel_min,
        distance_km=distance_km,
        orders=orders,
        capacity_units=capacity,
        vehicles=len(vehicle_rows) or None,
        start_min=min(order.open_min for order in orders),
        end_min=max(order.close_min for order in orders),
        rows_belong_together=True,
    )


def _check_unique(file: str, rows: list[TableRow], column: str, faults: list[str]) -> None:
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


def _capacity(files: CsvFiles, rows: list[TableRow], faults: list[str]) -> float | None:
    """The one capacity of all vehicles."""
    if not rows or files.vehicles is None:
        return None
    capacity = float(rows[0].cells["capacity_units"])
    for row in rows:
        if row.cells["capacity_units"] != capacity:
            expected = f"the same capacity in every row ({capacity:g})"
            got = f"{row.cells['capacity_units']:g}"
            mend = "mixed fleets are not modelled yet: use one class"
            faults.append(
                fault(
                    files.vehicles.name,
                    row=row.number,
                    column="capacity_units",
                    expected=expected,
                    got=got,
                    mend=mend,
                )
            )
    return capacity


def _orders(
    file: str,
    rows: list[TableRow],
    sites: dict[str, int],
    capacity: float | None,
    faults: list[str],
) -> tuple[RawOrder, ...]:
    dated = any(row.cells["date"] for row in rows)
    orders = []
    for row in rows:
        faults.extend(_order_faults(file, row, sites, capacity, dated=dated))
        cells = row.cells
        orders.append(
            RawOrder(
                site=sites.get(cells["site"], 0),
                open_min=cells["open_time"],
                close_min=cells["close_time"],
                quantity_units=cells["quantity_units"],
                service_min=cells["service_min"],
                known_min=cells["known_time"],
                date=cells["date"] or "",
            )
        )
    return tuple(orders)


def _order_faults(
    file: str, row: TableRow, sites: dict[str, int], capacity: float | None, *, dated: bool
) -> list[str]:
    cells, found = row.cells, []

    def add(column: str, expected: str, got: str, mend: str = "") -> None:
        found.append(
            fault(file, row=row.number, column=column, expected=expected, got=got, mend=mend)
        )

    if sites and sites.get(cells["site"], 0) == 0:
        depot = cells["site"] in sites
        got = f"the depot {cells['site']!r}" if depot else f"unknown site {cells['site']!r}"
        mend = "the first row of the sites is the depot" if depot else "add it to the sites"
        add("site", "a customer's site", got, mend)
    if cells["close_time"] < cells["open_time"]:
        expected = f"a time at or after open_time ({cells['open_time']:g} min)"
        add("close_time", expected, f"{cells['close_time']:g} min", "swap the two, or correct one")
    if cells["known_time"] is not None and cells["known_time"] > cells["close_time"]:
        expected = f"a time at or before close_time ({cells['close_time']:g} min)"
        mend = "leave it empty when the order was known the day before or the time is unknown"
        add("known_time", expected, f"{cells['known_time']:g} min", mend)
    if capacity is not None and cells["quantity_units"] > capacity:
        expected = f"at most a vehicle's capacity of {capacity:g}"
        got = f"{cells['quantity_units']:g}"
        add("quantity_units", expected, got, "split the order or enlarge the vehicles")
    if dated and not cells["date"]:
        add("date", "a date in every row, or in none", "an empty cell")
    return found


Coordinates = tuple[NDArray[np.float64], bool]


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


def _roads(
    file: str, rows: list[TableRow], sites: dict[str, int], speed_kmh: float, faults: list[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Minutes and kilometres between all sites; a missing kilometre is a minute at mean speed."""
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
    return travel_min, np.where(np.isnan(distance_km), travel_min * speed_kmh / 60.0, distance_km)
