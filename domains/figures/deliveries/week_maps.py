"""All days of a week as small maps."""

from typing import Any

from domains.figures.chart_style import ALARM, rows, titled, weekday
from domains.figures.deliveries.map_parts import (
    Frame,
    Record,
    base_layers,
    frame_of,
    sites_seen,
    way_layers,
    zone_layers,
)
from domains.figures.deliveries.record import Played
from domains.figures.deliveries.stop_marks import failed
from domains.figures.deliveries.vehicle_colours import class_colours

SMALL_MAP_PX = 225.0
COLUMNS = 3


def week_maps(played: Played) -> Any:
    """One small map for each day: lines in the colour of the class of vehicle."""
    import altair as alt

    frame = frame_of(played.places, sites_seen(played), SMALL_MAP_PX)
    kinds = played.places["kinds"]
    colour = alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=kinds, range=class_colours(kinds)),
        legend=alt.Legend(orient="top", symbolStrokeWidth=4),
    )
    days = range(played.places["days"])
    maps = [_map(played.day(day), frame, colour, weekday(day)) for day in days]
    subtitle = "Lines: trips; square: depot; triangle: cross-dock; orange: late or failed stops"
    return titled(alt.concat(*maps, columns=COLUMNS), "Routes by day", subtitle)


def _map(played: Played, frame: Frame, colour: Any, name: str) -> Any:
    import altair as alt

    x, y = frame.axes(labels=False)
    troubles = alt.Chart(rows(_troubles(played))).mark_circle(size=26, color=ALARM, opacity=1.0)
    layers = [
        *zone_layers(played.places, x, y, labels=False),
        *way_layers(played, x, y, colour, width=1.0),
        troubles.encode(x, y),
        *base_layers(played.places, x, y, size=70.0),
    ]
    words = f"{name}: {len(played.stops)} stops, {len(played.trips)} trips"
    title = alt.TitleParams(words, fontSize=12, anchor="start")
    return alt.layer(*layers).properties(width=frame.width_px, height=frame.height_px, title=title)


def _troubles(played: Played) -> list[Record]:
    places = played.places
    return [
        {"x_km": places["x_km"][stop["site"]], "y_km": places["y_km"][stop["site"]]}
        for stop in played.stops
        if failed(stop) or stop["late_min"] > 0.0
    ]
