"""What every domain must keep, checked by playing its shipped rule sets: `ruleloop check`."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from ruleloop.domain import DomainCard
from ruleloop.evaluation.explore import explore_bench, explore_block
from ruleloop.evaluation.replication import Replication
from ruleloop.judge.estimate import column
from ruleloop.judge.guardrails import read_guardrails, sentence
from ruleloop.judge.hearing import beats_floor
from ruleloop.session import Session

PAIRING_MOST = 0.5
"""Common random numbers must at least halve the standard deviation of a difference."""


class Finding(msgspec.Struct, frozen=True):
    """One property, whether it holds, and what was seen or what to do."""

    prop: str
    holds: bool
    detail: str


def check_domain(session: Session, *, replications: int = 12) -> Iterator[Finding]:
    """Yield one finding per property of the session's domain, in its scenario's worlds."""
    card, baseline = session.card, session.scenario.rules.baseline
    played = {name: _play(session, source, replications) for name, source in card.rule_sets.items()}
    faults = [f"{n}: {r.fault.detail}" for n, rs in played.items() for r in rs if r.fault]
    yield Finding("every shipped rule set plays without a fault", not faults, "; ".join(faults))
    sound = {name: each for name, each in played.items() if not any(r.fault for r in each)}
    if baseline not in sound:
        return
    yield _repeats(session, card.rule_sets[baseline], sound[baseline])
    yield _parts_sum(card, sound)
    yield _floor_holds(card, sound)
    yield _baseline_holds(card, sound[baseline])
    yield _pairing_pays(card, sound)


def _play(session: Session, source: str, count: int) -> list[Replication]:
    return list(explore_bench(session, 0).play(source, explore_block(), range(count)))


def _repeats(session: Session, source: str, played: Sequence[Replication]) -> Finding:
    again = [explore_bench(session, 0).replay(source, explore_block(), i) for i in range(4)]
    first = [(r.measures, r.digest) for r in played[:4]]
    same = first == [(r.measures, r.digest) for r in again]
    mend = "" if same else "look for an unkeyed draw, a clock, or the order of a set"
    return Finding("the same seed gives the same replication", same, mend)


def _parts_sum(card: DomainCard, played: dict[str, list[Replication]]) -> Finding:
    objective = card.objective
    prop = "the parts sum to the objective"
    if not objective.parts:
        return Finding(prop, holds=True, detail="no parts declared")
    worst = max(
        abs(sum(r.measures[part] for part in objective.parts) - r.measures[objective.measure])
        / max(1.0, abs(r.measures[objective.measure]))
        for each in played.values()
        for r in each
    )
    return Finding(prop, worst < 1e-9, f"largest difference {worst:.1e}")


def _floor_holds(card: DomainCard, played: dict[str, list[Replication]]) -> Finding:
    beaten = [name for name, each in played.items() if any(beats_floor(card, r) for r in each)]
    return Finding("no rule set beats the proven floor", not beaten, ", ".join(beaten))


def _baseline_holds(card: DomainCard, played: Sequence[Replication]) -> Finding:
    readings = read_guardrails(card.guardrails, played, played, proven=False)
    broken = [sentence(reading) for reading in readings if not reading.holds]
    return Finding("the baseline keeps its guard-rails", not broken, "; ".join(broken))


def _pairing_pays(card: DomainCard, played: dict[str, list[Replication]]) -> Finding:
    prop = "pairing at least halves the standard deviation of a difference"
    columns = [column(each, card.objective.measure) for each in played.values()]
    shares = [
        float(np.std(a - b) / np.sqrt(np.var(a) + np.var(b)))
        for i, a in enumerate(columns)
        for b in columns[i + 1 :]
        if np.var(a) + np.var(b) > 0 and np.std(a - b) > 0
    ]
    if not shares:
        return Finding(prop, holds=True, detail="rule sets do not differ")
    best = min(shares)
    return Finding(prop, best <= PAIRING_MOST, f"paired sd is {best:.2f} of unpaired at best")
