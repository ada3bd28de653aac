"""Every scenario file that is shipped can be read and played, hold-outs and rare days included."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from domains.stress.supply_chain import STRESS
from ruleloop.scenario import read_scenario
from ruleloop.worlds import data_folders, read_worlds
from simulators.supply_chain.problems import problems
from simulators.supply_chain.world import World

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "scenarios" / "supply_chain").glob("*.toml"))
WEEKS = [path for path in PATHS if path.stem.endswith("_week")]


def corners(path: Path, table: dict[str, Any]) -> list[World]:
    worlds, faults = read_worlds(table, World, where="", folders=data_folders(path.parent, ROOT))
    real_data = [fault for fault in faults if "no file" in fault]
    assert faults == real_data
    if real_data:
        pytest.skip("its data files are not here")
    return list(worlds.corners())


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_corner_of_a_shipped_scenario_can_be_played(path: Path) -> None:
    scenario = read_scenario(path)
    for table in (scenario.world, {**scenario.world, **scenario.holdout}):
        for world in corners(path, table):
            assert problems(world) == []


@pytest.mark.parametrize("path", WEEKS, ids=lambda path: path.stem)
def test_hold_outs_of_weeks_differ_in_geography_and_demand(path: Path) -> None:
    shifted = tomllib.loads(path.read_text())["holdout"]
    assert "orders_per_day" in shifted
    assert {"radius_km", "rural_km"} & set(shifted)
    assert any(key.endswith(("_weight", "_share")) for key in shifted)


@pytest.mark.parametrize("stress", STRESS, ids=lambda stress: stress.name)
def test_a_rare_situation_is_the_same_kind_of_world_beside_every_scenario(stress: Any) -> None:
    seen = set()
    for path in PATHS:
        if path.stem == "dispatch_roads":  # its days lie on the networks that it names
            continue
        for world in corners(path, {**read_scenario(path).world, **stress.world}):
            assert problems(world) == []
            kept = {name: getattr(world, name) for name in stress.world}
            seen.add(msgspec.json.encode(kept))
            assert world.region == stress.world["region"]
    assert len(seen) == 1
