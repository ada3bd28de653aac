"""Where the vehicles went: every trip of one day, and small maps of all days of a week."""

import math
from typing import Any

from domains.figures.chart_style import ALARM, WIDTH_PX, clock_text, rows, titled, weekday
from domains.figures.deliveries.map_parts import (
    Frame,
    Record,
    base_layers,
    frame_of,
    sites_seen,
    trip_lines,
    zone_layers,
)
from domains.figures.deliveries.record import Event, Played
from domains.figures.deliveries.vehicle_colours import class_colours, ink_on, vehicle_colours

SMALL_MAP_PX = 225.0
BESIDE_PX = 13.0


def route_map(played: Played) -> Any:
    """A line per trip, stops numbered in their order, late and failed ones ringed.

    Of a week it shows the busiest day: with a day's stops a map is full.
    """
    import altair as alt

    day = played.busiest_day() if played.is_week else 0
    shown = played.day(day) if played.is_week else played
    frame = frame_of(played.places, sites_seen(shown), WIDTH_PX - 100.0)
    x, y = frame.axes()
    names = [vehicle.name for vehicle in shown.used]
    scale = alt.Scale(domain=names, range=vehicle_colours(shown.used))
    legend = alt.Legend(columns=1 if len(names) <= 20 else 2)
    colour = alt.Color("vehicle:N", title="Vehicle", scale=scale, legend=legend)
    marks = stop_marks(shown, frame)
    size = 190.0 if len(marks) <= 60 else 120.0
    base = alt.Chart(rows(marks)).encode(x, y)
    layers = [
        *zone_layers(played.places, x, y),
        *_way_layers(shown, x, y, colour),
        base.mark_circle(size=size, opacity=1.0, stroke="white", strokeWidth=1.0).encode(colour),
        base.transform_filter("datum.late || datum.failed")
        .mark_point(size=size * 1.5, strokeWidth=2.5, shape="circle")
        .encode(color=alt.value(ALARM)),
        base.mark_text(fontSize=9 if size > 150 else 8, fontWeight="bold").encode(
            text="place:N", color=alt.Color("ink:N", scale=None, legend=None)
        ),
        *([] if played.is_week else [_spot_layer(x, y, played)]),
        *base_layers(played.places, x, y),
    ]
    chart = alt.layer(*layers).properties(width=frame.width_px, height=frame.height_px)
    return titled(chart, "Route map", _words(shown, day))


def week_maps(played: Played) -> Any:
    """One small map for each day of a week: lines in the colour of the class of vehicle."""
    import altair as alt

    frame = frame_of(played.places, sites_seen(played), SMALL_MAP_PX)
    kinds = played.places["kinds"]
    x, y = frame.axes(labels=False)
    colour = alt.Color(
        "kind:N",
        title="Vehicle",
        scale=alt.Scale(domain=kinds, range=class_colours(kinds)),
        legend=alt.Legend(orient="top"),
    )
    maps = []
    for day in range(played.places["days"]):
        shown = played.day(day)
        layers = [
            *zone_layers(played.places, x, y, labels=False),
            *_way_layers(shown, x, y, colour, width=1.0),
            alt.Chart(rows(_troubles(shown)))
            .mark_circle(size=26, color=ALARM, opacity=1.0)
            .encode(x, y),
            *base_layers(played.places, x, y, size=70.0),
        ]
        title = alt.TitleParams(f"{weekday(day)}: {_counts(shown)}", fontSize=12, anchor="start")
        maps.append(
            alt.layer(*layers).properties(width=frame.width_px, height=frame.height_px, title=title)
        )
    subtitle = "Lines: trips; square: depot; triangle: cross-dock; orange: late or failed stops"
    return titled(alt.concat(*maps, columns=3), "Routes by day", subtitle)


def stop_marks(played: Played, frame: Frame) -> list[Record]:
    """A marker per stop; further visits to the same site stand around the first one."""
    colours = dict(zip((v.number for v in played.used), vehicle_colours(played.used), strict=True))
    place_in_trip: dict[int, int] = {}
    visits: dict[int, int] = {}
    km_per_px = (frame.high[0] - frame.low[0]) / frame.width_px
    marks = []
    for stop in played.stops:
        trip, site = stop["trip"], stop["site"]
        place_in_trip[trip] = place_in_trip.get(trip, 0) + 1
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
                "arrived": clock_text(stop["arrived_min"]),
            }
        )
    return marks


def _beside(visit: int) -> tuple[float, float]:
    """Where the marker of the n-th visit stands: rings of six around the first."""
    if not visit:
        return 0.0, 0.0
    ring, place = 1 + (visit - 1) // 6, (visit - 1) % 6
    angle = math.tau * place / 6
    return ring * BESIDE_PX * math.cos(angle), ring * BESIDE_PX * math.sin(angle)


def _troubles(played: Played) -> list[Record]:
    places = played.places
    return [
        {"x_km": places["x_km"][stop["site"]], "y_km": places["y_km"][stop["site"]]}
        for stop in played.stops
        if failed(stop) or stop["late_min"] > 0.0
    ]


def failed(stop: Event) -> bool:
    """Whether a drop was tried in vain: nobody in, or turned away."""
    return stop.get("outcome", "delivered") in {"absent", "closed"}


def _way_layers(played: Played, x: Any, y: Any, colour: Any, width: float = 1.6) -> list[Any]:
    import altair as alt

    base = alt.Chart(rows(trip_lines(played))).encode(
        x, y, colour, detail="trip:N", order="place:Q"
    )
    plain = base.transform_filter("!datum.trunk").mark_line(strokeWidth=width, opacity=0.75)
    if not any(trip.get("purpose") == "trunk" for trip in played.trips):
        return [plain]
    trunk = base.transform_filter("datum.trunk")
    return [plain, trunk.mark_line(strokeWidth=2 * width, strokeDash=[7, 4], opacity=0.9)]


def _spot_layer(x: Any, y: Any, played: Played) -> Any:
    import altair as alt

    sites = [event["site"] for event in played.spot]
    records = [{"x_km": played.places["x_km"][s], "y_km": played.places["y_km"][s]} for s in sites]
    mark = alt.Chart(rows(records)).mark_point(
        shape="cross", size=160, filled=True, color="black", opacity=1.0
    )
    return mark.encode(x, y)


def _counts(played: Played) -> str:
    return f"{len(played.stops)} stops, {len(played.trips)} trips"


def _words(played: Played, day: int) -> list[str]:
    late = sum(stop["late_min"] > 0.0 for stop in played.stops)
    in_vain = sum(failed(stop) for stop in played.stops)
    what = f"{_counts(played)} by {len(played.used)} vehicles; numbers: order of stops in a trip"
    if not played.is_week:
        signs = f"square: depot; ringed: late ({late}); cross: spot carrier ({len(played.spot)})"
        return [what, signs]
    hub = "; triangle: cross-dock" if played.places["hub"] >= 0 else ""
    signs = f"square: depot{hub}; dashed: trunk; ringed: late ({late}) or failed ({in_vain})"
    return [f"{weekday(day)}, the busiest day: {what}", signs]
