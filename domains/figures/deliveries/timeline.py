"""What every vehicle of one day did when."""

from collections.abc import Iterator
from typing import Any

from domains.figures.chart_style import (
    ALARM,
    NIGHT,
    OVERTIME,
    WIDTH_PX,
    clock_axis,
    rows,
    titled,
    weekday,
)
from domains.figures.deliveries.record import DAY_MIN, Event, Played

Record = dict[str, Any]
ACTIVITIES = {
    "loading": "#B0B0B0",
    "driving": "#0072B2",
    "waiting": "#F0D9A8",
    "service": "#009E73",
    "break": "#FFFFFF",
    "overtime": OVERTIME,
}
NIGHT_HOURS = (6 * 60.0, 22 * 60.0)  # before the one and after the other it is night


def vehicle_timeline(played: Played) -> Any:
    """Loading, driving, waiting, service, breaks and overtime of each vehicle, by the minute.

    Of a week it shows the busiest day.
    """
    import altair as alt

    day = played.busiest_day() if played.is_week else 0
    shown = played.day(day) if played.is_week else played
    spans, names = list(_spans(shown, day)), [vehicle.name for vehicle in shown.on_duty]
    starts = [span["from_min"] for span in spans] + [
        w["now_min"] - day * DAY_MIN for w in shown.waves
    ]
    domain = [min(starts) - 10.0, max(span["to_min"] for span in spans) + 10.0]
    x = alt.X(
        "from_min:Q", axis=clock_axis(), scale=alt.Scale(domain=domain, nice=False, zero=False)
    )
    y = alt.Y("vehicle:N", title=None, sort=names, scale=alt.Scale(domain=names, paddingInner=0.35))
    told = [name for name in ACTIVITIES if any(span["activity"] == name for span in spans)]
    scale = alt.Scale(domain=told, range=[ACTIVITIES[name] for name in told])
    legend = alt.Legend(symbolStrokeColor="#888888", symbolStrokeWidth=0.5)
    colour = alt.Color("activity:N", title="Activity", scale=scale, legend=legend)
    layers = [
        *_night_layer(domain),
        _wave_layer(shown, day, x),
        *_duty_layers(shown, day, x, y),
        alt.Chart(rows([s for s in spans if s["activity"] not in {"break", "overtime"}]))
        .mark_bar(opacity=1.0)
        .encode(x, y, colour, x2="to_min:Q"),
        alt.Chart(rows([s for s in spans if s["activity"] == "break"]))
        .mark_bar(opacity=1.0, stroke="#666666", strokeWidth=0.8)
        .encode(x, y, colour, x2="to_min:Q"),
        alt.Chart(rows([s for s in spans if s["activity"] == "overtime"]))
        .mark_bar(opacity=1.0, size=4, yOffset=10)
        .encode(x, y, colour, x2="to_min:Q"),
        *_mark_layers(shown, day, x, y),
    ]
    chart = alt.layer(*layers).properties(
        width=WIDTH_PX - 100, height=(34 if len(names) < 10 else 24) * len(names) + 20
    )
    return titled(chart, "Vehicle timeline", _words(shown, day))


def _spans(played: Played, day: int) -> Iterator[Record]:
    """Consecutive activities of all trips, breaks and overtime, without empty ones."""
    for event, activity, start, end in _activities(played):
        if end > start:
            yield {
                "vehicle": played.vehicles[event["vehicle"]].name,
                "trip": event.get("trip", -1) + 1,
                "activity": activity,
                "from_min": start - day * DAY_MIN,
                "to_min": end - day * DAY_MIN,
            }


