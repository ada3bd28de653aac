"""Pictures of a year of contracts, from the trace of one replication."""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.figures.contracts.bearers import bearers
from domains.figures.contracts.exceedance import exceedance
from domains.figures.contracts.exposure_parts import exposure_change, exposure_parts
from domains.figures.contracts.ladder import ladder
from domains.figures.contracts.law_heat import law_heat
from domains.figures.contracts.record import read
from domains.figures.contracts.wins import wins

Events = Sequence[Mapping[str, Any]]


def figures(world: Any, events: Events) -> dict[str, Any]:
    """Altair charts by title; none where the trace tells of no contracts.

    events: the trace of one replication of `simulate`, in any order.
    """
    del world
    played = read(events)
    if played is None:
        return {}
    return {
        "Exposure by part": exposure_parts(played),
        "Loss exceedance": exceedance(played),
        "Who bears the losses": bearers(played),
        "Liability ladder": ladder(played),
        "Clauses and the law": law_heat(played),
    }


def compared(events: Events, before: Events) -> dict[str, Any]:
    """Pictures of a playbook, against the baseline where that says more: the same year for both."""
    played, was = read(events), read(before)
    if played is None or was is None:
        return {}
    return {
        "What changes": exposure_change(played, was),
        "Deals won": wins(played, was),
        "Bad years": exceedance(played, was),
        "Who bears the losses": bearers(played),
        "Liability ladder": ladder(played),
        "Clauses and the law": law_heat(played),
    }
