"""Stress bank: rare situations that rules must survive, pass or fail.

A test on means cannot price a disaster that it has not sampled. So every domain names its rare
situations, and each one is played once on a seed that stays fixed for the whole run: the first
champion passed exactly the same examination.
"""

from collections.abc import Iterator

from ruleloop.domain import Stress
from ruleloop.evaluation.replication import Block, Replication, Setting
from ruleloop.judge.guardrails import read_guardrail
from ruleloop.judge.hearing import Hearing, Stopped


def stress_block(stress: Stress) -> Block:
    """The block of one situation."""
    return Block("stress", stress.name, Setting("world", stress.world))


def broken_limits(stress: Stress, replication: Replication) -> tuple[str, ...]:
    """One sentence per limit that this replication broke.

    Raises:
        SimulatorFailure: a measure is missing or not finite.
    """
    broken = []
    for limit in stress.limits:
        reading = read_guardrail(limit, [replication], (), proven=False)
        if not reading.holds:
            broken.append(
                f"stress `{stress.name}` ({stress.why}): `{reading.measure}` is"
                f" {reading.value:.6g}, its limit {reading.limit:.6g}"
            )
    return tuple(broken)


def run_stress(hearing: Hearing) -> None:
    """Play the stress bank; the first situation that the candidate fails ends the hearing.

    A stress situation has limits of its own: the domain's `Never` guard-rails count in it only
    when it lists them. Faults and the proven floor count everywhere.

    Raises:
        Stopped: a fault, a limit that is broken, or a beaten floor.
        SimulatorFailure: a measure is missing or not finite.
    """
    hearing.stage = "stress"
    for stress in hearing.card.stress:
        played = hearing.alone(stress_block(stress), nevers=False)
        reasons = broken_limits(stress, played)
        if reasons:
            raise Stopped("unsafe", *reasons, *_told(stress, played))


def _told(stress: Stress, replication: Replication) -> Iterator[str]:
    """What the simulator says of the measures that this situation limits."""
    for measure in dict.fromkeys(limit.measure for limit in stress.limits):
        yield from replication.reasons.get(measure, ())
