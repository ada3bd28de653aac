"""A user's own tables: read as documented, and every mistake named with file, row and column."""

import re
from pathlib import Path

import numpy as np
import pytest

from simulators.supply_chain.readers.csv_tables import CsvFiles, read_csv_tables
from simulators.supply_chain.readers.faults import MOST_LISTED, InputFaults
from simulators.supply_chain.readers.instance import Instance

GUIDE = Path(__file__).parents[4] / "docs" / "supply-chain-data.md"
NAMES = ("from_site", "to_site", "travel_min", "distance_km")


def example() -> dict[str, str]:
    """The tables of the guide's example, by name."""
    return dict(re.findall(r"`(\w+)\.csv`\n\n```csv\n(.*?)```", GUIDE.read_text(), re.DOTALL))


def read(folder: Path, **tables: str) -> Instance:
    tables = {**example(), **tables}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    files = CsvFiles(
        folder / "sites.csv",
        folder / "orders.csv",
        folder / "vehicles.csv",
        folder / "matrix.csv" if "matrix" in tables else None,
    )
    return read_csv_tables(files, speed_kmh=30.0, detour=1.3)


def faults(folder: Path, **tables: str) -> tuple[str, ...]:
    with pytest.raises(InputFaults) as caught:
        read(folder, **tables)
    return caught.value.faults


def test_the_example_of_the_guide_is_read_as_it_says(tmp_path: Path) -> None:
    instance = read(tmp_path)
    assert (instance.capacity_units, instance.vehicles) == (30.0, 2)
    assert len(instance.orders) == 5
    assert instance.orders[2].known_min == 640.0
    assert instance.orders[0].known_min is None
    assert instance.distance_km[0, 2] == pytest.approx(1.3 * 5.0)
    assert instance.travel_min[0, 2] == pytest.approx(1.3 * 5.0 * 2.0)


def test_semicolons_and_decimal_commas_say_the_same_as_commas_and_points(tmp_path: Path) -> None:
    european = {k: v.replace(",", ";").replace(".", ",") for k, v in example().items()}
    plain, other = read(tmp_path), read(tmp_path, **european)
    assert np.array_equal(plain.travel_min, other.travel_min)
    assert plain.orders == other.orders


def test_degrees_become_great_circle_kilometres(tmp_path: Path) -> None:
    berlin_munich = "site,lat,lon\ndepot,52.5200,13.4050\nbakery,48.1351,11.5820\n"
    orders = "order,site,open_time,close_time,quantity_units,service_min\n1,bakery,480,600,1,5\n"
    instance = read(tmp_path, sites=berlin_munich, orders=orders)
    # 504 km: any great-circle calculator
    assert instance.distance_km[0, 1] / 1.3 == pytest.approx(504.4, abs=0.5)
    assert instance.y_km[1] < -450.0


def test_a_matrix_is_taken_as_it_is_and_needs_no_coordinates(tmp_path: Path) -> None:
    orders = "order,site,open_time,close_time,quantity_units,service_min\n1,b,480,600,1,5\n"
    matrix = "from_site,to_site,travel_min,distance_km\na,b,20,11\nb,a,30,\n"
    instance = read(tmp_path, sites="site\na\nb\n", orders=orders, matrix=matrix)
    assert instance.travel_min.tolist() == [[0.0, 20.0], [30.0, 0.0]]
    assert instance.distance_km.tolist() == [[0.0, 11.0], [15.0, 0.0]]  # 30 min at 30 km/h
    assert np.isfinite(instance.x_km).all()


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("sites", "school,-3,4", "bakery,-3,4", ("sites.csv, row 4, column site", "'bakery'")),
        ("sites", "school,-3,4", "school,-3,", ("sites.csv, row 4", "both x_km and y_km")),
        ("sites", "school,-3,4", "school,west,4", ("row 4, column x_km", "'west'")),
        ("sites", "x_km,y_km", "east,north", ("lat and lon", "neither")),
        ("sites", "site,", "place,", ("sites.csv, row 1", "the columns site")),
        ("orders", "1,bakery,08:00,10:30,4", "1,baker,08:00,10:30,4", ("row 2", "'baker'")),
        ("orders", "1,bakery,08:00,10:30,4", "1,depot,08:00,10:30,4", ("row 2", "the depot")),
        ("orders", "08:00,10:30,4", "10:31,10:30,4", ("row 2, column close_time", "swap")),
        ("orders", "08:00,10:30,4", "8 am,10:30,4", ("row 2, column open_time", "'8 am'")),
        ("orders", "08:00,10:30,4", "08:61,10:30,4", ("row 2, column open_time", "'08:61'")),
        ("orders", "10:30,4,6", "10:30,-4,6", ("row 2, column quantity_units", "'-4'")),
        ("orders", "10:30,4,6", "10:30,31,6", ("row 2", "capacity of 30", "31")),
        ("orders", "10:30,4,6", "10:30,4,-6", ("row 2, column service_min", "'-6'")),
        ("orders", "10:30,4,6,,", "10:30,4,6,11:00,", ("row 2, column known_time",)),
        ("orders", "10:30,4,6,,2026-11-02", "10:30,4,6,,", ("row 2, column date", "in none")),
        ("orders", "2026-11-03\n2", "2026-13-03\n2", ("row 5, column date", "'2026-13-03'")),
        ("orders", "2,school", "1,school", ("row 3, column order", "first in row 2")),
        ("orders", "known_time", "known_tme", ("row 1", "did you mean known_time?")),
        ("vehicles", "van 2,30", "van 1,30", ("vehicles.csv, row 3, column vehicle",)),
        ("vehicles", "van 2,30", "van 2,20", ("vehicles.csv, row 3", "mixed fleets")),
        ("vehicles", "van 2,30", "van 2,0", ("vehicles.csv, row 3", "above 0")),
    ],
)
def test_a_mistake_in_a_table_is_named_with_its_place(
    tmp_path: Path, table: str, old: str, new: str, words: tuple[str, ...]
) -> None:
    text = example()[table]
    assert old in text
    told = "\n".join(faults(tmp_path, **{table: text.replace(old, new, 1)}))
    for word in words:
        assert word in told


