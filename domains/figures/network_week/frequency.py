"""The frequency of an island over the week, and for how long it was how high."""

from typing import Any

from domains.figures.chart_style import ALARM, COLOURS, WIDTH_PX, rows, titled
from domains.figures.network_week.record import TICK_H, Week
from domains.figures.network_week.thin import means, parts, per_point, quantile
from domains.figures.network_week.time_axis import hour_channel

NOMINAL_HZ = 50.0
LEAST_HZ = 49.0  # the guard-rail on the nadir
STEPS = 100  # of a duration curve
KINDS = {"hz_high": "highest", "hz": "mean", "hz_low": "lowest"}
INK = {"highest": COLOURS[4], "mean": COLOURS[0], "lowest": ALARM}
HEIGHT_PX = 260


def frequency(week: Week) -> Any:
    """Left the extremes of every hour or less, right all quarter-hours sorted."""
    import altair as alt

    y = alt.Y("hz:Q", title="Hz", scale=alt.Scale(domain=_domain(week), nice=False, zero=False))
    chart = alt.hconcat(_trace(week, y), _duration(week, y), spacing=15)
    dark_h = sum(tick["is_dark"] for tick in week.ticks) * TICK_H
    dark = f"; {dark_h:.1f} h in the dark" if dark_h else ""
    within = f"green: within {1e3 * week.grid['band_hz']:.0f} mHz"
    subtitle = [
        f"Blue area: lowest to highest; line: mean; {within}; dashed: an outage{dark}",
        "Right: each quarter-hour's highest, mean and lowest frequency, sorted from high to low",
    ]
    return titled(chart, "Frequency", subtitle)


def _domain(week: Week) -> list[float]:
    band = 1.25 * float(week.grid["band_hz"])
    low = min(tick["hz_low"] for tick in week.ticks)
    high = max(tick["hz_high"] for tick in week.ticks)
    return [min(low - 0.03, NOMINAL_HZ - band), max(high + 0.03, NOMINAL_HZ + band)]


def _trace(week: Week, y: Any) -> Any:
    import altair as alt

    size = per_point(len(week.ticks))
    lows = [min(part) for part in parts([tick["hz_low"] for tick in week.ticks], size)]
    highs = [max(part) for part in parts([tick["hz_high"] for tick in week.ticks], size)]
    middles = means([tick["hz"] for tick in week.ticks], size)
    points = [
        {"h": k * size * TICK_H, "low": round(low, 3), "high": round(high, 3), "hz": round(mid, 3)}
        for k, (low, high, mid) in enumerate(zip(lows, highs, middles, strict=True))
    ]
    x, base = hour_channel(week), alt.Chart(rows(points))
    area = base.mark_area(color=COLOURS[4], opacity=0.55, interpolate="step-after")
    layers = [
        *_limits(week, last_h=week.hours),
        area.encode(x, alt.Y("low:Q", title="Hz"), y2="high:Q"),
        base.mark_line(color=COLOURS[0], strokeWidth=1).encode(x, y),
    ]
    if week.outages:
        times = rows([{"h": outage["second"] / 3_600.0} for outage in week.outages])
        layers.append(alt.Chart(times).mark_rule(strokeDash=[4, 3], color="black").encode(x))
    return alt.layer(*layers).properties(width=WIDTH_PX - 280, height=HEIGHT_PX)


def _limits(week: Week, last_h: float) -> list[Any]:
    """The band around 50 Hz, and the guard-rail where frequency came near it."""
    import altair as alt

    band = float(week.grid["band_hz"])
    ends = [{"h": 0.0, "h2": last_h, "low": NOMINAL_HZ - band, "high": NOMINAL_HZ + band}]
    shade = alt.Chart(rows(ends)).mark_rect(color="#DCEED5", opacity=1.0)
    layers = [shade.encode(alt.X("h:Q"), alt.Y("low:Q"), x2="h2:Q", y2="high:Q")]
    if _domain(week)[0] < LEAST_HZ + 0.1:
        rule = alt.Chart(rows([{"hz": LEAST_HZ}])).mark_rule(color=ALARM, strokeWidth=1.5)
        layers.append(rule.encode(alt.Y("hz:Q")))
    return layers


def _duration(week: Week, y: Any) -> Any:
    import altair as alt

    points = []
    for field, name in KINDS.items():
        ordered = sorted((tick[field] for tick in week.ticks), reverse=True)
        points += [
            {"share": step, "hz": round(quantile(ordered, step / STEPS), 3), "of": name}
            for step in range(STEPS + 1)
        ]
    scale = alt.Scale(domain=list(INK), range=list(INK.values()))
    axis = alt.Axis(values=[0, 50, 100], gridColor="#E4E4E4")
    x = alt.X("share:Q", title="% of the quarter-hours", axis=axis)
    lines = alt.Chart(rows(points)).mark_line(strokeWidth=1.5).encode(
        x, y, alt.Color("of:N", title="Frequency", scale=scale)
    )  # fmt: skip
    band = float(week.grid["band_hz"])
    ends = [{"share": 0, "to": 100, "low": NOMINAL_HZ - band, "high": NOMINAL_HZ + band}]
    shade = alt.Chart(rows(ends)).mark_rect(color="#DCEED5", opacity=1.0)
    shade = shade.encode(alt.X("share:Q"), alt.Y("low:Q"), x2="to:Q", y2="high:Q")
    return alt.layer(shade, lines).properties(width=110, height=HEIGHT_PX)
