"""Sensitivity: how the held-out gain moves with every parameter that is an assumption."""

import msgspec

from ruleloop.domain import DomainCard, Parameter
from ruleloop.errors import SimulatorFailure, UserError
from ruleloop.evaluation.replication import Block, Replication, Setting
from ruleloop.judge.bench import Bench
from ruleloop.judge.estimate import estimate, gains
from ruleloop.judge.stand import Stand
from ruleloop.judge.verdict import Estimate
from ruleloop.scenario import Evidence


class Swing(msgspec.Struct, frozen=True):
    """The held-out gain over best shipped with one assumption at its low and at its high end.

    A gain is None when a rule set faulted there.
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
    """One swing per assumption, widest first; `central` is the gain with nothing moved.

    All estimates have 95 % intervals clustered by world and share worlds and seeds, so that rows
    differ by the assumption only.
    """

    opening: int
    central: Estimate | None
    swings: tuple[Swing, ...]
    replications: int


def measure_sensitivity(
    stand: Stand, opening: int, *, card: DomainCard, evidence: Evidence, bench: Bench
) -> Sensitivity | None:
    """Move one assumption at a time to both of its ends.

    None when the scenario asks for none, and when nothing was kept: no gain, nothing to move.

    Raises:
        SimulatorFailure: a measure is missing or not finite.
    """
    if not evidence.sensitivity_worlds or stand.champion == stand.best_shipped:
        return None
    assumed = [parameter for parameter in card.parameters if parameter.assumed is not None]

    def gain_with(overrides: dict[str, float]) -> Estimate | None:
        # One replication a world: for the same work, more worlds say more than more days.
        block = Block("holdout", f"{opening}/sensitivity", Setting("holdout", overrides))
        return _gain(stand, block, card=card, evidence=evidence, bench=bench)

    swings = [
        Swing(p.name, *_ends(p), *(gain_with({p.name: end}) for end in _ends(p))) for p in assumed
    ]
    central = gain_with({})
    per_gain = 2 * evidence.sensitivity_worlds
    widest_first = sorted(swings, key=lambda swing: (-swing.width, swing.parameter))
    return Sensitivity(
        opening=opening,
        central=central,
        swings=tuple(widest_first),
        replications=per_gain * (1 + 2 * len(swings)),
    )


def _ends(parameter: Parameter) -> tuple[float, float]:
    """Both ends of an assumption, whole numbers for a parameter that counts something."""
    assert parameter.assumed is not None
    low, high = parameter.assumed
    return (int(low), int(high)) if parameter.type == "int" else (low, high)


def _gain(
    stand: Stand, block: Block, *, card: DomainCard, evidence: Evidence, bench: Bench
) -> Estimate | None:
    indices = range(evidence.sensitivity_worlds)
    sources = (stand.champion, stand.best_shipped)
    try:
        arms: list[list[Replication]] = [list(bench.play(s, block, indices)) for s in sources]
    except (SimulatorFailure, UserError):  # the end of this range fits no world of the scenario
        return None
    if any(replication.fault is not None for arm in arms for replication in arm):
        return None
    each = gains(card.objective, *arms)
    return estimate(each, confidence=0.95)