def test_mistakes_of_all_files_are_reported_together(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        sites=example()["sites"].replace("-3,4", "x,4"),
        orders=example()["orders"].replace("10:30,4", "10:30,none"),
        vehicles="vehicle,capacity_units\n",
        matrix="from_site,to_site,travel_min\ndepot,bakery,soon\n",
    )
    files = [fault.split(",")[0].split(":")[0] for fault in told]
    assert list(dict.fromkeys(files)) == ["sites.csv", "orders.csv", "vehicles.csv", "matrix.csv"]


def test_every_kind_of_mistake_of_one_row_is_told_and_each_once(tmp_path: Path) -> None:
    row = "2,school,09:00,12:00,12,10,0,2026-11-02"
    assert row in example()["orders"]
    wrong = example()["orders"].replace(row, "2,scool,09:00,8:00,-12,ten,09:00,2026-11-02")
    told = faults(tmp_path, orders=wrong)
    columns = ["quantity_units", "service_min", "site", "close_time", "known_time"]
    assert [fault.split(":")[0] for fault in told] == [
        f"orders.csv, row 3, column {column}" for column in columns
    ]


def test_a_misspelt_column_is_one_mistake_and_what_stands_in_it_is_read(tmp_path: Path) -> None:
    wrong = (
        example()["orders"].replace("quantity_units", "quantity_unit").replace(",12,10", ",x,10")
    )
    told = faults(tmp_path, orders=wrong)
    assert len(told) == 2
    assert "'quantity_unit'; did you mean quantity_units?" in told[0]
    assert "row 3, column quantity_units: expected a number above 0, got 'x'" in told[1]


def test_a_missing_column_does_not_hide_the_mistakes_in_the_others(tmp_path: Path) -> None:
    wrong = example()["orders"].replace("service_min", "stop").replace("bakery", "baker", 1)
    told = faults(tmp_path, orders=wrong)
    assert [fault.split(":")[0] for fault in told] == [
        "orders.csv, row 1",
        "orders.csv, row 2, column site",
    ]


def test_a_decimal_comma_between_commas_is_told_as_such(tmp_path: Path) -> None:
    wrong = example()["sites"].replace("2.5,1", "2,5,1")
    (told,) = faults(tmp_path, sites=wrong)
    assert "sites.csv, row 3: expected 3 cells, as in row 1, got 4; " in told


@pytest.mark.parametrize(
    ("old", "new", "row"), [("school,-3", "school,-3000", 4), ("depot,0", "depot,9000", 2)]
)
def test_a_site_outside_the_map_is_named(tmp_path: Path, old: str, new: str, row: int) -> None:
    (told,) = faults(tmp_path, sites=example()["sites"].replace(old, new))
    assert told.startswith(f"sites.csv, row {row}, column x_km and y_km: expected a")
    assert "within 1,000 km of" in told


def test_a_long_list_has_one_of_every_kind_of_mistake(tmp_path: Path) -> None:
    heading = example()["orders"].splitlines()[0]
    rows = [f"{k},bakery,08:00,10:30,-{k},6,,2026-11-02" for k in range(2, 90)]
    rows += ["90,nobody,08:00,10:30,4,6,,2026-11-02", "91,bakery,08:00,07:30,4,6,,2026-11-02"]
    told = faults(tmp_path, orders="\n".join([heading, *rows]))
    assert len(told) == MOST_LISTED + 1
    assert told[-1] == "... and 50 more faults"
    assert "row 90, column site" in told[-3]
    assert "row 91, column close_time" in told[-2]


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        ("a,b,20,11\n", ("square matrix", "from 'b' to 'a'")),
        ("a,b,20,11\nb,a,30,\nb,a,31,\n", ("row 4", "each leg once")),
        ("a,b,20,11\nb,c,30,\n", ("row 3, column to_site", "unknown site 'c'")),
        ("a,b,20,11\nb,a,-3,\n", ("row 3, column travel_min", "'-3'")),
    ],
)
def test_a_mistake_in_a_matrix_is_named(
    tmp_path: Path, matrix: str, words: tuple[str, ...]
) -> None:
    orders = "order,site,open_time,close_time,quantity_units,service_min\n1,b,480,600,1,5\n"
    heading = ",".join(NAMES) + "\n"
    told = "\n".join(faults(tmp_path, sites="site\na\nb\n", orders=orders, matrix=heading + matrix))
    for word in words:
        assert word in told


def test_missing_and_empty_files_are_reported_together(tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_text("")
    with pytest.raises(InputFaults) as caught:
        read_csv_tables(
            CsvFiles(tmp_path / "sites.csv", tmp_path / "orders.csv"), speed_kmh=30.0, detour=1.3
        )
    told = "\n".join(caught.value.faults)
    assert "sites.csv, row 1: expected the columns site, got an empty file" in told
    assert "orders.csv: expected a readable file" in told
