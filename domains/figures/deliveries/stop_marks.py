"""The stops of a map: numbered in their order within a trip, late and failed ones ringed."""

import math
from typing import Any

from domains.figures.chart_style import ALARM, rows
from domains.figures.deliveries.map_panels import Panel
from domains.figures.deliveries.map_parts import Record
from domains.figures.deliveries.record import Event, Played
from domains.figures.deliveries.vehicle_colours import ink_on, vehicle_colours

BESIDE_PX = 13.0


def stop_layers(played: Played, panel: Panel, x: Any, y: Any, colour: Any) -> list[Any]:
    """Discs with numbers, at the sites that the panel numbers."""
    import altair as alt

    marks = stop_marks(played, panel)
    size = 190.0 if len(marks) <= 60 else 130.0
    base = alt.Chart(rows(marks)).encode(x, y)
    return [
        base.mark_circle(size=size, opacity=1.0, stroke="white", strokeWidth=1.0, clip=True).encode(
            colour
        ),
        base.transform_filter("datum.late || datum.failed")
        .mark_point(size=size * 1.5, strokeWidth=2.5, shape="circle", clip=True)
        .encode(color=alt.value(ALARM)),
        base.mark_text(fontSize=9 if size > 150 else 8, fontWeight="bold").encode(
            text="place:N", color=alt.Color("ink:N", scale=None, legend=None)
        ),
    ]


def stop_marks(played: Played, panel: Panel) -> list[Record]:
    """A marker per numbered stop; further visits to a site stand around the first one."""
    colours = dict(zip((v.number for v in played.used), vehicle_colours(played.used), strict=True))
    place_in_trip: dict[int, int] = {}
    visits: dict[int, int] = {}
    km_per_px = (panel.frame.high[0] - panel.frame.low[0]) / panel.frame.width_px
    marks = []
    for stop in played.stops:
        trip, site = stop["trip"], stop["site"]
        place_in_trip[trip] = place_in_trip.get(trip, 0) + 1
        if site not in panel.numbered:
            continue
        visits[site] = visits.get(site, -1) + 1
        east_px, north_px = _beside(visits[site])
        marks.append(
            {
                "x_km": played.places["x_km"][site] + east_px * km_per_px,
                "y_km": played.places["y_km"][site] + north_px * km_per_px,
                "vehicle": played.vehicles[stop["vehicle"]].name,
                "trip": trip + 1,
                "place": place_in_trip[trip],
                "order": stop["order"],
                "late": stop["late_min"] > 0.0,
                "failed": failed(stop),
                "ink": ink_on(colours[stop["vehicle"]]),
            }
        )
    return marks


def failed(stop: Event) -> bool:
    """Whether a drop was tried in vain: nobody in, or turned away."""
    return stop.get("outcome", "delivered") in {"absent", "closed"}


def _beside(visit: int) -> tuple[float, float]:
    """Where the marker of the n-th visit stands: rings of six around the first."""
    if not visit:
        return 0.0, 0.0
    ring, place = 1 + (visit - 1) // 6, (visit - 1) % 6
    angle = math.tau * place / 6
    return ring * BESIDE_PX * math.cos(angle), ring * BESIDE_PX * math.sin(angle)
