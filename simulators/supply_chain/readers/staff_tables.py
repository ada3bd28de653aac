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
from simulators.supply_chain.readers.faults import fault
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
    rows = read_table(path, FLEET, faults)
    counts = [0] * len(KIND_NAMES)
    figures: list[dict[str, float]] = [{} for _ in KIND_NAMES]
    named = [_named(row) for row in rows]
    check_unique(path.name, named, "vehicle_class", faults)
    for row in rows:
        kind = row.cells["vehicle_class"]
        counts[kind] = row.cells["count"]
        given = {OWN_FIGURES[name]: row.cells[name] for name in OWN_FIGURES}
        figures[kind] = {name: value for name, value in given.items() if value is not None}
    if rows and not sum(counts):
        expected, got = "at least one vehicle", "none in all rows"
        faults.append(fault(path.name, column="count", expected=expected, got=got))
    return OwnFleet(tuple(counts), tuple(figures))


def read_drivers(path: Path, faults: list[str]) -> tuple[Driver, ...]:
    """The drivers; shifts that no driver may legally work are reported."""
    rows = read_table(path, DRIVERS, faults)
    check_unique(path.name, rows, "driver", faults)
    return tuple(_driver(path.name, row, faults) for row in rows)


def _named(row: TableRow) -> TableRow:
    name = KIND_NAMES[row.cells["vehicle_class"]]
    return TableRow(row.number, {**row.cells, "vehicle_class": name})


def _driver(file: str, row: TableRow, faults: list[str]) -> Driver:
    cells = row.cells
    usual = Driver(cells["driver"])
    earliest = cells["earliest_time"] if cells["earliest_time"] is not None else 0.0
    latest = cells["latest_time"] if cells["latest_time"] is not None else usual.latest_min
    shift_h = cells["shift_h"] or LONGEST_SHIFT_H

    def add(column: str, expected: str, got: str, mend: str) -> None:
        faults.append(
            fault(file, row=row.number, column=column, expected=expected, got=got, mend=mend)
        )

    if cells["week_h"] > LONGEST_WEEK_H:
        mend = "the law allows 48 h a week on average (Dir. 2002/15/EC art. 4)"
        add("week_h", f"at most {LONGEST_WEEK_H:g} h", f"{cells['week_h']:g} h", mend)
    if shift_h > LONGEST_SHIFT_H:
        mend = "11 h of a day are rest (Reg. (EC) 561/2006 art. 8)"
        add("shift_h", f"at most {LONGEST_SHIFT_H:g} h", f"{shift_h:g} h", mend)
    if latest <= earliest:
        expected = f"a time after earliest_time ({earliest:g} min)"
        mend = "a shift that ends in the next morning ends after 24:00, such as 30:00"
        add("latest_time", expected, f"{latest:g} min", mend)
    elif latest - earliest < shift_h * 60.0 <= LONGEST_SHIFT_H * 60.0 and cells["shift_h"]:
        expected = f"at most the {(latest - earliest) / 60.0:g} h between earliest and latest_time"
        add("shift_h", expected, f"{shift_h:g} h", "shorten the shift or widen the times")
    return Driver(cells["driver"], cells["week_h"], earliest, latest, shift_h)
