"""A user's own vehicles and drivers."""

from pathlib import Path

import msgspec

from simulators.supply_chain.kinds import KIND_NAMES
from simulators.supply_chain.observations import VehicleClass
from simulators.supply_chain.readers.csv_table import (
    Column,
    TableRow,
    number,
    one_of,
    positive,
    read_table,
    text,
    time_of_night,
    whole,
)
from simulators.supply_chain.readers.faults import Sheet
from simulators.supply_chain.readers.site_tables import check_unique
from simulators.supply_chain.week import Driver

LONGEST_SHIFT_H = 13.0  # leaves 11 h of daily rest: Reg. (EC) 561/2006 art. 8
LONGEST_WEEK_H = 48.0  # on average: Dir. 2002/15/EC art. 4
PRICE = "EUR, 0 or more"
OWN_FIGURES = {
    "eur_per_day": "fixed_eur_per_day",
    "wear_eur_per_km": "wear_eur_per_km",
    "wage_eur_per_h": "wage_eur_per_h",
    "toll_eur_per_km": "toll_eur_per_km",
    "capacity_units": "capacity_units",
    "payload_kg": "payload_kg",
}
FLEET = (
    Column("vehicle_class", one_of(KIND_NAMES), f"one of {', '.join(KIND_NAMES)}"),
    Column("count", whole(0, 500), "a whole number from 0 to 500"),
    Column("eur_per_day", number(0.0), PRICE, optional=True),
    Column("wear_eur_per_km", number(0.0), PRICE, optional=True),
    Column("wage_eur_per_h", number(0.0), PRICE, optional=True),
    Column("toll_eur_per_km", number(0.0), PRICE, optional=True),
    Column("capacity_units", positive, "a number above 0", optional=True),
    Column("payload_kg", positive, "kilograms above 0", optional=True),
)
TIME = "a time as HH:MM up to 48:00, or minutes after midnight"
DRIVERS = (
    Column("driver", text, "the driver's name"),
    Column("week_h", positive, "hours above 0"),
    Column("shift_h", positive, "hours above 0", optional=True),
    Column("earliest_time", time_of_night, TIME, optional=True),
    Column("latest_time", time_of_night, TIME, optional=True),
)


class OwnFleet(msgspec.Struct, frozen=True):
    """How many there are of each class, and what of it differs from the world's parameters."""

    counts: tuple[int, ...]
    figures: tuple[dict[str, float], ...]

    def kinds(self, usual: tuple[VehicleClass, ...]) -> tuple[VehicleClass, ...]:
        """The classes with the user's own figures."""
        pairs = zip(usual, self.figures, strict=True)
        return tuple(msgspec.structs.replace(kind, **own) for kind, own in pairs)


def read_fleet(path: Path, faults: list[str]) -> OwnFleet:
    """Vehicles by class; a class that is not named has none."""
    sheet, rows = Sheet(path.name, faults), read_table(path, FLEET, faults)
    check_unique(sheet, [_named(row) for row in rows], "vehicle_class")
    if rows and all(row.cells.get("count") == 0 for row in rows):
        sheet.add("at least one vehicle", "none in all rows", column="count")
    counts = [0] * len(KIND_NAMES)
    figures: list[dict[str, float]] = [{} for _ in KIND_NAMES]
    for row in rows:
        if row.has("vehicle_class", "count"):
            kind = row.cells["vehicle_class"]
            counts[kind] = row.cells["count"]
            figures[kind] = {OWN_FIGURES[n]: row.cells[n] for n in OWN_FIGURES if row.has(n)}
    return OwnFleet(tuple(counts), tuple(figures))


def read_drivers(path: Path, faults: list[str]) -> tuple[Driver, ...]:
    """The drivers; shifts that no driver may legally work are reported."""
    sheet, rows = Sheet(path.name, faults), read_table(path, DRIVERS, faults)
    check_unique(sheet, rows, "driver")
    for row in rows:
        _check_lengths(sheet, row)
        _check_times(sheet, row)
    return tuple(_driver(row) for row in rows if row.has("driver", "week_h"))


def _named(row: TableRow) -> TableRow:
    """The row with the name of its class instead of the place in `KIND_NAMES`."""
    if not row.has("vehicle_class"):
        return row
    name = KIND_NAMES[row.cells["vehicle_class"]]
    return TableRow(row.number, {**row.cells, "vehicle_class": name})


def _driver(row: TableRow) -> Driver:
    cells = row.cells
    usual = Driver(cells["driver"])
    return Driver(
        cells["driver"],
        cells["week_h"],
        cells["earliest_time"] if row.has("earliest_time") else 0.0,
        cells["latest_time"] if row.has("latest_time") else usual.latest_min,
        cells["shift_h"] if row.has("shift_h") else LONGEST_SHIFT_H,
    )


def _check_lengths(sheet: Sheet, row: TableRow) -> None:
    """Report a week or a shift that is longer than the law allows."""
    if row.has("week_h") and row.cells["week_h"] > LONGEST_WEEK_H:
        mend = "the law allows 48 h a week on average (Dir. 2002/15/EC art. 4)"
        got = f"{row.cells['week_h']:g} h"
        sheet.add(f"at most {LONGEST_WEEK_H:g} h", got, row=row.number, column="week_h", mend=mend)
    if row.has("shift_h") and row.cells["shift_h"] > LONGEST_SHIFT_H:
        mend = "11 h of a day are rest (Reg. (EC) 561/2006 art. 8)"
        got = f"{row.cells['shift_h']:g} h"
        sheet.add(
            f"at most {LONGEST_SHIFT_H:g} h", got, row=row.number, column="shift_h", mend=mend
        )


def _check_times(sheet: Sheet, row: TableRow) -> None:
    """Report times of the day between which the driver's shift does not fit."""
    if not all(name in row.cells for name in ("earliest_time", "latest_time")):
        return
    earliest, latest = row.cells["earliest_time"] or 0.0, row.cells["latest_time"]
    latest = Driver("").latest_min if latest is None else latest
    shift_h = row.cells["shift_h"] if row.has("shift_h") else 0.0
    if latest <= earliest:
        expected = f"a time after earliest_time ({earliest:g} min)"
        mend = "a shift that ends in the next morning ends after 24:00, such as 30:00"
        got = f"{latest:g} min"
        sheet.add(expected, got, row=row.number, column="latest_time", mend=mend)
    elif latest - earliest < shift_h * 60.0 <= LONGEST_SHIFT_H * 60.0:
        expected = f"at most the {(latest - earliest) / 60.0:g} h between earliest and latest_time"
        mend = "shorten the shift or widen the times"
        sheet.add(expected, f"{shift_h:g} h", row=row.number, column="shift_h", mend=mend)
