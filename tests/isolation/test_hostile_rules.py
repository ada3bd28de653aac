"""Rule modules that try to cheat or to harm, each behind the gate and without it.

Whatever they do must end in a fault or in a harmless legal answer, touch nothing outside, and
leave the next honest replication as it was. Every cheat that is ever found is added to `attacks/`.
"""

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ruleloop.evaluation.replication import RuleFaulted
from ruleloop.isolation.boundary import CellBlock


class Attack(msgspec.Struct, forbid_unknown_fields=True):
    """One hostile rule module.

    `outcome`: the fault kinds that are right without the gate, or `answer` where it does no harm;
    `gated`: the gate must refuse it. A module that answers 1 says that it found a secret.
    """

    outcome: str
    source: str
    gated: bool = True


def read_attacks() -> dict[str, Attack]:
    files = sorted((Path(__file__).parent / "attacks").glob("*.toml"))
    tables = [tomllib.loads(file.read_text()) for file in files]
    return msgspec.convert({k: v for t in tables for k, v in t.items()}, dict[str, Attack])


ATTACKS = read_attacks()


@pytest.mark.parametrize("gate", [True, False], ids=["gate", "wall"])
@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_rules_harm_nothing_and_leave_the_next_replication_as_it_was(
    name: str,
    gate: bool,
    block: CellBlock,
    ungated: CellBlock,
    play: Any,
    canary: Any,
    check_honest: Any,
) -> None:
    attack, cells = ATTACKS[name], block if gate else ungated
    expected = ["gate"] if gate and attack.gated else attack.outcome.split()
    source = attack.source.replace("CANARY", canary.path).replace("PORT", str(canary.port))

    outcome, detail = play_safely(cells, source, play)

    assert outcome in expected, detail
    assert len(detail) <= 1_500
    canary()
    check_honest(cells)


def play_safely(cells: CellBlock, source: str, play: Any) -> tuple[str, str]:
    try:
        with cells.open(source) as rules:
            measures = play(rules)
    except RuleFaulted as faulted:
        return faulted.fault.kind, faulted.fault.detail
    return ("found a secret" if measures["ordering"] > 0.0 else "answer"), ""


def test_every_attack_is_told_apart_by_its_name() -> None:
    assert len(ATTACKS) >= 90
