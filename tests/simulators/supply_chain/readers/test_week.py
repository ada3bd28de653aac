"""A user's own week: read as documented, drawn afresh, and every mistake named with its place."""

import re
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from simulators.supply_chain.actions import Shift, WeekDesign
from simulators.supply_chain.build import build_week
from simulators.supply_chain.readers.faults import InputFaults
from simulators.supply_chain.readers.load import file_faults
from simulators.supply_chain.readers.week_tables import WeekFiles, WeekTables, read_week_tables
from simulators.supply_chain.staff.roster import roster
from simulators.supply_chain.week import Driver
from simulators.supply_chain.world import World
from simulators.supply_chain.zones import INDUSTRIAL, OLD_TOWN, RURAL
from tests.simulators.supply_chain.worlds import draws

GUIDE = Path(__file__).parents[4] / "docs" / "supply-chain-data.md"
FILES = ("sites", "orders", "fleet", "drivers")


def example() -> dict[str, str]:
    """The tables of the guide's example, by name."""
    found = re.findall(r"`week_(\w+)\.csv`\n\n```csv\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    return dict(found)


def write(folder: Path, **tables: str) -> WeekFiles:
    tables = {**example(), **tables}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    return WeekFiles(**{name: folder / f"{name}.csv" for name in tables})


def read(folder: Path, **tables: str) -> WeekTables:
    return read_week_tables(write(folder, **tables), speed_kmh=30.0, detour=1.3)


def faults(folder: Path, **tables: str) -> tuple[str, ...]:
    with pytest.raises(InputFaults) as caught:
        read(folder, **tables)
    return caught.value.faults


def own_world(folder: Path, **changes: Any) -> World:
    write(folder)
    names = {f"{name}_csv": str(folder / f"{name}.csv") for name in FILES}
    times = {"first_wave_min": 360.0, "last_wave_min": 960.0, "wave_interval_min": 200.0}
    return World(region=True, **{"orders_per_day": 20.0, **names, **times, **changes})


def test_the_example_of_the_guide_is_read_as_it_says(tmp_path: Path) -> None:
    tables = read(tmp_path)
    assert (tables.hub, tables.site_zone) == (5, (INDUSTRIAL, OLD_TOWN, INDUSTRIAL, *(RURAL,) * 3))
    assert len(tables.orders) == 5
    factory = tables.orders[1]
    assert factory.windows == ((1200.0, 1800.0), (1860.0, 2400.0))
    assert (factory.weekday, factory.known_min, factory.may_split) == (1, -780.0, True)
    assert tables.orders[0].known_min == -2 * 1440.0 + 900.0
    assert tables.orders[2].known_min is None
    assert not tables.orders[2].is_business
    assert tables.fleet is not None
    assert tables.fleet.counts == (3, 0, 0, 1, 0)
    assert tables.staff[0] == Driver("Ada", 40.0, 300.0, 1080.0, 9.0)
    assert tables.staff[1] == Driver("Ben", 48.0)
    assert tables.distance_km[0, 2] == pytest.approx(1.3 * 5.0)


def test_semicolons_and_decimal_commas_say_the_same(tmp_path: Path) -> None:
    european = {k: v.replace(",", ";").replace(".", ",") for k, v in example().items()}
    assert read(tmp_path).orders == read(tmp_path, **european).orders


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        (
            "sites",
            "old town",
            "downtown",
            ("sites.csv, row 3, column zone", "old town", "'downtown'"),
        ),
        ("sites", "yes", "perhaps", ("sites.csv, row 7, column is_hub", "yes or no")),
        (
            "sites",
            "rural,\nvillage",
            "rural,yes\nvillage",
            ("row 7, column is_hub", "one cross-dock"),
        ),
        ("sites", "depot,0,0,,", "depot,0,0,,yes", ("row 2, column is_hub", "the depot")),
        (
            "orders",
            "3,farm shop",
            "3,moon base",
            ("orders.csv, row 5, column site", "unknown site"),
        ),
        ("orders", "3,farm shop", "3,cross-dock", ("row 5, column site", "cross-dock")),
        ("orders", "2026-11-06", "2026-11-08", ("row 7, column date", "Sunday")),
        ("orders", "08:00,18:00", "18:00,08:00", ("row 5, column close_time", "after 24:00")),
        (
            "orders",
            "20:00,30:00",
            "20:00,33:00",
            ("row 4, column open_time", "do not overlap", "row 3"),
        ),
        ("orders", "2026-11-04,07:00", "2026-11-12,07:00", ("row 4, column date", "within 7 days")),
        ("orders", "07:00,16:00,120", "07:00,16:00,90", ("row 4, column quantity_units", "row 3")),
        ("orders", "20,13,500", "-2,13,500", ("row 6, column quantity_units", "above 0", "'-2'")),
        ("orders", "2026-11-05,06:40", "2026-11-06,06:40", ("row 6, column known_time", "closes")),
        ("orders", "2026-11-05,06:40", "2026-11-05,", ("row 6, column known_time", "empty cell")),
        (
            "fleet",
            "van,3",
            "hovercraft,3",
            ("fleet.csv, row 2, column vehicle_class", "truck 18 t"),
        ),
        ("fleet", "truck 12 t,1", "van,1", ("row 3, column vehicle_class", "'van' again")),
        ("fleet", "van,3,41", "van,3,-41", ("row 2, column eur_per_day", "0 or more", "'-41'")),
        ("fleet", ",34.5", ",-1", ("row 3, column wage_eur_per_h", "'-1'")),
        ("fleet", "van,3", "van,2.5", ("row 2, column count", "whole number")),
        (
            "fleet",
            "van,3,41,\ntruck 12 t,1",
            "van,0,41,\ntruck 12 t,0",
            ("column count", "one vehicle"),
        ),
        ("drivers", "Ada,40", "Ada,55", ("drivers.csv, row 2, column week_h", "48 h", "2002/15")),
        ("drivers", "Ada,40,9", "Ada,40,14", ("row 2, column shift_h", "13 h", "561/2006")),
        ("drivers", "30,8,18:00,32:00", "30,8,18:00,08:00", ("column latest_time", "30:00")),
        ("drivers", "30,8,18:00,32:00", "30,8,18:00,24:00", ("column shift_h", "at most the 6 h")),
        ("drivers", "Ben", "Ada", ("row 3, column driver", "'Ada' again")),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 12 else "",
)
def test_a_mistake_is_named_with_file_row_and_column(
    tmp_path: Path, table: str, old: str, new: str, words: tuple[str, ...]
) -> None:
    text = example()[table]
    assert old in text
    found = faults(tmp_path, **{table: text.replace(old, new, 1)})
    assert len(found) == 1
    assert all(word in found[0] for word in words)


