from pathlib import Path

import msgspec

from benchmarks.agent_outcomes import OUTCOMES, Outcome, add_outcome, read_outcomes
from benchmarks.agent_table import tables


def outcome(agent: str, seed: int, gain: float) -> Outcome:
    return Outcome(
        scenario="shop/demo",
        agent=agent,
        seed=seed,
        experiments=150,
        terms="t",
        unit="EUR",
        shipped="prizes",
        shipped_mean=5.0,
        gain=gain,
        holds=gain >= 0.0,
        shipped_holds=True,
        verdicts={"discard, screen": 100, "keep": 1},
        by_move={},
        kept=("a change",),
        replications=3000,
        looked=100,
        minutes=1.0,
    )


def test_a_run_that_was_finished_before_a_kill_is_read_again_and_a_torn_line_is_not(
    tmp_path: Path,
) -> None:
    first, second = outcome("evolve", 1, 0.5), outcome("evolve", 2, 0.25)
    add_outcome(tmp_path, first)
    with (tmp_path / OUTCOMES).open("ab") as file:
        file.write(msgspec.json.encode(second)[:40])
    add_outcome(tmp_path, second)
    assert read_outcomes(tmp_path) == [first, second]


def test_differences_are_paired_by_seed() -> None:
    found = [
        outcome(agent, seed, 10.0 * seed + gain)
        for seed in (1, 2, 3)
        for agent, gain in (("evolve", 1.0), ("random edits", 0.0))
    ]
    text = tables(found)
    # gains differ much between seeds, the difference within a seed does not
    assert "| **evolve minus random edits** | +1 | +1 to +1 | | | |" in text
    assert "| evolve | +21 | -3.841 to +45.84 | 1.0 | 3 of 3 | 3,000 + 100 |" in text


def test_a_table_of_one_seed_claims_no_interval() -> None:
    assert "| evolve | -0.5 | one seed | 1.0 | 0 of 1 |" in tables([outcome("evolve", 1, -0.5)])
