"""What verdicts rest on: parts, floor, guard-rails and pairing."""

import statistics

import numpy as np

from ruleloop.conformance.finding import Finding
from ruleloop.conformance.subject import Subject
from ruleloop.judge.estimate import column
from ruleloop.judge.guardrails import read_guardrails, sentence
from ruleloop.judge.hearing import beats_floor

PAIRING_MOST = 0.5
"""Common random numbers must at least halve the standard deviation of a difference."""


def parts_sum(subject: Subject) -> Finding:
    """The parts sum to the objective."""
    objective, prop = subject.card.objective, "the parts sum to the objective"
    if not objective.parts:
        return Finding(prop, holds=True, detail="no parts declared")
    worst = max(
        abs(sum(r.measures[part] for part in objective.parts) - r.measures[objective.measure])
        / max(1.0, abs(r.measures[objective.measure]))
        for each in subject.sound.values()
        for r in each
    )
    return Finding(prop, worst < 1e-9, f"largest difference {worst:.1e}")


def floor_holds(subject: Subject) -> Finding:
    """No rule set beats the proven floor."""
    beaten = [
        name
        for name, each in subject.sound.items()
        if any(beats_floor(subject.card, replication) for replication in each)
    ]
    detail = ", ".join(beaten) if subject.card.has_floor else "no floor declared"
    return Finding("no rule set beats the floor", not beaten, detail)


def baseline_holds(subject: Subject) -> Finding:
    """The baseline keeps the guard-rails."""
    played = subject.sound[subject.baseline]
    readings = read_guardrails(subject.card.guardrails, played, played, proven=False)
    broken = [sentence(reading) for reading in readings if not reading.holds]
    return Finding("the baseline keeps the guard-rails", not broken, "; ".join(broken))


def guardrails_fire(subject: Subject) -> Finding:
    """A careless rule set breaks at least one guard-rail."""
    prop = "the guard-rails stop a careless rule set"
    if not subject.careless:
        return Finding(prop, holds=True, detail="none given: add rules/<domain>/_careless.py")
    played = subject.play(subject.careless)
    fault = next((replication.fault for replication in played if replication.fault), None)
    if fault:
        return Finding(prop, holds=False, detail=f"it fails instead: {fault.detail}")
    baseline = subject.sound[subject.baseline]
    readings = read_guardrails(subject.card.guardrails, played, baseline, proven=False)
    broken = [reading.measure for reading in readings if not reading.holds]
    stopped = ", ".join(broken) or "all guard-rails let it pass"
    return Finding(prop, bool(broken), stopped)


def pairing_pays(subject: Subject) -> Finding:
    """Pairing at least halves the standard deviation of a difference of two shipped rule sets.

    Pairs that decide the same in any replication are left out: those would pair perfectly even if
    every draw were keyed by call order.
    """
    prop = "pairing at least halves the standard deviation of a difference"
    names = list(subject.sound)
    shares = [
        share
        for i, one in enumerate(names)
        for other in names[i + 1 :]
        if (share := _paired_share(subject, one, other)) is not None
    ]
    if not shares:
        return Finding(prop, holds=True, detail="no two rule sets decide differently everywhere")
    best, middle = min(shares), statistics.median(shares)
    detail = f"paired sd is {best:.2f} of unpaired at best, {middle:.2f} in the middle"
    told = "; key every draw by a fact of the world; where all are, ship rule sets that are akin"
    mend = "" if best <= PAIRING_MOST else told
    return Finding(prop, best <= PAIRING_MOST, detail + mend)


def _paired_share(subject: Subject, one: str, other: str) -> float | None:
    first, second = subject.sound[one], subject.sound[other]
    if any(a.digest == b.digest for a, b in zip(first, second, strict=True)):
        return None
    measure = subject.card.objective.measure
    a, b = column(first, measure), column(second, measure)
    unpaired = float(np.sqrt(np.var(a) + np.var(b)))
    return float(np.std(a - b)) / unpaired if unpaired > 0.0 else None
