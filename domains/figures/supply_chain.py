"""Pictures of one day of deliveries, from the trace of one replication.

They read the events that `simulators.supply_chain.simulate` writes: `day` (places), `wave` (what
was open, could not wait and was sent), `stop` and `trip` (what the vans did), `spot` and
`measures` (what it cost).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.figures.chart_style import (
    ALARM,
    WIDTH_PX,
    clock_axis,
    clock_text,
    colours_of,
    rows,
    titled,
)

Event = Mapping[str, Any]
Record = dict[str, Any]
ACTIVITIES = {
    "loading": "#B0B0B0",
    "driving": "#0072B2",
    "waiting": "#F0D9A8",
    "service": "#009E73",
}
WAVE_PARTS = {
    "sent, could not wait": "#D55E00",
    "sent by choice": "#0072B2",
    "waits for a later wave": "#CFCFCF",
    "left to the spot carrier": "#000000",
}
COST_PARTS = {
    "driver": "Drivers",
    "distance": "Fuel and wear",
    "vehicles": "Vans",
    "lateness": "Lateness",
    "spot": "Spot carrier",
}


def figures(world: Any, events: Sequence[Event]) -> dict[str, Any]:
    """Altair charts by title; a figure without data is left out.

    events: the trace of one replication of `simulate`, in any order.
    """
    del world
    day = next(iter(_of(events, "day")), None)
    stops, trips, waves = _of(events, "stop"), _of(events, "trip"), _of(events, "wave")
    measures = next(iter(_of(events, "measures")), None)
    charts: dict[str, Any] = {}
    if day is not None:
        charts["Route map"] = route_map(day, trips, stops, _of(events, "spot"))
    if trips:
        charts["Vehicle timeline"] = vehicle_timeline(trips, stops, waves)
    if waves:
        charts["Orders at each wave"] = orders_by_wave(waves)
    if measures is not None:
        charts["Cost by part"] = cost_by_part(measures)
    return charts


def _of(events: Sequence[Event], kind: str) -> list[Event]:
    return [event for event in events if event["kind"] == kind]


def _van(number: int) -> str:
    return f"van {number + 1}"


def _vans(trips: Sequence[Event]) -> list[str]:
    return [_van(number) for number in sorted({trip["vehicle"] for trip in trips})]


def route_map(
    day: Event, trips: Sequence[Event], stops: Sequence[Event], spot: Sequence[Event]
) -> Any:
    """Where the vans went: a line per trip, stops numbered in their order, late ones ringed."""
    import altair as alt

    x_km, y_km = day["x_km"], day["y_km"]
    vans = _vans(trips)
    places = _stop_places(day, stops)
    used = {0, *(stop["site"] for stop in stops), *(event["site"] for event in spot)}
    x = alt.X("x_km:Q", title="km east", scale=_range(x_km, used), axis=_map_axis())
    y = alt.Y("y_km:Q", title="km north", scale=_range(y_km, used), axis=_map_axis())
    scale = alt.Scale(domain=vans, range=colours_of(vans))
    colour = alt.Color("van:N", title="Vehicle", scale=scale)
    told = ["van:N", "trip:N", "order:N", "arrived:N", "window:N", "units:Q"]
    base = alt.Chart(rows(places)).encode(x, y, tooltip=told)
    layers = [
        alt.Chart(rows(_legs(day, trips, stops)))
        .mark_line(strokeWidth=1.6, opacity=0.75)
        .encode(x, y, colour, detail="trip:N", order="place:Q"),
        base.mark_circle(size=190, opacity=1.0, stroke="white", strokeWidth=1.0).encode(colour),
        base.transform_filter("datum.late")
        .mark_point(size=280, strokeWidth=2.5, shape="circle")
        .encode(color=alt.value(ALARM)),
        base.mark_text(fontSize=9, fontWeight="bold", color="white").encode(text="place:N"),
        _spot_layer(x, y, day, spot),
        _depot_layer(x, y, day),
    ]
    late = sum(place["late"] for place in places)
    subtitle = (
        f"{len(stops)} stops in {len(trips)} trips by {len(vans)} vans; numbers: order of stops"
        f" in a trip; square: depot; ringed: late ({late}); cross: spot carrier ({len(spot)})"
    )
    size = _map_size(x_km, y_km, used)
    return titled(alt.layer(*layers).properties(**size), "Route map", subtitle)


def _map_axis() -> Any:
    import altair as alt

    return alt.Axis(gridColor="#EFEFEF", tickCount=6)


def _range(values: Sequence[float], used: set[int]) -> Any:
    import altair as alt

    shown = [values[site] for site in used]
    margin = 0.04 * (max(shown) - min(shown)) + 0.2
    return alt.Scale(domain=[min(shown) - margin, max(shown) + margin], nice=False, zero=False)


def _map_size(x_km: Sequence[float], y_km: Sequence[float], used: set[int]) -> dict[str, Any]:
    """Equal scales on both axes, within reason."""
    wide = max(x_km[s] for s in used) - min(x_km[s] for s in used)
    high = max(y_km[s] for s in used) - min(y_km[s] for s in used)
    width = WIDTH_PX - 100
    return {"width": width, "height": min(max(width * high / max(wide, 0.1), 260.0), 620.0)}


def _stop_places(day: Event, stops: Sequence[Event]) -> list[Record]:
    """A marker per stop; later visits to the same site stand beside the first one."""
    place_in_trip: dict[int, int] = {}
    visits: dict[int, int] = {}
    beside_km = 0.03 * (max(day["x_km"]) - min(day["x_km"]))
    records = []
    for stop in sorted(stops, key=lambda stop: float(stop["arrived_min"])):
        trip = stop["trip"]
        place_in_trip[trip] = place_in_trip.get(trip, 0) + 1
        visits[stop["site"]] = visits.get(stop["site"], -1) + 1
        records.append(
            {
                "x_km": day["x_km"][stop["site"]] + visits[stop["site"]] * beside_km,
                "y_km": day["y_km"][stop["site"]],
                "van": _van(stop["vehicle"]),
                "trip": trip + 1,
                "place": place_in_trip[trip],
                "order": stop["order"],
                "units": stop["units"],
                "late": stop["late_min"] > 0.0,
                "arrived": clock_text(stop["arrived_min"]),
                "window": f"{clock_text(stop['open_min'])}-{clock_text(stop['close_min'])}",
            }
        )
    return records


def _legs(day: Event, trips: Sequence[Event], stops: Sequence[Event]) -> list[Record]:
    """Every trip as a line from the depot through its stops and back."""
    site_of = {stop["order"]: stop["site"] for stop in stops}
    return [
        {
            "x_km": day["x_km"][site],
            "y_km": day["y_km"][site],
            "van": _van(trip["vehicle"]),
            "trip": trip["trip"] + 1,
            "place": place,
        }
        for trip in trips
        for place, site in enumerate([0, *(site_of[order] for order in trip["stops"]), 0])
    ]


def _depot_layer(x: Any, y: Any, day: Event) -> Any:
    import altair as alt

    record = {"x_km": day["x_km"][0], "y_km": day["y_km"][0], "what": "depot"}
    mark = alt.Chart(rows([record])).mark_square(size=260, color="black", opacity=1.0)
    return mark.encode(x, y, tooltip=["what:N"])


def _spot_layer(x: Any, y: Any, day: Event, spot: Sequence[Event]) -> Any:
    import altair as alt

    records = [
        {
            "x_km": day["x_km"][event["site"]],
            "y_km": day["y_km"][event["site"]],
            "order": event["order"],
            "cost_eur": event["cost_eur"],
        }
        for event in spot
    ]
    mark = alt.Chart(rows(records)).mark_point(
        shape="cross", size=160, filled=True, color="black", opacity=1.0
    )
    return mark.encode(x, y, tooltip=["order:N", "cost_eur:Q"])


def vehicle_timeline(trips: Sequence[Event], stops: Sequence[Event], waves: Sequence[Event]) -> Any:
    """What every van did when: loading, driving, waiting, service; late arrivals marked."""
    import altair as alt

    spans = _spans(trips, stops)
    vans = _vans(trips)
    first = min(*(span["from_min"] for span in spans), *(wave["now_min"] for wave in waves))
    last = max(span["to_min"] for span in spans)
    x_scale = alt.Scale(domain=[first - 10.0, last + 10.0], nice=False, zero=False)
    x = alt.X("from_min:Q", axis=clock_axis(), scale=x_scale)
    y = alt.Y("van:N", title=None, sort=vans, scale=alt.Scale(paddingInner=0.35))
    scale = alt.Scale(domain=list(ACTIVITIES), range=list(ACTIVITIES.values()))
    colour = alt.Color("activity:N", title="Activity", scale=scale)
    told = ["van:N", "trip:N", "activity:N", "order:N", "start:N", "minutes:Q"]
    bars = alt.Chart(rows(spans)).mark_bar(opacity=1.0).encode(x, y, colour, x2="to_min:Q")
    late = [
        {
            "from_min": s["arrived_min"],
            "van": _van(s["vehicle"]),
            "late": f"{s['late_min']:.0f} min",
        }
        for s in stops
        if s["late_min"] > 0.0
    ]
    late_marks = (
        alt.Chart(rows(late))
        .mark_point(shape="diamond", size=130, filled=True, color=ALARM, opacity=1.0)
        .encode(x, y, tooltip=["van:N", "late:N"])
    )
    wave_rules = (
        alt.Chart(rows([{"from_min": wave["now_min"]} for wave in waves]))
        .mark_rule(strokeDash=[3, 3], color="#888888", strokeWidth=1)
        .encode(x)
    )
    paid_min = sum(trip["back_min"] - trip["loading_from_min"] for trip in trips)
    subtitle = (
        f"{paid_min / 60.0:.1f} h paid on {len(trips)} trips; dashed: waves;"
        f" orange diamond: late arrival ({len(late)})"
    )
    chart = alt.layer(wave_rules, bars.encode(tooltip=told), late_marks)
    size = {"width": WIDTH_PX - 100, "height": 34 * len(vans) + 20}
    return titled(chart.properties(**size), "Vehicle timeline", subtitle)


def _spans(trips: Sequence[Event], stops: Sequence[Event]) -> list[Record]:
    """Consecutive activities of all trips, without empty ones."""
    spans: list[Record] = []

    def add(event: Event, activity: str, *, start: float, end: float, order: str = "") -> None:
        if end > start:
            spans.append(
                {
                    "van": _van(event["vehicle"]),
                    "trip": event["trip"] + 1,
                    "activity": activity,
                    "order": order,
                    "from_min": start,
                    "to_min": end,
                    "start": clock_text(start),
                    "minutes": round(end - start, 1),
                }
            )

    for trip in trips:
        add(trip, "loading", start=trip["loading_from_min"], end=trip["left_min"])
        add(trip, "driving", start=trip["last_stop_left_min"], end=trip["back_min"])
    for stop in stops:
        order = str(stop["order"])
        add(stop, "driving", start=stop["left_min"], end=stop["arrived_min"], order=order)
        add(stop, "waiting", start=stop["arrived_min"], end=stop["begun_min"], order=order)
        add(stop, "service", start=stop["begun_min"], end=stop["done_min"], order=order)
    return spans


def orders_by_wave(waves: Sequence[Event]) -> Any:
    """What the rules did with the open orders: sent because they had to, by choice, or kept."""
    import altair as alt

    records = [
        record
        for place, wave in enumerate(waves, 1)
        for record in _wave_parts(wave, is_last=place == len(waves))
    ]
    parts = list(WAVE_PARTS)
    scale = alt.Scale(domain=parts, range=list(WAVE_PARTS.values()))
    chart = (
        alt.Chart(rows(records))
        .mark_bar()
        .encode(
            alt.X("wave:O", title="Wave", axis=alt.Axis(labelAngle=0)),
            alt.Y("orders:Q", title="Open orders", axis=alt.Axis(tickMinStep=1)),
            alt.Color("what:N", title="The order", scale=scale, sort=parts),
            order="rank:O",
            tooltip=["wave:O", "what:N", "orders:Q", "vehicles_free:Q"],
        )
        .properties(width=WIDTH_PX - 200, height=240)
    )
    sent = sum(len(stops) for wave in waves for stops in wave["sent"])
    chosen = sum(r["orders"] for r in records if r["what"] == "sent by choice")
    subtitle = f"{sent} orders sent, {chosen} of them before they had to"
    return titled(chart, "Orders at each wave", subtitle)


def _wave_parts(wave: Event, *, is_last: bool) -> list[Record]:
    sent = {order for stops in wave["sent"] for order in stops}
    must_go = set(wave["must_go"])
    stays = len(set(wave["open"]) - sent)
    counts = {
        "sent, could not wait": len(sent & must_go),
        "sent by choice": len(sent - must_go),
        "waits for a later wave": 0 if is_last else stays,
        "left to the spot carrier": stays if is_last else 0,
    }
    return [
        {
            "wave": clock_text(wave["now_min"]),
            "what": what,
            "orders": count,
            "rank": rank,
            "vehicles_free": wave["vehicles_free"],
        }
        for rank, (what, count) in enumerate(counts.items())
    ]


def cost_by_part(measures: Event) -> Any:
    """A waterfall from nothing to the whole cost per ordered unit."""
    import altair as alt

    steps: list[Record] = []
    total = 0.0
    for part, name in COST_PARTS.items():
        value = float(measures[f"{part}_per_unit_eur"])
        steps.append(_step(name, start=total, end=total + value, kind="part"))
        total += value
    steps.append(_step("Total", start=0.0, end=total, kind="total"))
    order = [step["part"] for step in steps]
    x = alt.X("part:N", title=None, sort=order, axis=alt.Axis(labelAngle=0))
    colour = alt.Color(
        "kind:N",
        legend=None,
        scale=alt.Scale(domain=["part", "total"], range=["#56B4E9", "#0072B2"]),
    )
    top = alt.Scale(domain=[0.0, 1.1 * total or 1.0], nice=False)
    y = alt.Y("start:Q", title="EUR per ordered unit", scale=top)
    base = alt.Chart(rows(steps))
    bars = base.mark_bar().encode(x, y, colour, y2="end:Q", tooltip=["part:N", "label:N"])
    texts = base.mark_text(dy=-8, fontSize=12).encode(x, y=alt.Y("end:Q"), text="label:N")
    chart = alt.layer(bars, texts).properties(width=WIDTH_PX - 100, height=260)
    subtitle = (
        f"{measures['ordered_units']:.0f} units ordered, {measures['total_eur']:,.2f} EUR in all"
    )
    return titled(chart, "Cost by part", subtitle)


def _step(part: str, *, start: float, end: float, kind: str) -> Record:
    return {"part": part, "start": start, "end": end, "kind": kind, "label": f"{end - start:.2f}"}
