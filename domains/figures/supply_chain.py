"""Pictures of a dispatch day or a week of deliveries, from the trace of one replication."""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.figures.deliveries.cost_heat import cost_heat
from domains.figures.deliveries.cost_parts import cost_by_part
from domains.figures.deliveries.key_figures import key_figures
from domains.figures.deliveries.record import read
from domains.figures.deliveries.route_map import route_map
from domains.figures.deliveries.shift_plan import shift_plan
from domains.figures.deliveries.timeline import vehicle_timeline
from domains.figures.deliveries.waves import orders_by_wave
from domains.figures.deliveries.week_maps import week_maps


def figures(world: Any, events: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Altair charts by title; a figure without data is left out.

    Of a week, the route map and the vehicle timeline show the busiest day; the small maps, the
    shifts and the waves show all of it.

    events: the trace of one replication of `simulate`, in any order.
    """
    del world
    played = read(events)
    if played is None:
        return {}
    charts: dict[str, Any] = {}
    if played.measures is not None:
        charts["Key figures"] = key_figures(played)
    charts["Route map"] = route_map(played)
    if played.trips:
        charts["Vehicle timeline"] = vehicle_timeline(played)
    if played.is_week and played.trips:
        charts["Routes by day"] = week_maps(played)
        if played.shifts:
            charts["Shifts of the week"] = shift_plan(played)
        charts["Cost by zone and hour"] = cost_heat(played)
    if played.waves:
        charts["Orders at each wave"] = orders_by_wave(played)
    if played.measures is not None:
        charts["Cost by part"] = cost_by_part(played.measures)
    return charts
