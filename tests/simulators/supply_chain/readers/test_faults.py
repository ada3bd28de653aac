"""Wrong benchmark files: every mistake is named, with its place, and nothing else is raised."""

import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.supply_chain.readers.faults import MOST_LISTED, InputFaults
from simulators.supply_chain.readers.positions import positions_km
from simulators.supply_chain.readers.sol import read_sol
from simulators.supply_chain.readers.solomon import read_solomon
from simulators.supply_chain.readers.vrplib import read_vrplib

VRPLIB = """NAME : three
TYPE : VRPTW
DIMENSION : 3
EDGE_WEIGHT_TYPE : EXPLICIT
EDGE_WEIGHT_FORMAT : FULL_MATRIX
VEHICLES : 2
CAPACITY : 10
EDGE_WEIGHT_SECTION
0 60 120
90 0 30
150 45 0
DEMAND_SECTION
1 0
2 4
3 5
DEPOT_SECTION
1
-1
SERVICE_TIME_SECTION
1 0
2 300
3 600
TIME_WINDOW_SECTION
1 0 36000
2 3600 7200
3 7200 10800
EOF
"""

SOLOMON = """TINY

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME

    0   0  0   0    0  100   0
    1   3  4   4   10   50   5
    2   6  8   5   20   60   5
"""


def vrplib_faults(folder: Path, text: str) -> tuple[str, ...]:
    path = folder / "three.vrp"
    path.write_text(text)
    with pytest.raises(InputFaults) as caught:
        read_vrplib(path)
    return caught.value.faults


def test_a_small_vrplib_file_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "three.vrp"
    path.write_text(VRPLIB)
    vrp = read_vrplib(path)
    assert (vrp.name, vrp.capacity, vrp.vehicles) == ("three", 10.0, 2)
    assert vrp.durations.tolist() == [[0, 60, 120], [90, 0, 30], [150, 45, 0]]
    assert vrp.services.tolist() == [0, 300, 600]
    assert vrp.due.tolist() == [36000, 7200, 10800]
    assert vrp.coordinates is None


def test_a_euclidean_file_gets_its_durations_from_its_coordinates(tmp_path: Path) -> None:
    path = tmp_path / "three.vrp"
    path.write_text(
        "DIMENSION : 2\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 5\n"
        "NODE_COORD_SECTION\n1 0 0\n2 3 4\nDEMAND_SECTION\n1 0\n2 1\nEOF\n"
    )
    assert read_vrplib(path).durations.tolist() == [[0.0, 5.0], [5.0, 0.0]]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("90 0 30", "90 0", ("row 10", "3 numbers", "2 numbers")),
        ("150 45 0\n", "", ("3 rows", "2 rows", "square")),
        ("90 0 30", "90 x 30", ("row 10", "'90 x 30'")),
        ("90 0 30", "90 0 -30", ("from site 2 to site 3", "-30")),
        ("2 4\n", "2 -4\n", ("customer 1", "demand", "-4")),
        ("2 4\n", "2 14\n", ("customer 1", "capacity of 10", "14")),
        ("2 4\n3 5\n", "2 0\n3 0\n", ("no demand",)),
        ("2 3600 7200", "2 7200 3600", ("customer 1", "time window", "7200 to 3600")),
        ("3 5\n", "", ("DEMAND_SECTION", "none for site 3")),
        ("3 5\n", "2 5\n", ("each site once", "site 2")),
        ("CAPACITY : 10", "CAPACITY : ten", ("CAPACITY", "'ten'")),
        ("DIMENSION : 3", "DIMENSION : 0", ("DIMENSION", "1 or more")),
        ("FULL_MATRIX", "LOWER_ROW", ("FULL_MATRIX", "LOWER_ROW")),
        ("1\n-1", "2\n-1", ("DEPOT_SECTION", "got 2")),
        ("3 600\n", "3 -600\n", ("service time", "-600")),
        ("3 600\n", "3 nan\n", ("SERVICE_TIME_SECTION", "nan")),
    ],
)
def test_a_mistake_in_a_vrplib_file_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, words: tuple[str, ...]
) -> None:
    assert old in VRPLIB
    told = "\n".join(vrplib_faults(tmp_path, VRPLIB.replace(old, new)))
    assert "three.vrp" in told
    for word in words:
        assert word in told


