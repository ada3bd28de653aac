"""What maps are made of: axes in kilometres, shaded zones, the depot and the cross-dock."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from domains.figures.chart_style import rows
from domains.figures.deliveries.record import Event, Played

Point = tuple[float, float]
Record = dict[str, Any]
ZONE_TINTS = ("#F5DDB8", "#D8E6F4", "#DCEED5", "#F6E9F1", "#EDEDED")


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
    """Each zone as a shaded area around its sites, small ones above large ones.

    There are none where there is a single zone.
    """
    import altair as alt

    names = places["zones"]
    if len(names) < 2:
        return []
    outlines = _outlines(places)
    corners = [
        {"x_km": px, "y_km": py, "zone": names[zone], "corner": k}
        for zone, outline in outlines.items()
        for k, (px, py) in enumerate(outline)
    ]
    tints = [ZONE_TINTS[k % len(ZONE_TINTS)] for k in range(len(names))]
    shade = alt.Color("zone:N", legend=None, scale=alt.Scale(domain=names, range=tints))
    base = alt.Chart(rows(corners)).mark_line(
        filled=True, interpolate="linear-closed", opacity=1.0, clip=True
    )
    areas = [
        base.transform_filter(alt.datum.zone == names[zone]).encode(
            x, y, fill=shade, order="corner:Q"
        )
        for zone in outlines
    ]
    if not labels:
        return areas
    tops = {zone: max(outline, key=lambda point: point[1]) for zone, outline in outlines.items()}
    titles = [{"x_km": px, "y_km": py, "zone": names[zone]} for zone, (px, py) in tops.items()]
    text = alt.Chart(rows(titles)).mark_text(
        fontSize=12, fontStyle="italic", dy=8, color="#555555", clip=True
    )
    return [*areas, text.encode(x, y, text="zone:N")]


def _outlines(places: Event) -> dict[int, list[Point]]:
    """The outline of every zone that has sites, the widest first."""
    reach_km = 0.02 * (max(places["x_km"]) - min(places["x_km"])) + 0.1
    by_zone: dict[int, list[Point]] = {}
    for site, zone in enumerate(places["site_zone"]):
        if site:
            by_zone.setdefault(zone, []).append((places["x_km"][site], places["y_km"][site]))
    found = {zone: around(points, reach_km) for zone, points in by_zone.items()}
    return dict(sorted(found.items(), key=lambda each: -_area(each[1])))


def _area(outline: Sequence[Point]) -> float:
    """The area of a polygon, by the shoelace formula."""
    pairs = zip(outline, [*outline[1:], *outline[:1]], strict=True)
    return 0.5 * abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs))


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
        .mark_point(shape=shape, size=size, filled=True, color="black", opacity=1.0, clip=True)
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


def way_layers(played: Played, x: Any, y: Any, colour: Any, width: float) -> list[Any]:
    """Trips as lines, trunks to the cross-dock thick and dashed."""
    import altair as alt

    base = alt.Chart(rows(trip_lines(played))).encode(
        x, y, colour, detail="trip:N", order="place:Q"
    )
    plain = base.transform_filter("!datum.trunk").mark_line(
        strokeWidth=width, opacity=0.75, clip=True
    )
    if not any(trip.get("purpose") == "trunk" for trip in played.trips):
        return [plain]
    trunk = base.transform_filter("datum.trunk").mark_line(
        strokeWidth=2 * width, strokeDash=[7, 4], opacity=0.9, clip=True
    )
    return [plain, trunk]
