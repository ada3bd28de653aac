"""Reader of a user's own weeks: sites by zone, orders with several windows, vehicles, drivers.

The columns and their units are in docs/supply-chain-data.md.
"""

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.observations import DAY_MIN, Window
from simulators.supply_chain.readers.csv_table import (
    Column,
    TableRow,
    number,
    one_of,
    positive,
    read_table,
    text,
    time_of_day,
    time_of_night,
    yes_or_no,
)
from simulators.supply_chain.readers.csv_tables import iso_date
from simulators.supply_chain.readers.faults import Sheet, raise_if_any
from simulators.supply_chain.readers.order_checks import check_site, check_window
from simulators.supply_chain.readers.site_tables import (
    MATRIX,
    SITES,
    check_unique,
    locate,
    site_index,
)
from simulators.supply_chain.readers.staff_tables import OwnFleet, read_drivers, read_fleet
from simulators.supply_chain.week import Driver
from simulators.supply_chain.zones import INDUSTRIAL, RURAL, SUBURB, ZONE_NAMES

SUNDAY = 6
LONGEST_SPAN_DAYS = 7
YES = "yes or no"
TIME = "a time as HH:MM or minutes after midnight"
LATE_TIME = "a time as HH:MM up to 48:00, or minutes after midnight"
WEEK_SITES = (
    *SITES,
    Column("zone", one_of(ZONE_NAMES), f"one of {', '.join(ZONE_NAMES)}", optional=True),
    Column("is_hub", yes_or_no, YES, optional=True),
)
WEEK_ORDERS = (
    Column("order", text, "the order's name"),
    Column("site", text, "a site's name"),
    Column("date", iso_date, "a date as YYYY-MM-DD"),
    Column("open_time", time_of_day, TIME),
    Column("close_time", time_of_night, LATE_TIME),
    Column("quantity_units", positive, "a number above 0"),
    Column("service_min", number(0.0), "minutes, 0 or more"),
    Column("weight_kg", number(0.0), "kilograms, 0 or more", optional=True),
    Column("is_business", yes_or_no, YES, optional=True),
    Column("may_split", yes_or_no, YES, optional=True),
    Column("known_date", iso_date, "a date as YYYY-MM-DD", optional=True),
    Column("known_time", time_of_day, TIME, optional=True),
)
OF_THE_ORDER = ("site", "quantity_units", "service_min", "weight_kg", "is_business", "may_split")


class WeekFiles(msgspec.Struct, frozen=True):
    """Where a user's tables are; all but sites and orders may be missing."""

    sites: Path
    orders: Path
    fleet: Path | None = None
    drivers: Path | None = None
    matrix: Path | None = None


class RawWeekOrder(msgspec.Struct, frozen=True):
    """One order as the file tells it; minutes from the midnight before its first window's day.

    weekday: 0 is Monday. known_min: negative on the days before; None when the file is silent.
    """

    site: int
    weekday: int
    windows: tuple[Window, ...]
    quantity_units: float
    service_min: float
    weight_kg: float
    is_business: bool
    may_split: bool
    known_min: float | None


class WeekTables(msgspec.Struct, frozen=True):
    """Everything that a user's tables say. Site 0 is the depot; `hub` is -1 without one.

    weekday_orders: (6,) orders of a mean Monday, Tuesday ... of the dates in the table.
    """

    name: str
    sites: tuple[str, ...]
    site_zone: tuple[int, ...]
    hub: int
    x_km: tuple[float, ...]
    y_km: tuple[float, ...]
    travel_min: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    orders: tuple[RawWeekOrder, ...]
    weekday_orders: tuple[float, ...]
    fleet: OwnFleet | None
    staff: tuple[Driver, ...]

    @property
    def orders_per_day(self) -> float:
        """Orders of a mean day from Monday to Saturday."""
        return sum(self.weekday_orders) / len(self.weekday_orders)


def read_week_tables(files: WeekFiles, *, speed_kmh: float, detour: float) -> WeekTables:
    """Read a user's tables; see `read_csv_tables`.

    Raises:
        InputFaults: every mistake of all files.
    """
    faults: list[str] = []
    sheet = Sheet(files.sites.name, faults)
    site_rows = read_table(files.sites, WEEK_SITES, faults)
    check_unique(sheet, site_rows, "site")
    hub, sites = _hub(sheet, site_rows), site_index(site_rows)
    fleet = read_fleet(files.fleet, faults) if files.fleet else None
    staff = read_drivers(files.drivers, faults) if files.drivers else ()
    order_rows = read_table(files.orders, WEEK_ORDERS, faults)
    groups = _check_orders(Sheet(files.orders.name, faults), order_rows, sites, hub)
    matrix = None
    if files.matrix:
        matrix = (files.matrix.name, read_table(files.matrix, MATRIX, faults))
    places = locate(sheet, site_rows, matrix)
    raise_if_any(faults)
    x_km, y_km, travel_min, distance_km = places.roads(speed_kmh=speed_kmh, detour=detour)
    return WeekTables(
        name=files.orders.stem,
        sites=tuple(sites),
        site_zone=tuple(_zone(row, index, hub) for index, row in enumerate(site_rows)),
        hub=hub,
        x_km=x_km,
        y_km=y_km,
        travel_min=travel_min,
        distance_km=distance_km,
        orders=tuple(_order(group, sites) for group in groups),
        weekday_orders=_weekday_orders([group[0].cells["date"] for group in groups]),
        fleet=fleet,
        staff=staff,
    )


