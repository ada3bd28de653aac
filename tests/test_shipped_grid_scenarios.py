"""Every shipped scenario of a network can be read and played, hold-outs and rare days included."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from domains.stress.grid_balancing import STRESS
from ruleloop.scenario import read_scenario
from ruleloop.worlds import data_folders, read_worlds
from simulators.grid_balancing.problems import problems
from simulators.grid_balancing.world import World

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "scenarios" / "grid_balancing").glob("*.toml"))


def corners(path: Path, table: dict[str, Any]) -> list[World]:
    worlds, faults = read_worlds(table, World, where="", folders=data_folders(path.parent, ROOT))
    assert faults == []
    return list(worlds.corners())


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_corner_of_a_shipped_scenario_can_be_played(path: Path) -> None:
    scenario = read_scenario(path)
    for table in (scenario.world, {**scenario.world, **scenario.holdout}):
        for world in corners(path, table):
            assert problems(world) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_hold_outs_move_at_least_three_things(path: Path) -> None:
    scenario = read_scenario(path)
    moved = [key for key, value in scenario.holdout.items() if scenario.world.get(key) != value]
    assert len(moved) >= 3


@pytest.mark.parametrize("stress", STRESS, ids=lambda stress: stress.name)
def test_a_rare_situation_is_the_same_kind_of_world_beside_every_scenario(stress: Any) -> None:
    seen = set()
    for path in PATHS:
        for world in corners(path, {**read_scenario(path).world, **stress.world}):
            assert problems(world) == []
            seen.add(msgspec.json.encode({name: getattr(world, name) for name in stress.world}))
    assert len(seen) == 1
