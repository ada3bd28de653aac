"""Sensitivity: how the held-out gain moves with every parameter that is an estimate.

An estimate is an assumption, or a sourced figure for which there are plausible others. Some move
together, as one group: wages go up or down for all classes of vehicles.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

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


class Range(msgspec.Struct, frozen=True):
    """One parameter and its plausible extremes."""

    parameter: str
    low: float
    high: float


class Swing(msgspec.Struct, frozen=True):
    """The held-out gain over best shipped with one estimate at its low and at its high end.

    parameter: a parameter, or a group of parameters, the `members`; low and high are those of the
    first member.
    A gain is None when it could not be told: rule sets faulted there, or no world can be made.
    """

    parameter: str
    low: float
    high: float
    gain_at_low: Estimate | None
    gain_at_high: Estimate | None
    members: tuple[Range, ...] = ()

    @property
    def width(self) -> float:
        """How far the gain moves between both ends, in the objective's unit."""
        if self.gain_at_low is None or self.gain_at_high is None:
            return float("inf")
        return abs(self.gain_at_high.mean - self.gain_at_low.mean)


class Sensitivity(msgspec.Struct, frozen=True):
    """One swing per estimate or group, widest first; all start from the held-out gain, `central`.

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
    """Move all estimates that are in use to both of their ends; see `joint_moves`.

    None when the scenario asks for none, and when nothing was kept or the hold-out has no gain:
    nothing to move.

    Raises:
        SimulatorFailure: a measure is missing or not finite.
    """
    gain = held_out.versus_best_shipped
    if not evidence.sensitivity_worlds or stand.champion == stand.best_shipped or gain is None:
        return None
    groups = groups_of(card.parameters)
    moves = joint_moves(list(groups), evidence.sensitivity_worlds)
    table = _Table(stand, held_out.opening, groups, card, bench)
    rows = list(table.rows(moves))
    told = effects(rows)

    def gain_at(name: str, *, high: bool) -> Estimate | None:
        effect = told.get((name, high))
        return summed((gain.usual, effect)) if effect else None

    swings = [
        Swing(
            name,
            members[0].low,
            members[0].high,
            gain_at(name, high=False),
            gain_at(name, high=True),
            members if len(members) > 1 else (),
        )
        for name, members in groups.items()
    ]
    return Sensitivity(
        opening=held_out.opening,
        central=gain.usual,
        swings=tuple(sorted(swings, key=lambda swing: (-swing.width, swing.parameter))),
        replications=2 * len(moves),
        failed=len(moves) - len(rows),
    )


def groups_of(parameters: Iterable[Parameter]) -> dict[str, tuple[Range, ...]]:
    """What is moved, by name: each group of several members, each other estimate by itself."""
    found: dict[str, tuple[Range, ...]] = {}
    for parameter in parameters:
        if parameter.ends is not None:
            name = parameter.moved_with or parameter.name
            found[name] = (*found.get(name, ()), Range(parameter.name, *parameter.ends))
    return {m[0].parameter if len(m) == 1 else name: m for name, m in found.items()}


class _Table:
    """Plays moves, champion beside best shipped, each in the same worlds with the same seeds."""

    def __init__(
        self,
        stand: Stand,
        opening: int,
        groups: Mapping[str, Sequence[Range]],
        card: DomainCard,
        bench: Bench,
    ) -> None:
        self._sources = (stand.champion, stand.best_shipped)
        self._number = f"{opening}/sensitivity"
        self._groups, self._objective, self._bench = groups, card.objective, bench

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
        ends = {
            member.parameter: member.high if is_high else member.low
            for name, is_high in move.is_high.items()
            for member in self._groups[name]
        }
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
