from pathlib import Path
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.worlds import Worlds, read_worlds


class Farm(msgspec.Struct, frozen=True):
    rain_mm: Annotated[float, msgspec.Meta(ge=0, le=100, description="rain a day")] = 5.0
    fields: Annotated[int, msgspec.Meta(ge=1)] = 3
    crop: str = "wheat"
    map_file: Annotated[str, msgspec.Meta(extra={"file": True})] = ""


def read(table, folders=()) -> tuple[Worlds, list[str]]:
    return read_worlds(table, Farm, where="world.", folders=list(folders))


def draw(table, seed: int = 1) -> Farm:
    worlds, faults = read(table)
    assert not faults
    world: Farm = worlds.draw(seed.to_bytes(16, "big"))
    return world


@given(st.integers(0, 2**64))
def test_drawn_values_stay_within_their_range_and_keep_their_type(seed):
    world = draw({"rain_mm": {"from": 2.0, "to": 3.0}, "fields": {"from": 2, "to": 9}}, seed)
    assert 2.0 <= world.rain_mm <= 3.0
    assert world.fields in range(2, 10)


def test_the_same_seed_draws_the_same_world_and_another_seed_another():
    table = {"rain_mm": {"from": 0.0, "to": 9.0}}
    assert draw(table, 1) == draw(table, 1) != draw(table, 2)


def test_shifting_one_range_leaves_the_other_parameters_of_a_world_as_they_were():
    table = {"rain_mm": {"from": 0.0, "to": 9.0}, "fields": {"from": 1, "to": 100}}
    shifted = {**table, "rain_mm": {"from": 50.0, "to": 90.0}}
    assert draw(table).fields == draw(shifted).fields


def test_every_option_of_any_of_turns_up():
    drawn = {draw({"crop": {"any_of": ["rye", "oats"]}}, seed).crop for seed in range(20)}
    assert drawn == {"rye", "oats"}


def test_all_faults_of_a_table_are_found_at_once():
    _, faults = read(
        {
            "rain_cm": 3.0,
            "crops": 1,
            "rain_mm": {"from": 3.0, "to": 2.0},
            "fields": {"any_of": [1, "two", 0]},
            "crop": {"between": 3},
        }
    )
    joined = "\n".join(faults)
    assert "world.rain_cm: wrong unit; the parameter is `rain_mm`" in joined
    assert "world.crops: unknown key; did you mean `crop`?" in joined
    assert "world.rain_mm: expected from <= to, got 3.0 > 2.0" in joined
    assert "world.fields: expected int, got str, got 'two'" in joined
    assert "world.fields: expected int >= 1, got 0" in joined
    assert "world.crop: expected a value, { from" in joined


def test_a_file_is_looked_up_in_the_folders_and_its_absence_says_where(tmp_path: Path):
    (tmp_path / "map.txt").write_text("x")
    worlds, faults = read({"map_file": "map.txt"}, [Path("nowhere"), tmp_path])
    assert not faults
    assert worlds.draw(bytes(16)).map_file == str(tmp_path / "map.txt")
    _, faults = read({"map_file": "other.txt"}, [tmp_path])
    assert "no file `other.txt`" in faults[0]
    assert "RULELOOP_DATA" in faults[0]


def test_corner_worlds_visit_both_ends_of_every_range():
    worlds, _ = read({"rain_mm": {"from": 1.0, "to": 2.0}, "crop": {"any_of": ["a", "b", "c"]}})
    corners = worlds.corners()
    assert {world.rain_mm for world in corners} == {1.0, 2.0}
    assert {world.crop for world in corners} == {"a", "b", "c"}


@pytest.mark.parametrize("value", [{"from": "a", "to": "b"}])
def test_a_span_of_words_is_refused(value):
    assert "a range needs numbers" in read({"crop": value})[1][0]


def test_many_files_that_are_missing_from_one_place_are_told_in_one_sentence(tmp_path):
    names = [f"road{number}.txt" for number in range(9)]
    _, faults = read({"map_file": {"any_of": names}}, [tmp_path])
    assert len(faults) == 1
    assert "`road0.txt`" in faults[0]
    assert "8 more of this list are missing" in faults[0]
