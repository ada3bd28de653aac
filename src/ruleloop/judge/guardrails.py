"""Guard-rails as measured: what each one reads, and by how much it holds.

Every guard-rail is turned into one *margin* per replication, whose mean is at or above zero when
the guard-rail holds. So one interval serves all of them, and relative ones stay paired.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from ruleloop.domain import AtLeast, AtMost, Guardrail, Never, NotWorse
from ruleloop.evaluation.replication import Replication
from ruleloop.judge.estimate import column, lower_bound, standard_error
from ruleloop.judge.verdict import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

Replications = Sequence[Replication]


def with_allowance(rails: Sequence[Guardrail], share: float) -> tuple[Guardrail, ...]:
    """The guard-rails with a share of what each `NotWorse` allows; demands stay as they are."""
    return tuple(
        msgspec.structs.replace(rail, by=share * rail.by)
        if isinstance(rail, NotWorse) and rail.by > 0.0
        else rail
        for rail in rails
    )


def read_guardrail(
    rail: Guardrail,
    candidate: Replications,
    baseline: Replications,
    *,
    proven: bool,
    values_per_world: int = 1,
) -> Reading:
    """One guard-rail on replications that candidate and baseline played side by side.

    With `proven`, it must hold at the one-sided 95 % bound of the mean, else by the mean itself.
    A `Never` must read zero in every single replication either way.

    Raises:
        SimulatorFailure: the measure is missing or not finite in a replication.
    """
    if isinstance(rail, Never):
        return _read_never(rail, candidate)
    each = margins(rail, candidate, baseline)
    mean = float(each.mean())
    margin = lower_bound(each, values_per_world=values_per_world) if proven else mean
    value = float(column(candidate, rail.measure).mean())
    towards = 1.0 if _more_is_better(rail) else -1.0
    return Reading(
        guardrail=type(rail).__name__,
        measure=rail.measure,
        value=value,
        limit=value - towards * mean,
        margin=margin,
        holds=margin >= 0.0,
        bound=value - towards * (mean - margin) if proven else None,
    )


def read_guardrails(
    rails: Sequence[Guardrail],
    candidate: Replications,
    baseline: Replications,
    *,
    proven: bool,
    values_per_world: int = 1,
) -> tuple[Reading, ...]:
    """All guard-rails, in their order; see `read_guardrail`."""
    return tuple(
        read_guardrail(rail, candidate, baseline, proven=proven, values_per_world=values_per_world)
        for rail in rails
    )


def clearly_broken(
    rails: Sequence[Guardrail], candidate: Replications, baseline: Replications
) -> tuple[Reading, ...]:
    """The guard-rails whose margin is more than two standard errors below zero.

    Leaving early for these is always legal (it can only lose a keep, never win one), while a
    mean that merely touches its limit after a few replications may be noise.
    """
    broken = []
    for rail in rails:
        if isinstance(rail, Never):
            continue  # watched in every replication
        each = margins(rail, candidate, baseline)
        if each.mean() + 2.0 * standard_error(each) < 0.0:
            broken.append(read_guardrail(rail, candidate, baseline, proven=False))
    return tuple(broken)


def margins(
    rail: AtLeast | AtMost | NotWorse, candidate: Replications, baseline: Replications
) -> "NDArray[np.float64]":
    """One margin per replication, `(n,)`, in the measure's unit; their mean is >= 0 when it holds.

    A relative allowance is spread over the pairs in proportion to the baseline's values, so that
    the mean is exact and the interval knows that the baseline's mean is itself an estimate.
    """
    values = column(candidate, rail.measure)
    if isinstance(rail, AtLeast):
        return values - rail.limit
    if isinstance(rail, AtMost):
        return rail.limit - values
    reference = column(baseline, rail.measure)
    worse = reference - values if rail.more_is_better else values - reference
    if not rail.relative:
        return rail.by - worse
    return rail.by * float(np.sign(reference.mean())) * reference - worse


def broken_never(rails: Sequence[Guardrail], replication: Replication) -> tuple[str, ...]:
    """Which `Never` this replication broke, and what the simulator says of it; empty when none.

    Raises:
        SimulatorFailure: the measure of a `Never` is missing or not finite.
    """
    for rail in rails:
        if isinstance(rail, Never):
            value = column([replication], rail.measure)[0]
            if value != 0.0:
                found = f"`{rail.measure}` must never happen and was {value:.6g} in a replication"
                return found, *replication.reasons.get(rail.measure, ())
    return ()


def sentence(reading: Reading) -> str:
    """What a broken guard-rail says to people and agents."""
    found = f"`{reading.measure}` is {reading.value:.6g}, its limit {reading.limit:.6g}"
    if reading.bound is None:
        return f"guard-rail broken: {found}"
    return f"guard-rail not shown to hold: {found}, and the 95 % bound reaches {reading.bound:.6g}"


def _read_never(rail: Never, candidate: Replications) -> Reading:
    worst = float(np.abs(column(candidate, rail.measure)).max())
    return Reading("Never", rail.measure, worst, 0.0, -worst, holds=worst == 0.0)


def _more_is_better(rail: Guardrail) -> bool:
    return isinstance(rail, AtLeast) or (isinstance(rail, NotWorse) and rail.more_is_better)