def _zone(row: TableRow, index: int, hub: int) -> int:
    """The named zone, or the usual one: depots lie in industry, cross-docks beyond the city."""
    if row.cells["zone"] is not None:
        return int(row.cells["zone"])
    if index == 0:
        return INDUSTRIAL
    return RURAL if index == hub else SUBURB


def _hub(sheet: Sheet, rows: list[TableRow]) -> int:
    """The row of the cross-dock, -1 without one or when it is not clear which it is."""
    hubs = [index for index, row in enumerate(rows) if row.cells.get("is_hub")]

    def add(index: int, expected: str, got: str) -> None:
        sheet.add(expected, got, row=rows[index].number, column="is_hub")

    if hubs and hubs[0] == 0:
        add(hubs.pop(0), "a cross-dock of its own", "the depot, which is the first row")
    for index in hubs[1:]:
        add(index, "one cross-dock at most", f"another (first in row {rows[hubs[0]].number})")
    return hubs[0] if len(hubs) == 1 else -1


def _check_orders(
    sheet: Sheet, rows: list[TableRow], sites: dict[str, int], hub: int
) -> list[list[TableRow]]:
    """Report what is wrong with the orders; the rows of one name, which are its windows."""
    not_customers = {0: "the depot"} | ({hub: "the cross-dock"} if hub > 0 else {})
    groups: dict[str, list[TableRow]] = {}
    for row in rows:
        check_site(sheet, row, sites, not_customers)
        mend = "a window that ends in the next morning closes after 24:00, such as 30:00"
        check_window(sheet, row, mend)
        _check_dates(sheet, row)
        if row.has("order"):
            groups.setdefault(row.cells["order"], []).append(row)
    for group in groups.values():
        _check_same(sheet, group)
        timed = [row for row in group if row.has("date", "open_time", "close_time")]
        _check_windows(sheet, sorted(timed, key=_opens))
    return [sorted(group, key=_opens) for group in groups.values()] if not sheet.faults else []


def _check_dates(sheet: Sheet, row: TableRow) -> None:
    cells = row.cells
    if row.has("date") and date.fromisoformat(cells["date"]).weekday() == SUNDAY:
        got = f"the Sunday {cells['date']}"
        sheet.add("a day from Monday to Saturday", got, row=row.number, column="date")
    if row.has("known_date") and "known_time" in cells and not row.has("known_time"):
        expected = "a time beside known_date"
        sheet.add(expected, "an empty cell", row=row.number, column="known_time")
    if not row.has("date", "close_time", "known_time") or "known_date" not in cells:
        return
    if (_known_min(row) or 0.0) > _closes(row):
        mend = "leave both empty when it is not known when the order came in"
        expected, got = "a time before the window closes", "a later one"
        sheet.add(expected, got, row=row.number, column="known_time", mend=mend)


def _check_same(sheet: Sheet, group: list[TableRow]) -> None:
    """Report rows of one order that say different things of it."""
    first = group[0]
    for row in group[1:]:
        for name in OF_THE_ORDER:
            told = name in row.cells and name in first.cells
            if told and row.cells[name] != first.cells[name]:
                expected = f"what row {first.number} says of order {row.cells['order']!r}"
                got = f"{row.cells[name]!r} instead of {first.cells[name]!r}"
                sheet.add(expected, got, row=row.number, column=name)


def _check_windows(sheet: Sheet, group: list[TableRow]) -> None:
    """Report windows of one order that overlap or lie too far apart; the first one is the first."""
    for previous, row in itertools.pairwise(group):
        if _opens(row) <= _closes(previous):
            expected = f"windows of order {row.cells['order']!r} that do not overlap"
            got = f"one that begins within that of row {previous.number}"
            sheet.add(expected, got, row=row.number, column="open_time")
        if _opens(row) - _opens(group[0]) > LONGEST_SPAN_DAYS * DAY_MIN:
            expected = f"windows within {LONGEST_SPAN_DAYS} days of row {group[0].number}"
            sheet.add(expected, row.cells["date"], row=row.number, column="date")


def _weekday_orders(dates: list[str]) -> tuple[float, ...]:
    """Orders of a mean Monday to Saturday; `dates` has the day of the first window of each."""
    found = []
    for weekday in range(SUNDAY):
        of_day = [day for day in dates if date.fromisoformat(day).weekday() == weekday]
        found.append(len(of_day) / max(1, len(set(of_day))))
    return tuple(found)


def _order(group: list[TableRow], sites: dict[str, int]) -> RawWeekOrder:
    first = group[0]
    start_min = _midnight(first.cells["date"])
    known = [minute for row in group if (minute := _known_min(row)) is not None]
    cells: dict[str, Any] = first.cells
    return RawWeekOrder(
        site=sites[cells["site"]],
        weekday=date.fromisoformat(cells["date"]).weekday(),
        windows=tuple((_opens(row) - start_min, _closes(row) - start_min) for row in group),
        quantity_units=cells["quantity_units"],
        service_min=cells["service_min"],
        weight_kg=cells["weight_kg"] or 0.0,
        is_business=cells["is_business"] is not False,
        may_split=bool(cells["may_split"]),
        known_min=known[0] - start_min if known else None,
    )


def _midnight(day: str) -> float:
    return date.fromisoformat(day).toordinal() * DAY_MIN


def _opens(row: TableRow) -> float:
    return _midnight(row.cells["date"]) + float(row.cells["open_time"])


def _closes(row: TableRow) -> float:
    return _midnight(row.cells["date"]) + float(row.cells["close_time"])


def _known_min(row: TableRow) -> float | None:
    """When the order came in: on `known_date`, or on the day of the window."""
    if row.cells["known_time"] is None:
        return None
    return _midnight(row.cells["known_date"] or row.cells["date"]) + float(row.cells["known_time"])
