"""Sensitivity: how the held-out gain moves with every parameter that is an assumption."""

from collections.abc import Iterator, Sequence

import msgspec

from ruleloop.domain import DomainCard, Parameter
from ruleloop.errors import SimulatorFailure, UserError
from ruleloop.evaluation.replication import Block, Job, Replication, Setting
from ruleloop.judge.bench import Bench
from ruleloop.judge.effects import Row, effects
from ruleloop.judge.estimate import gains, summed
from ruleloop.judge.holdout import HoldoutResult
from ruleloop.judge.joint_moves import Move, joint_moves
from ruleloop.judge.stand import Stand
from ruleloop.judge.verdict import Estimate
from ruleloop.scenario import Evidence


class Swing(msgspec.Struct, frozen=True):
    """The held-out gain over best shipped with one assumption at its low and at its high end.

    A gain is None when it could not be told: rule sets faulted there, or no world can be made.
    """

    parameter: str
    low: float
    high: float
    gain_at_low: Estimate | None
    gain_at_high: Estimate | None

    @property
    def width(self) -> float:
        """How far the gain moves between both ends, in the objective's unit."""
        if self.gain_at_low is None or self.gain_at_high is None:
            return float("inf")
        return abs(self.gain_at_high.mean - self.gain_at_low.mean)


class Sensitivity(msgspec.Struct, frozen=True):
    """One swing per assumption, widest first; `central` is the held-out gain that they start from.

    All estimates have 95 % intervals. A gain at an end is the held-out gain plus the effect of the
    move, which is measured within worlds; so both uncertainties are in its interval.
    replications: what was played; failed: pairs of it in which a rule set faulted, or whose world
    could not be made.
    """

    opening: int
    central: Estimate | None
    swings: tuple[Swing, ...]
    replications: int
    failed: int = 0


def measure_sensitivity(
    stand: Stand, held_out: HoldoutResult, *, card: DomainCard, evidence: Evidence, bench: Bench
) -> Sensitivity | None:
    """Move all assumptions that are in use to both of their ends; see `joint_moves`.

    None when the scenario asks for none, and when nothing was kept or the hold-out has no gain:
    nothing to move.

    Raises:
        SimulatorFailure: a measure is missing or not finite.
    """
    gain = held_out.versus_best_shipped
    if not evidence.sensitivity_worlds or stand.champion == stand.best_shipped or gain is None:
        return None
    assumed = {p.name: p for p in card.parameters if p.assumed is not None}
    moves = joint_moves(list(assumed), evidence.sensitivity_worlds)
    table = _Table(stand, held_out.opening, assumed, card, bench)
    rows = list(table.rows(moves))
    told = effects(rows)

    def gain_at(name: str, *, high: bool) -> Estimate | None:
        effect = told.get((name, high))
        return summed((gain.usual, effect)) if effect else None

    swings = [
        Swing(name, *_ends(p), gain_at(name, high=False), gain_at(name, high=True))
        for name, p in assumed.items()
    ]
    return Sensitivity(
        opening=held_out.opening,
        central=gain.usual,
        swings=tuple(sorted(swings, key=lambda swing: (-swing.width, swing.parameter))),
        replications=2 * len(moves),
        failed=len(moves) - len(rows),
    )


class _Table:
    """Plays moves, champion beside best shipped, each in the same worlds with the same seeds."""

    def __init__(
        self,
        stand: Stand,
        opening: int,
        assumed: dict[str, Parameter],
        card: DomainCard,
        bench: Bench,
    ) -> None:
        self._sources = (stand.champion, stand.best_shipped)
        self._number = f"{opening}/sensitivity"
        self._assumed, self._objective, self._bench = assumed, card.objective, bench

    def rows(self, moves: Sequence[Move]) -> Iterator[Row]:
        """A row for each move whose world both rule sets played to the end."""
        jobs = [
            Job(source, self._block(move), move.world) for move in moves for source in self._sources
        ]
        played = _play_all(self._bench, jobs)
        for move, champion, shipped in zip(moves, played[::2], played[1::2], strict=True):
            if champion and shipped and not (champion.fault or shipped.fault):
                gain = float(gains(self._objective, [champion], [shipped])[0])
                yield Row(move.world, tuple(move.is_high.items()), gain)

    def _block(self, move: Move) -> Block:
        ends = {name: _ends(self._assumed[name])[high] for name, high in move.is_high.items()}
        return Block("holdout", self._number, Setting("holdout", ends))


def _play_all(bench: Bench, jobs: Sequence[Job]) -> list[Replication | None]:
    """Every job; None where these ends together fit no world of the scenario."""
    played: list[Replication | None] = []
    while len(played) < len(jobs):
        try:
            for replication in bench.play_each(jobs[len(played) :]):
                played.append(replication)  # noqa: PERF402 - what came before a failure stays
        except (SimulatorFailure, UserError):
            played.append(None)
    return played


def _ends(parameter: Parameter) -> tuple[float, float]:
    """Both ends of an assumption, whole numbers for a parameter that counts something."""
    assert parameter.assumed is not None
    low, high = parameter.assumed
    return (int(low), int(high)) if parameter.type == "int" else (low, high)
