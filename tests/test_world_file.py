import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.errors import ScenarioError
from ruleloop.scenario import read_scenario
from ruleloop.world_file import origin, world_text

SCENARIO = (
    'domain = "inventory"\n[world]\nfrom = "world.toml"\nb = 3\n[holdout]\nfrom = "cold.toml"\n'
)


def write(folder: Path, **texts: str) -> Path:
    for name, text in {"shop": SCENARIO, **texts}.items():
        (folder / f"{name}.toml").write_text(text)
    return folder / "shop.toml"


def faults_of(path: Path) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    return list(caught.value.faults)


def test_a_scenario_takes_in_world_files_and_its_own_values_go_first(tmp_path):
    world, cold = "[world]\na = 1\nb = 2\n", "[world]\na = { from = 5, to = 6 }\n"
    scenario = read_scenario(write(tmp_path, world=world, cold=cold))
    assert scenario.world == {"a": 1, "b": 3}
    assert scenario.holdout == {"a": {"from": 5, "to": 6}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = 1\n", "expected one table [world] of values and ranges, got a"),
        ("", "expected one table [world] of values and ranges, got an empty file"),
        ("world = 3\n", "expected one table [world] of values and ranges, got 3"),
        ('[world]\nfrom = "x.toml"\n', "got `from` in it"),
        ("[world\n", "is not valid TOML"),
    ],
)
def test_a_world_file_with_a_fault_is_named_beside_the_other_faults(tmp_path, text, told):
    path = write(tmp_path, world=text)
    faults = faults_of(path)
    assert faults[0].startswith(f"{tmp_path / 'world.toml'}: ")
    assert told in faults[0]
    assert faults[1].startswith(f"{path}: holdout.from: no world file {tmp_path / 'cold.toml'}")


def test_a_name_that_is_no_text_is_a_fault(tmp_path):
    path = write(tmp_path, shop='domain = "x"\n[world]\nfrom = 3\n')
    assert faults_of(path) == [
        f"{path}: world.from: expected the name of a world file, got 3",
    ]


def test_a_fault_is_told_of_the_file_in_which_the_value_stands(tmp_path):
    world, cold = "[world]\na = 1\nb = 2\n", "[world]\nc = 1\n"
    path = write(tmp_path, world=world, cold=cold)
    assert origin("world.a: too small", path) == tmp_path / "world.toml"
    assert origin("world.a.from: too small", path) == tmp_path / "world.toml"
    assert origin("world.b: too small", path) == path  # the scenario says it itself
    assert origin("holdout.c: too small", path) == tmp_path / "cold.toml"
    assert origin("holdout.a: too small", path) == tmp_path / "world.toml"
    assert origin("world.z: missing", path) == path
    assert origin("rules.baseline: none", path) == path


PLAIN = st.one_of(
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])),
)
VALUES = st.one_of(
    PLAIN,
    st.fixed_dictionaries({"from": PLAIN, "to": PLAIN}),
    st.fixed_dictionaries({"any_of": st.lists(PLAIN)}),
)


@given(values=st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), VALUES))
def test_what_is_written_to_a_world_file_is_read_back_from_it(values):
    text = world_text(("heading",), {name: (value, "why") for name, value in values.items()})
    assert tomllib.loads(text)["world"] == values
