"""Where the vehicles went on one day, trip by trip."""

from typing import Any

from domains.figures.chart_style import rows, titled, weekday
from domains.figures.deliveries.map_panels import Panel, panels
from domains.figures.deliveries.map_parts import base_layers, way_layers, zone_layers
from domains.figures.deliveries.record import Played
from domains.figures.deliveries.stop_marks import failed, stop_layers
from domains.figures.deliveries.vehicle_colours import vehicle_colours


def route_map(played: Played) -> Any:
    """A line per trip, stops numbered in their order, late and failed ones ringed.

    Of a week it shows the busiest day: with a day's stops a map is full. Where a zone is far away
    or crowded, it has a map of its own.
    """
    import altair as alt

    day = played.busiest_day() if played.is_week else 0
    shown = played.day(day) if played.is_week else played
    names = [vehicle.name for vehicle in shown.used]
    scale = alt.Scale(domain=names, range=vehicle_colours(shown.used))
    legend = alt.Legend(columns=1 if len(names) <= 20 else 2)
    colour = alt.Color("vehicle:N", title="Vehicle", scale=scale, legend=legend)
    first, *aside = [_map(shown, panel, colour, place) for place, panel in enumerate(panels(shown))]
    chart = alt.hconcat(first, alt.vconcat(*aside)) if aside else first
    return titled(chart, "Route map", _words(shown, day))


def _map(played: Played, panel: Panel, colour: Any, place: int) -> Any:
    import altair as alt

    x, y = panel.frame.axes(labels=not place)
    size = 260.0 if not place else 110.0
    layers = [
        *zone_layers(played.places, x, y, labels=not place),
        *way_layers(played, x, y, colour, width=1.6 if not place else 1.1),
        *stop_layers(played, panel, x, y, colour),
        *([] if played.is_week else [_spot_layer(x, y, played)]),
        *base_layers(played.places, x, y, size),
    ]
    title = {"title": alt.TitleParams(panel.title, fontSize=12, anchor="start")}
    chart = alt.layer(*layers).properties(
        width=panel.frame.width_px,
        height=panel.frame.height_px,
        **(title if panel.title else {}),
    )
    return chart.properties(view=alt.ViewConfig(stroke="#BBBBBB")) if place else chart


def _spot_layer(x: Any, y: Any, played: Played) -> Any:
    import altair as alt

    sites = [event["site"] for event in played.spot]
    records = [{"x_km": played.places["x_km"][s], "y_km": played.places["y_km"][s]} for s in sites]
    mark = alt.Chart(rows(records)).mark_point(
        shape="cross", size=160, filled=True, color="black", opacity=1.0
    )
    return mark.encode(x, y)


def _words(played: Played, day: int) -> list[str]:
    late = sum(stop["late_min"] > 0.0 for stop in played.stops)
    in_vain = sum(failed(stop) for stop in played.stops)
    trips = f"{len(played.stops)} stops, {len(played.trips)} trips"
    what = f"{trips} by {len(played.used)} vehicles; numbers: order of stops in a trip"
    if not played.is_week:
        signs = f"square: depot; ringed: late ({late}); cross: spot carrier ({len(played.spot)})"
        return [what, signs]
    hub = "; triangle: cross-dock" if played.places["hub"] >= 0 else ""
    trunk = "; dashed: trunk" if any(t.get("purpose") == "trunk" for t in played.trips) else ""
    signs = f"square: depot{hub}{trunk}; ringed: late ({late}) or failed ({in_vain})"
    return [f"{weekday(day)}, the busiest day: {what}", signs]
