"""Pictures of a week of a network, from the trace of one replication."""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.figures.network_week.dispatch import dispatch
from domains.figures.network_week.frequency import frequency
from domains.figures.network_week.record import read


def figures(world: Any, events: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Altair charts by title; a figure without data is left out.

    events: the trace of one replication of `simulate`, in any order.
    """
    del world
    week = read(events)
    if week is None:
        return {}
    charts: dict[str, Any] = {"Dispatch": dispatch(week)}
    if week.is_island:
        charts["Frequency"] = frequency(week)
    return charts
