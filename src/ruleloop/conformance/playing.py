"""What must hold whenever a domain is played: the same again, anywhere, and always finite."""

import math
from typing import Any

from ruleloop.conformance.elsewhere import play_elsewhere
from ruleloop.conformance.finding import Finding
from ruleloop.conformance.subject import Played, Subject
from ruleloop.conformance.suspects import suspects
from ruleloop.errors import SimulatorFailure
from ruleloop.evaluation.explore import explore_bench, explore_block
from ruleloop.evaluation.replication import Replication

_AGAIN = 4
_LOOK = "look for an unkeyed draw, a clock, a hash of strings, or the order of a set"


def rule_sets_play(subject: Subject) -> Finding:
    """Every shipped rule set plays without a fault."""
    faults = [
        f"{name}: {replication.fault.detail}"
        for name, each in subject.played.items()
        for replication in each
        if replication.fault
    ]
    return Finding("every shipped rule set plays without a fault", not faults, "; ".join(faults))


def repeats(subject: Subject) -> Finding:
    """The same seed gives the same replication."""
    source = subject.card.rule_sets[subject.baseline]
    bench, block = explore_bench(subject.session, 0), explore_block()
    again = [bench.replay(source, block, index) for index in range(_AGAIN)]
    same = _content(subject.played[subject.baseline][:_AGAIN]) == _content(again)
    detail = "" if same else _where(subject)
    return Finding("the same seed gives the same replication", same, detail)


def repeats_elsewhere(subject: Subject) -> Finding:
    """Another process with another hash seed and another time zone finds the same."""
    source = subject.card.rule_sets[subject.baseline]
    again = play_elsewhere(subject.session, source, _AGAIN)
    same = _content(subject.played[subject.baseline][:_AGAIN]) == _content(again)
    prop = "another process with another hash seed gives the same replication"
    return Finding(prop, same, "" if same else _where(subject))


def _where(subject: Subject) -> str:
    """What to look for when replications differ, and where it may be."""
    session = subject.session
    return ", ".join([_LOOK, *suspects(session.workspace.code(session.card.name))])


def measures_are_finite_at_the_edges(subject: Subject) -> Finding:
    """In the emptiest worlds there is no division by nothing."""
    prop = "measures are finite at the edges"
    if not subject.card.edges:
        return Finding(prop, holds=True, detail="the domain declares no edges (Domain.edges)")
    faults = []
    for overrides in subject.card.edges:
        faults += [f"{overrides}: {what}" for what in _faults_at(subject, overrides)]
    return Finding(prop, not faults, "; ".join(faults[:3]))


def _faults_at(subject: Subject, overrides: dict[str, Any]) -> list[str]:
    try:
        played = subject.play_in(overrides)
    except SimulatorFailure as failure:
        return [str(failure).splitlines()[0]]
    return [what for replication in played for what in _edge_faults(replication)]


def _edge_faults(replication: Replication) -> list[str]:
    if replication.fault:
        return [replication.fault.detail]
    return [
        f"`{name}` is {value}"
        for name, value in replication.measures.items()
        if not math.isfinite(value)
    ]


def _content(played: Played) -> list[tuple[dict[str, float], str]]:
    return [(each.measures, each.digest) for each in played]
