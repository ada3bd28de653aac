"""How full batteries were: over the week, and at each time of the day."""

from typing import Any

from domains.figures.chart_style import COLOURS, WIDTH_PX, rows, titled
from domains.figures.network_week.record import TICK_H, TICKS_PER_DAY, Week
from domains.figures.network_week.thin import means, per_point, quantile
from domains.figures.network_week.time_axis import hour_channel

LEAST_DAYS = 3  # fewer have no spread worth a picture
EVERY_TICKS = 4


def charge(week: Week) -> Any:
    """One row by battery group: left the week, right the days on top of each other."""
    import altair as alt

    groups = [_row(week, group) for group in range(len(week.grid["batteries"]))]
    subtitle = "State of charge in % of the energy"
    if week.grid["days"] >= LEAST_DAYS:
        subtitle += "; right: by time of day, median, middle half and extremes of the days"
    return titled(alt.vconcat(*groups, spacing=12), "State of charge", subtitle)


def _row(week: Week, group: int) -> Any:
    import altair as alt

    soc = [100.0 * tick["soc"][group] for tick in week.ticks]
    size, colour = per_point(len(soc)), COLOURS[group % len(COLOURS)]
    points = [
        {"h": k * size * TICK_H, "soc": round(share, 1)} for k, share in enumerate(means(soc, size))
    ]
    mwh = week.grid["battery_mwh"][group]
    y = alt.Y(
        "soc:Q",
        title=f"{week.grid['batteries'][group]}, {mwh:.1f} MWh",
        scale=alt.Scale(domain=[0, 100]),
    )
    line = alt.Chart(rows(points)).mark_line(color=colour, strokeWidth=1.5)
    over = line.encode(hour_channel(week), y).properties(width=WIDTH_PX - 270, height=120)
    if week.grid["days"] < LEAST_DAYS:
        return over
    return alt.hconcat(over, _fan(soc, colour), spacing=15)


def _fan(soc: list[float], colour: str) -> Any:
    import altair as alt

    points = []
    for quarter in range(0, TICKS_PER_DAY, EVERY_TICKS):
        days = sorted(soc[quarter::TICKS_PER_DAY])
        point = {f"q{int(100 * q)}": round(quantile(days, q), 1) for q in (0, 0.25, 0.5, 0.75, 1)}
        points.append({"clock": quarter * TICK_H, **point})
    axis = alt.Axis(values=[0, 6, 12, 18], title="hour of the day", gridColor="#E4E4E4")
    x = alt.X("clock:Q", axis=axis, scale=alt.Scale(domain=[0, 23], nice=False))
    scale, base = alt.Scale(domain=[0, 100]), alt.Chart(rows(points))
    areas = [
        base.mark_area(color=colour, opacity=opacity).encode(
            x, alt.Y(f"{low}:Q", title=None, scale=scale), alt.Y2(f"{high}:Q")
        )
        for low, high, opacity in (("q0", "q100", 0.18), ("q25", "q75", 0.35))
    ]
    line = base.mark_line(color=colour, strokeWidth=1.8).encode(x, alt.Y("q50:Q", title=None))
    return alt.layer(*areas, line).properties(width=170, height=120)
