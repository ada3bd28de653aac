"""Every cheat as a candidate of a real run: gate, cells, referee and judge together."""

import json
from pathlib import Path

import pytest

from domains.stress.supply_chain import STRESS
from ruleloop.session import open_session
from tests.support.scripted import propose_all

CHEATS = sorted((Path(__file__).parent / "supply_chain").glob("*.py"))
# Rare situations are no defence against cheats, and cost more than all the rest: a few are enough.
LEFT_OUT = json.dumps([each.name for each in STRESS[3:]])
SCENARIO = f"""
domain = "supply_chain"
[world]
orders_per_day = {{ from = 14.0, to = 18.0 }}
sites = 30
radius_km = {{ from = 9.0, to = 13.0 }}
vehicles = 4
capacity_units = 24.0
[rules]
tournament = ["prizes", "savings_one_wave"]
[evidence]
tournament = 8
screen = 4
race_first = 8
race_most = 16
confirm = 16
[stress]
leave_out = {LEFT_OUT}
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cheats")
    path = folder / "day.toml"
    path.write_text(SCENARIO)
    root = Path(__file__).parents[2]
    with open_session(str(path), workspace=root, workers=2) as session:
        return propose_all(session, [cheat.read_text() for cheat in CHEATS], folder / "run")


@pytest.mark.parametrize("number", range(len(CHEATS)), ids=[cheat.stem for cheat in CHEATS])
def test_a_cheat_is_never_kept(record, number):
    verdict = record.judged[number].verdict
    assert verdict is None or verdict.outcome in ("discard", "unsafe", "crash"), verdict


def test_overloading_and_delivering_twice_are_unsafe_and_not_merely_dear(record):
    outcomes = {cheat.stem: j.verdict for cheat, j in zip(CHEATS, record.judged, strict=True)}
    for name in ("overloader", "double_deliverer"):
        assert outcomes[name].outcome == "unsafe", outcomes[name]