def test_several_mistakes_are_reported_together(tmp_path: Path) -> None:
    text = VRPLIB.replace("2 4\n", "2 -4\n").replace("3 5\n", "3 50\n")
    text = text.replace("2 3600 7200", "2 7200 3600")
    assert len(vrplib_faults(tmp_path, text)) == 3


def test_a_file_full_of_mistakes_gives_a_list_of_readable_length(tmp_path: Path) -> None:
    rows = "".join(f"{site} x\n" for site in range(1, 200))
    text = f"DIMENSION : 200\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 5\nDEMAND_SECTION\n{rows}"
    told = vrplib_faults(tmp_path, text)
    assert len(told) == MOST_LISTED + 1
    assert "more faults" in told[-1]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match=r"nowhere\.txt: expected a readable file"):
        read_vrplib(tmp_path / "nowhere.txt")


def test_a_small_solomon_file_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "tiny.txt"
    path.write_text(SOLOMON)
    vrp = read_solomon(path)
    assert (vrp.name, vrp.capacity, vrp.vehicles) == ("TINY", 10.0, 2)
    assert vrp.durations[0].tolist() == [0.0, 5.0, 10.0]
    assert vrp.due.tolist() == [100.0, 50.0, 60.0]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    1   3  4   4   10   50   5\n", "    1   3  4   4   10   50\n", ("row 11", "6 words")),
        ("    1   3", "    7   3", ("row 11", "expected 1, got 7")),
        ("   4   10   50", "   -4   10   50", ("customer 1", "demand", "-4")),
        ("   4   10   50", "   4   90   50", ("customer 1", "90 to 50")),
        ("    1   3", "    1   x", ("row 11", "column x", "'x'")),
        ("  2         10", "  0         10", ("row 5", "above 0")),
        ("VEHICLE\n", "\n", ("VEHICLE block",)),
        ("CUSTOMER\n", "\n", ("CUSTOMER block",)),
    ],
)
def test_a_mistake_in_a_solomon_file_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, words: tuple[str, ...]
) -> None:
    assert old in SOLOMON
    path = tmp_path / "tiny.txt"
    path.write_text(SOLOMON.replace(old, new))
    with pytest.raises(InputFaults) as caught:
        read_solomon(path)
    told = "\n".join(caught.value.faults)
    for word in ("tiny.txt", *words):
        assert word in told


def test_a_solution_file_without_routes_or_cost_says_both(tmp_path: Path) -> None:
    path = tmp_path / "x.sol"
    path.write_text("Rout #1: 2 3\n")
    with pytest.raises(InputFaults) as caught:
        read_sol(path)
    assert len(caught.value.faults) == 3


@given(st.integers(0, len(VRPLIB) - 1), st.sampled_from("x-9 \n:"))
def test_one_wrong_character_never_gives_anything_but_a_file_or_named_faults(
    tmp_path_factory: pytest.TempPathFactory, place: int, character: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "broken.vrp"
    path.write_text(VRPLIB[:place] + character + VRPLIB[place + 1 :])
    told: tuple[str, ...] = ()
    try:
        durations = read_vrplib(path).durations
    except InputFaults as error:
        told, durations = error.faults, np.zeros(1)
    assert all("broken.vrp" in fault for fault in told)
    assert (durations >= 0.0).all()


def test_faults_survive_the_way_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(InputFaults(("a", "b")))).faults == ("a", "b")


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=3, max_size=8))
def test_places_found_from_distances_alone_keep_those_distances(
    points: list[tuple[float, float]],
) -> None:
    places = np.array(points)
    distance = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    x_km, y_km = positions_km(1.3 * distance)
    found = np.column_stack([x_km, y_km])
    again = np.hypot(*(found[:, None, :] - found[None, :, :]).transpose(2, 0, 1))
    assert np.allclose(again, distance, atol=1e-5 * max(1.0, distance.max()))
