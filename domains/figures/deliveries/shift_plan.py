"""Who worked when in a week: a row for each driver, a bar for each shift."""

from typing import Any

from domains.figures.chart_style import ALARM, NIGHT, OVERTIME, WIDTH_PX, rows, titled, weekday
from domains.figures.deliveries.record import DAY_MIN, Played
from domains.figures.deliveries.vehicle_colours import class_colours

Record = dict[str, Any]
ROW_PX = 16.0
MOST_WEEK_H = 48.0  # Directive 2002/15/EC, article 4: on average


def shift_plan(played: Played) -> Any:
    """Shifts by driver in the colour of the class of vehicle, with overtime and hours worked."""
    import altair as alt

    shifts = _shifts(played)
    hours = _weekly_hours(played)
    order = [driver for driver, _ in sorted(hours.items(), key=lambda each: -each[1])]
    names = [_name(driver) for driver in order]
    first, last = 0.0, played.places["days"] * DAY_MIN + 360.0
    scale = alt.Scale(domain=[first, last], nice=False, zero=False)
    days = [day * DAY_MIN for day in range(played.places["days"])]
    axis = alt.Axis(title=None, values=days, labels=False, ticks=False, gridColor="#BBBBBB")
    x = alt.X("from_min:Q", axis=axis, scale=scale)
    y = alt.Y("driver:N", title="Driver", sort=names, scale=alt.Scale(domain=names))
    kinds = played.places["kinds"]
    palette = alt.Scale(domain=kinds, range=class_colours(kinds))
    colour = alt.Color("kind:N", title="Vehicle", scale=palette, legend=alt.Legend(offset=60))
    height = ROW_PX * len(names)
    bars = alt.Chart(rows(shifts)).mark_bar(size=9, opacity=1.0).encode(x, y, colour, x2="to_min:Q")
    over = [shift for shift in shifts if shift["ended_min"] > shift["to_min"] + 0.5]
    overtime = (
        alt.Chart(rows(over))
        .mark_bar(size=9, opacity=1.0, color=OVERTIME)
        .encode(alt.X("to_min:Q", scale=scale), y, x2="ended_min:Q")
    )
    totals = [
        {"driver": _name(driver), "label": f"{worked:.1f} h", "over": worked > MOST_WEEK_H}
        for driver, worked in hours.items()
    ]
    texts = (
        alt.Chart(rows(totals))
        .mark_text(align="left", dx=6, fontSize=11)
        .encode(
            y,
            x=alt.value(WIDTH_PX - 150),
            text="label:N",
            color=alt.condition("datum.over", alt.value(ALARM), alt.value("black")),
        )
    )
    layers = [*_calendar(played, x, scale), bars, overtime, texts]
    chart = alt.layer(*layers).properties(width=WIDTH_PX - 150, height=height)
    total = sum(shift["paid_min"] for shift in played.shifts) / 60.0
    extra = sum(shift["overtime_min"] for shift in played.shifts) / 60.0
    paid = f"{total:.0f} h paid, {extra:.1f} h of them overtime (dark red)"
    subtitle = [
        f"{len(played.shifts)} shifts of {len(names)} drivers, {paid}",
        "Bars: shifts by class of vehicle; shaded: night, 22 to 6 h; right: hours worked",
    ]
    return titled(chart, "Shifts of the week", subtitle)


def _name(driver: int) -> str:
    return f"{driver + 1}"


def _shifts(played: Played) -> list[Record]:
    kinds = played.places["kinds"]
    return [
        {
            "driver": _name(shift["driver"]),
            "kind": kinds[played.vehicles[shift["vehicle"]].kind],
            "from_min": shift["start_min"],
            "to_min": min(shift["planned_end_min"], shift["ended_min"])
            if shift["ended_min"] > shift["start_min"]
            else shift["planned_end_min"],
            "ended_min": shift["ended_min"],
        }
        for shift in played.shifts
    ]


def _weekly_hours(played: Played) -> dict[int, float]:
    """Work without breaks, by driver."""
    hours: dict[int, float] = {}
    for shift in played.shifts:
        began, ended = shift.get("begun_min", shift["start_min"]), shift["ended_min"]
        pauses = (
            pause["to_min"] - pause["from_min"]
            for pause in played.breaks
            if pause["driver"] == shift["driver"] and began <= pause["from_min"] < ended
        )
        worked_h = (ended - began - sum(pauses)) / 60.0
        hours[shift["driver"]] = hours.get(shift["driver"], 0.0) + worked_h
    return dict(sorted(hours.items()))


def _calendar(played: Played, x: Any, scale: Any) -> list[Any]:
    """Nights shaded, and the names of the days above."""
    import altair as alt

    days = range(played.places["days"])
    nights = [{"from_min": 0.0, "to_min": 360.0}] + [
        {"from_min": day * DAY_MIN + 1320.0, "to_min": (day + 1) * DAY_MIN + 360.0} for day in days
    ]
    names = [{"from_min": day * DAY_MIN + 14 * 60.0, "day": weekday(day)} for day in days]
    shade = alt.Chart(rows(nights)).mark_rect(color=NIGHT, opacity=1.0)
    text = alt.Chart(rows(names)).mark_text(fontSize=11, baseline="bottom", dy=-4)
    return [
        shade.encode(x, x2="to_min:Q"),
        text.encode(alt.X("from_min:Q", scale=scale), y=alt.value(0), text="day:N"),
    ]
