"""Reader of a user's own tables: sites, orders, vehicles and, if known, a matrix of roads.

The columns and their units are in docs/supply-chain-data.md.
"""

from datetime import date
from pathlib import Path

import msgspec

from simulators.supply_chain.readers.csv_table import (
    Column,
    TableRow,
    number,
    positive,
    read_table,
    text,
    time_of_day,
)
from simulators.supply_chain.readers.faults import Sheet, raise_if_any
from simulators.supply_chain.readers.instance import Instance, RawOrder
from simulators.supply_chain.readers.order_checks import check_site, check_window
from simulators.supply_chain.readers.site_tables import (
    MATRIX,
    SITES,
    check_unique,
    locate,
    site_index,
)


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


def read_csv_tables(files: CsvFiles, *, speed_kmh: float, detour: float) -> Instance:
    """Read a user's tables.

    speed_kmh: mean driving speed, for legs (or kilometres) that no matrix gives.
    detour: road kilometres per kilometre of beeline, >= 1.

    Raises:
        InputFaults: every mistake of all files.
    """
    faults: list[str] = []
    site_sheet, order_sheet = (Sheet(path.name, faults) for path in (files.sites, files.orders))
    site_rows = read_table(files.sites, SITES, faults)
    order_rows = read_table(files.orders, ORDERS, faults)
    check_unique(site_sheet, site_rows, "site")
    check_unique(order_sheet, order_rows, "order", within="date")
    vehicle_rows = _vehicles(files.vehicles, faults) if files.vehicles else []
    matrix = None
    if files.matrix:
        matrix = (files.matrix.name, read_table(files.matrix, MATRIX, faults))
    capacity = next(
        (row.cells["capacity_units"] for row in vehicle_rows if row.has("capacity_units")), None
    )
    sites = site_index(site_rows)
    _check_orders(order_sheet, order_rows, sites, capacity)
    places = locate(site_sheet, site_rows, matrix)
    raise_if_any(faults)
    x_km, y_km, travel_min, distance_km = places.roads(speed_kmh=speed_kmh, detour=detour)
    orders = tuple(_order(row, sites) for row in order_rows)
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


def _vehicles(path: Path, faults: list[str]) -> list[TableRow]:
    """The rows of the vehicles, which are all alike."""
    sheet, rows = Sheet(path.name, faults), read_table(path, VEHICLES, faults)
    check_unique(sheet, rows, "vehicle")
    known = [row for row in rows if row.has("capacity_units")]
    for row in known:
        usual, own = known[0].cells["capacity_units"], row.cells["capacity_units"]
        if own != usual:
            expected = f"the same capacity in every row ({usual:g})"
            mend = "a dispatch day has one class; mixed fleets are for a region's week"
            sheet.add(expected, f"{own:g}", row=row.number, column="capacity_units", mend=mend)
    return rows


def _check_orders(
    sheet: Sheet, rows: list[TableRow], sites: dict[str, int], capacity: float | None
) -> None:
    dated = any(row.has("date") for row in rows)
    for row in rows:
        check_site(sheet, row, sites, {0: "the depot"})
        check_window(sheet, row, "swap the two, or correct one")
        _check_known(sheet, row)
        if capacity is not None and row.has("quantity_units"):
            _check_load(sheet, row, capacity)
        if dated and "date" in row.cells and not row.has("date"):
            sheet.add(
                "a date in every row, or in none", "an empty cell", row=row.number, column="date"
            )


def _check_known(sheet: Sheet, row: TableRow) -> None:
    if row.has("known_time", "close_time") and row.cells["known_time"] > row.cells["close_time"]:
        expected = f"a time at or before close_time ({row.cells['close_time']:g} min)"
        got = f"{row.cells['known_time']:g} min"
        mend = "leave it empty when the order was known the day before or the time is unknown"
        sheet.add(expected, got, row=row.number, column="known_time", mend=mend)


def _check_load(sheet: Sheet, row: TableRow, capacity: float) -> None:
    units = row.cells["quantity_units"]
    if units > capacity:
        expected, mend = (
            f"at most a vehicle's capacity of {capacity:g}",
            "split the order or enlarge the vehicles",
        )
        sheet.add(expected, f"{units:g}", row=row.number, column="quantity_units", mend=mend)


def _order(row: TableRow, sites: dict[str, int]) -> RawOrder:
    cells = row.cells
    return RawOrder(
        site=sites[cells["site"]],
        open_min=cells["open_time"],
        close_min=cells["close_time"],
        quantity_units=cells["quantity_units"],
        service_min=cells["service_min"],
        known_min=cells["known_time"],
        date=cells["date"] or "",
    )
