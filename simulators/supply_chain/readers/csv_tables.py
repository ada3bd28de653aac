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
from simulators.supply_chain.readers.faults import fault, raise_if_any
from simulators.supply_chain.readers.instance import Instance, RawOrder
from simulators.supply_chain.readers.site_tables import MATRIX, SITES, check_unique, locate


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
    site_rows = read_table(files.sites, SITES, faults)
    some_site_is_lost = bool(faults)
    order_rows = read_table(files.orders, ORDERS, faults)
    vehicle_rows = read_table(files.vehicles, VEHICLES, faults) if files.vehicles else []
    matrix_rows = read_table(files.matrix, MATRIX, faults) if files.matrix else []
    check_unique(files.sites.name, site_rows, "site", faults)
    check_unique(files.orders.name, order_rows, "order", faults)
    if files.vehicles:
        check_unique(files.vehicles.name, vehicle_rows, "vehicle", faults)
    sites = {row.cells["site"]: index for index, row in enumerate(site_rows)}
    capacity = _capacity(files, vehicle_rows, faults)
    named = {} if some_site_is_lost else sites  # no order is blamed for a site's own mistake
    orders = _orders(files.orders.name, order_rows, named, capacity, faults)
    matrix = (files.matrix.name, matrix_rows) if files.matrix else None
    places = locate(files.sites.name, site_rows, matrix, faults, is_complete=bool(named))
    raise_if_any(faults)
    x_km, y_km, travel_min, distance_km = places.roads(speed_kmh=speed_kmh, detour=detour)
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


def _capacity(files: CsvFiles, rows: list[TableRow], faults: list[str]) -> float | None:
    """The one capacity of all vehicles."""
    if not rows or files.vehicles is None:
        return None
    capacity = float(rows[0].cells["capacity_units"])
    for row in rows:
        if row.cells["capacity_units"] != capacity:
            expected = f"the same capacity in every row ({capacity:g})"
            got = f"{row.cells['capacity_units']:g}"
            mend = "a dispatch day has one class; mixed fleets are for a region's week"
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
