"""Pictures of a week of a network, from the trace of one replication."""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.figures.network_week.calls import calls
from domains.figures.network_week.charge import charge
from domains.figures.network_week.cost_parts import cost_by_part
from domains.figures.network_week.dispatch import dispatch
from domains.figures.network_week.frequency import frequency
from domains.figures.network_week.nadirs import nadirs
from domains.figures.network_week.one_line import one_line
from domains.figures.network_week.record import Week, read
from domains.figures.network_week.voltages import voltages


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
    if week.measures is not None:
        charts["Cost by part"] = cost_by_part(week.measures)
    if week.grid["batteries"]:
        charts["State of charge"] = charge(week)
    charts |= _network(week)
    if week.seconds:
        charts["Frequency after outages"] = nadirs(week)
    if week.calls:
        charts["Calls of consumers"] = calls(week)
    return charts


def _network(week: Week) -> dict[str, Any]:
    """What needs voltages: nothing if the whole week was dark."""
    if not any(tick["vm_pu"] for tick in week.ticks):
        return {}
    return {"Network at its worst": one_line(week), "Voltages": voltages(week)}