def test_mistakes_of_all_files_come_together(tmp_path: Path) -> None:
    write(tmp_path)
    world = own_world(tmp_path)
    for name, old, new in (
        ("orders", "3,farm shop", "3,moon base"),
        ("fleet", "van,3", "van,-3"),
        ("drivers", "Ada,40", "Ada,70"),
    ):
        text = example()[name]
        (tmp_path / f"{name}.csv").write_text(text.replace(old, new))
    found = file_faults(world)
    assert [fault.split(",")[0] for fault in found] == ["fleet.csv", "drivers.csv", "orders.csv"]


def test_a_week_is_drawn_from_the_orders_of_each_weekday(tmp_path: Path) -> None:
    world = own_world(tmp_path)
    week = build_week(world, draws(1))
    assert (week.fleet, week.drivers, week.hub) == ((3, 0, 0, 1, 0), 3, 5)
    assert week.kinds[0].fixed_eur_per_day == 41.0
    assert week.kinds[3].wage_eur_per_h == 34.5
    assert [driver.name for driver in week.staff] == ["Ada", "Ben", "Cem"]
    assert {order.site for order in week.orders} == {1, 2, 3, 4}
    assert all(order.known_min < order.windows[-1][1] for order in week.orders)
    by_day = {int(order.windows[0][0] // 1440) for order in week.orders}
    assert by_day == {0, 1, 2, 3, 4}
    assert all(order.may_split for order in week.orders if order.site == 2)
    assert np.sum(week.zone_orders) == pytest.approx(6 * 20.0)
    assert len(week.history) == pytest.approx(2 * len(week.orders), rel=0.4)
    assert sum(week.site_share) == pytest.approx(1.0)


def test_where_nobody_says_how_busy_a_week_is_its_weekdays_do(tmp_path: Path) -> None:
    world = own_world(tmp_path, orders_per_day=None, orders_cv=0.0)
    table = example()["orders"]
    second_friday = [f"{k},bakery,2026-11-13,06:30,10:30,6,7,80,yes,,,\n" for k in (6, 7)]
    (tmp_path / "orders.csv").write_text(table + "".join(second_friday))
    week = build_week(world, draws(1))
    by_day = [sum(int(o.windows[0][0] // 1440) == day for o in week.orders) for day in range(6)]
    assert by_day == [1, 1, 1, 1, 2, 0]  # three orders on two Fridays: 1.5, rounded
    assert [sum(zones) for zones in week.zone_orders] == pytest.approx([1, 1, 1, 1, 1.5, 0])


def test_a_week_of_files_is_a_function_of_world_and_seed(tmp_path: Path) -> None:
    world = own_world(tmp_path)
    one, same, other = (build_week(world, draws(seed)) for seed in (1, 1, 2))
    assert one.orders == same.orders
    assert one.orders != other.orders
    assert np.array_equal(one.travel_min, other.travel_min)
    quiet = build_week(msgspec.structs.replace(world, cancelled_share=0.0), draws(1))
    assert [order.windows for order in quiet.orders] == [order.windows for order in one.orders]


def test_what_no_vehicle_holds_whole_is_split(tmp_path: Path) -> None:
    world = own_world(tmp_path)
    fleet = "vehicle_class,count\nvan,9\n"
    (tmp_path / "fleet.csv").write_text(fleet)
    (tmp_path / "orders.csv").write_text(example()["orders"].replace(",yes,yes,", ",yes,no,"))
    week = build_week(world, draws(1))
    assert all(order.may_split == (order.quantity_units > 40.0) for order in week.orders)


def test_drivers_are_rostered_within_their_own_hours(tmp_path: Path) -> None:
    week = build_week(own_world(tmp_path), draws(1))
    every_day = (0, 1, 2, 3, 4, 5)
    design = WeekDesign(
        (
            Shift(every_day, kind=0, count=2, start_min=300.0, hours=8.0),
            Shift(every_day, kind=0, count=1, start_min=1200.0, hours=8.0),
        )
    )
    shifts = roster(design, week).shifts
    hours = [sum(s.planned_hours for s in shifts if s.driver == who) for who in range(3)]
    assert hours == [40.0, 48.0, 24.0]  # Ada, Ben, Cem: 40, 48 and 30 hours a week
    assert {s.start_min % 1440.0 for s in shifts if s.driver == 2} == {1200.0}
    assert all(s.start_min % 1440.0 == 300.0 for s in shifts if s.driver == 0)