def _activities(played: Played) -> Iterator[tuple[Event, str, float, float]]:
    for trip in played.trips:
        yield trip, "loading", trip["loading_from_min"], trip["left_min"]
        if not played.legs:
            yield trip, "driving", trip["last_stop_left_min"], trip["back_min"]
    for leg in played.legs:
        yield leg, "driving", leg["left_min"], leg["arrived_min"]
    for stop in played.stops:
        if not played.legs:
            yield stop, "driving", stop["left_min"], stop["arrived_min"]
        yield stop, "waiting", stop["arrived_min"], stop["begun_min"]
        yield stop, "service", stop["begun_min"], stop["done_min"]
    for pause in played.breaks:
        yield pause, "break", pause["from_min"], pause["to_min"]
    for shift in played.shifts:
        yield shift, "overtime", shift["planned_end_min"], shift["ended_min"]


def _night_layer(domain: list[float]) -> list[Any]:
    import altair as alt

    nights = [
        (k * DAY_MIN + NIGHT_HOURS[1], (k + 1) * DAY_MIN + NIGHT_HOURS[0]) for k in (-1, 0, 1)
    ]
    shown = [
        {"from_min": max(start, domain[0]), "to_min": min(end, domain[1])}
        for start, end in nights
        if start < domain[1] and end > domain[0]
    ]
    if not shown:
        return []
    night = alt.Chart(rows(shown)).mark_rect(color=NIGHT, opacity=1.0)
    return [night.encode(alt.X("from_min:Q"), x2="to_min:Q")]


def _wave_layer(played: Played, day: int, x: Any) -> Any:
    import altair as alt

    waves = [{"from_min": wave["now_min"] - day * DAY_MIN} for wave in played.waves]
    return alt.Chart(rows(waves)).mark_rule(strokeDash=[3, 3], color="#888888").encode(x)


def _duty_layers(played: Played, day: int, x: Any, y: Any) -> list[Any]:
    """A thin grey line behind the activities, from the start of a shift to its end."""
    import altair as alt

    if not played.shifts:
        return []
    duties = [
        {
            "vehicle": played.vehicles[shift["vehicle"]].name,
            "from_min": shift["start_min"] - day * DAY_MIN,
            "to_min": shift["ended_min"] - day * DAY_MIN,
        }
        for shift in played.shifts
    ]
    line = alt.Chart(rows(duties)).mark_bar(size=2, color="#777777", opacity=1.0)
    return [line.encode(x, y, x2="to_min:Q")]


def _mark_layers(played: Played, day: int, x: Any, y: Any) -> list[Any]:
    import altair as alt

    def records(events: Any, moment: str) -> list[Record]:
        return [
            {
                "from_min": event[moment] - day * DAY_MIN,
                "vehicle": played.vehicles[event["vehicle"]].name,
            }
            for event in events
        ]

    late = [stop for stop in played.stops if stop["late_min"] > 0.0]
    marks = [(records(late, "arrived_min"), "diamond", 110, ALARM)]
    marks.append((records(played.breakdowns, "at_min"), "cross", 190, "black"))
    return [
        alt.Chart(rows(found))
        .mark_point(shape=shape, size=size, filled=True, color=colour, opacity=1.0, angle=0)
        .encode(x, y)
        for found, shape, size, colour in marks
        if found
    ]


def _words(played: Played, day: int) -> list[str]:
    late = sum(stop["late_min"] > 0.0 for stop in played.stops)
    signs = f"dashed: waves; orange diamond: late arrival ({late})"
    if not played.is_week:
        paid = sum(trip["back_min"] - trip["loading_from_min"] for trip in played.trips)
        return [f"{paid / 60.0:.1f} h paid on {len(played.trips)} trips; {signs}"]
    paid = sum(shift["paid_min"] for shift in played.shifts)
    over = sum(shift["overtime_min"] for shift in played.shifts)
    broken = f"; black cross: breakdown ({len(played.breakdowns)})" if played.breakdowns else ""
    hours = f"{paid / 60.0:.1f} h paid, {over / 60.0:.1f} h of them overtime"
    return [
        f"{weekday(day)}, the busiest day: {len(played.shifts)} shifts, {hours}",
        f"thin line: on duty; shaded: night; {signs}{broken}",
    ]
