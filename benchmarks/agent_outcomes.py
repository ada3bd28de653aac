"""What became of each run of `benchmarks.agents`: kept in a file, so that a killed one goes on."""

import os
from pathlib import Path

import msgspec

OUTCOMES = "outcomes.jsonl"


class Outcome(msgspec.Struct, frozen=True):
    """One run of one agent. Gains are over best shipped on the hold-out, in the objective's unit.

    `replications` are those of verdicts, `looked` those of looks before a proposal.
    `terms` names everything that two runs must share to be compared: code, libraries, scenario
    and block sizes. `verdicts` counts proposals by how they ended, `by_move` by their kind too.
    """

    scenario: str
    agent: str
    seed: int
    experiments: int
    terms: str
    unit: str
    shipped: str
    shipped_mean: float
    gain: float
    holds: bool
    shipped_holds: bool
    verdicts: dict[str, int]
    by_move: dict[str, dict[str, int]]
    kept: tuple[str, ...]
    replications: int
    looked: int
    minutes: float

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What a run is called."""
        return self.scenario, self.agent, self.seed, self.experiments


def read_outcomes(folder: Path) -> list[Outcome]:
    """All that are finished; a line that was torn when the process was killed is left out."""
    path = folder / OUTCOMES
    if not path.exists():
        return []
    found = []
    for line in path.read_bytes().splitlines():
        try:
            found.append(msgspec.json.decode(line, type=Outcome))
        except msgspec.DecodeError:
            continue
    return found


def add_outcome(folder: Path, outcome: Outcome) -> None:
    """Append one, on a line of its own also after a torn one."""
    path = folder / OUTCOMES
    torn = path.exists() and not path.read_bytes().endswith(b"\n") and path.stat().st_size > 0
    with path.open("ab") as file:
        file.write((b"\n" if torn else b"") + msgspec.json.encode(outcome) + b"\n")
        file.flush()
        os.fsync(file.fileno())
