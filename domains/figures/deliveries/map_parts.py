"""What maps are made of: axes in kilometres, shaded zones, the depot and the cross-dock."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from domains.figures.chart_style import rows
from domains.figures.deliveries.record import Event, Played

Point = tuple[float, float]
Record = dict[str, Any]
ZONE_TINTS = ("#F2E7D5", "#E3EDF7", "#E6F1E1", "#F5E6EF", "#ECECEC")


@dataclass(frozen=True)
class Frame:
    """The part of the plane that a map shows, with equal scales on both axes, within reason."""

    low: Point
    high: Point
    width_px: float
    height_px: float

    def axes(self, *, labels: bool = True) -> tuple[Any, Any]:
        """Both position channels of the map."""
        import altair as alt

        found = []
        for channel, field, title, side in ((alt.X, "x_km", "km east", 0),
                                            (alt.Y, "y_km", "km north", 1)):  # fmt: skip
            scale = alt.Scale(domain=[self.low[side], self.high[side]], nice=False, zero=False)
            axis = alt.Axis(
                gridColor="#EFEFEF", tickCount=6, labels=labels, ticks=labels, domain=labels
            )
            found.append(
                channel(f"{field}:Q", title=title if labels else None, scale=scale, axis=axis)
            )
        return found[0], found[1]


def frame_of(places: Event, sites: Iterable[int], width_px: float) -> Frame:
    """A frame around some sites, with a margin."""
    shown = list(sites)
    xs, ys = [places["x_km"][s] for s in shown], [places["y_km"][s] for s in shown]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    margin = 0.05 * max(wide, high) + 0.2
    ratio = (high + 2 * margin) / (wide + 2 * margin)
    height_px = min(max(width_px * ratio, 0.4 * width_px), 1.05 * width_px)
    low, top = (min(xs) - margin, min(ys) - margin), (max(xs) + margin, max(ys) + margin)
    return Frame(low, top, width_px, height_px)


def sites_seen(played: Played) -> set[int]:
    """The depot, the cross-dock and every site that was served or left to the spot carrier."""
    hub = {played.places["hub"]} - {-1}
    return {0, *hub, *(s["site"] for s in played.stops), *(e["site"] for e in played.spot)}


def zone_layers(places: Event, x: Any, y: Any, *, labels: bool = True) -> list[Any]:
    """Each zone as a shaded area around its sites; none where there is a single zone."""
    import altair as alt

    names = places["zones"]
    if len(names) < 2:
        return []
    reach_km = 0.03 * (max(places["x_km"]) - min(places["x_km"])) + 0.1
    corners, titles = [], []
    for zone, name in enumerate(names):
        sites = [s for s, of in enumerate(places["site_zone"]) if of == zone and s]
        outline = around([(places["x_km"][s], places["y_km"][s]) for s in sites], reach_km)
        corners += [
            {"x_km": px, "y_km": py, "zone": name, "corner": k}
            for k, (px, py) in enumerate(outline)
        ]
        if outline:
            top = max(outline, key=lambda point: point[1])
            titles.append({"x_km": top[0], "y_km": top[1], "zone": name})
    tints = [ZONE_TINTS[k % len(ZONE_TINTS)] for k in range(len(names))]
    shade = alt.Color("zone:N", legend=None, scale=alt.Scale(domain=names, range=tints))
    areas = (
        alt.Chart(rows(corners))
        .mark_line(filled=True, interpolate="linear-closed", opacity=0.8, clip=True)
        .encode(x, y, fill=shade, detail="zone:N", order="corner:Q")
    )
    if not labels:
        return [areas]
    text = alt.Chart(rows(titles)).mark_text(
        fontSize=12, fontStyle="italic", dy=-6, color="#555555"
    )
    return [areas, text.encode(x, y, text="zone:N")]


def around(points: Sequence[Point], reach: float) -> list[Point]:
    """The convex outline of discs of radius `reach` around some points (Andrew 1979)."""
    angles = [math.tau * k / 12 for k in range(12)]
    rim = sorted(
        {
            (px + reach * math.cos(angle), py + reach * math.sin(angle))
            for px, py in points
            for angle in angles
        }
    )
    return _half(rim)[:-1] + _half(rim[::-1])[:-1] if rim else []


def _half(points: Sequence[Point]) -> list[Point]:
    hull: list[Point] = []
    for point in points:
        while len(hull) > 1 and _turn(hull[-2], hull[-1], point) <= 0.0:
            hull.pop()
        hull.append(point)
    return hull


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def base_layers(places: Event, x: Any, y: Any, size: float = 260.0) -> list[Any]:
    """A black square for the depot, a black triangle for the cross-dock."""
    import altair as alt

    marks = [(0, "square")] + ([(places["hub"], "triangle-up")] if places["hub"] >= 0 else [])
    return [
        alt.Chart(rows([{"x_km": places["x_km"][site], "y_km": places["y_km"][site]}]))
        .mark_point(shape=shape, size=size, filled=True, color="black", opacity=1.0)
        .encode(x, y)
        for site, shape in marks
    ]


def trip_lines(played: Played) -> list[Record]:
    """Every trip as a line through the sites that it came to, in order."""
    ways: dict[int, list[int]] = {}
    for leg in played.legs:
        ways.setdefault(leg["trip"], [leg["i"]]).append(leg["j"])
    site_of = {(stop["trip"], stop["order"]): stop["site"] for stop in played.stops}
    found = []
    for trip in played.trips:
        base = trip.get("base", 0)
        called = [site_of[key] for n in trip["stops"] if (key := (trip["trip"], n)) in site_of]
        way = ways.get(trip["trip"], [base, *called, base])
        vehicle = played.vehicles[trip["vehicle"]]
        found += [
            {
                "x_km": played.places["x_km"][site],
                "y_km": played.places["y_km"][site],
                "vehicle": vehicle.name,
                "kind": played.places["kinds"][vehicle.kind],
                "trip": trip["trip"] + 1,
                "place": place,
                "trunk": trip.get("purpose") == "trunk",
            }
            for place, site in enumerate(way)
        ]
    return found
