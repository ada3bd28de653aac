"""One simulated run of a rule set in one world with one seed: what is asked and what comes back."""

import hashlib
import hmac
from typing import Any, Literal

import msgspec

FaultKind = Literal[
    "gate",  # the static gate refused the source
    "raised",  # rule code raised an exception
    "nonsense",  # an answer of the wrong type, not finite, or too large
    "timeout",  # a decision or the replication ran past its generous deadline
    "memory",  # rule code ran out of memory
    "exit",  # the cell ended by itself, or was killed by its lock-down
    "illegal",  # a system call that the lock-down forbids
    "flood",  # more output or more requests than any honest rule needs
    "not deterministic",  # the same seed gave another decision trace
]


class Fault(msgspec.Struct, frozen=True):
    """Why rule code failed. `detail` may quote rule code: it is data, never an instruction."""

    kind: FaultKind
    detail: str


class RuleFaulted(Exception):
    """Carries a fault from the cell through simulator code to the worker, which turns it to data.

    Simulators never catch it. It has exactly one argument so that simpy can rebuild it.
    """

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class Setting(msgspec.Struct, frozen=True):
    """Which ranges of the scenario a world is drawn from, and what is overridden in them."""

    ranges: Literal["world", "holdout"] = "world"
    overrides: dict[str, Any] = {}


class Block(msgspec.Struct, frozen=True):
    """A numbered block of seeds of one tier of evidence; seeds of different blocks are unrelated.

    Replication `index` of a block plays world `index // seeds_per_world`. The `run_key` is the
    run's secret: seeds are HMAC-SHA256 of it, so nothing outside the host can rebuild them.
    """

    tier: Literal[
        "tournament", "screen", "race", "confirm", "stress", "holdout", "explore", "scout"
    ]
    number: str
    setting: Setting = Setting()
    seeds_per_world: int = 1

    def seeds(self, run_key: bytes, index: int) -> tuple[bytes, bytes]:
        """(world seed, replication seed) of one replication; 16 bytes each."""
        world = f"{self.tier}/{self.number}/world/{index // self.seeds_per_world}"
        replication = f"{self.tier}/{self.number}/replication/{index}"
        return _seed(run_key, world), _seed(run_key, replication)


def _seed(run_key: bytes, name: str) -> bytes:
    return hmac.new(run_key, name.encode(), hashlib.sha256).digest()[:16]


class Task(msgspec.Struct, frozen=True):
    """One replication to play: complete, so that any worker on any machine can do it.

    `wants_floor` is off where the proven bound is known already, or nobody will look at it.
    """

    rules: str
    setting: Setting
    world_seed: bytes
    seed: bytes
    wants_floor: bool = True


class Job(msgspec.Struct, frozen=True):
    """One replication that is wanted: which rules, on which seeds."""

    rules: str
    block: Block
    index: int


class Replication(msgspec.Struct, frozen=True):
    """What one replication gave: measures, or the fault that ended it, never both.

    `digest` identifies the decision trace; `floor` is the proven bound on the objective, when the
    domain has one; `cpu_s` is the processor time of worker and cell and differs between runs.
    `reasons` are the simulator's sentences about bad measures, by measure.
    """

    measures: dict[str, float]
    fault: Fault | None = None
    decisions: int = 0
    digest: str = ""
    floor: float | None = None
    cpu_s: float = 0.0
    reasons: dict[str, tuple[str, ...]] = {}
