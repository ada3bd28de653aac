"""Pictures of a year of contracts, from the trace of one replication."""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.figures.contracts.exceedance import exceedance
from domains.figures.contracts.exposure_parts import exposure_parts
from domains.figures.contracts.record import read


def figures(world: Any, events: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
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
    }
