"""The seconds around outages, the deepest dips first."""

from typing import Any

from domains.figures.chart_style import ALARM, COLOURS, WIDTH_PX, rows, titled
from domains.figures.network_week.record import TICK_S, Event, Week
from domains.figures.network_week.thin import parts

MOST_EVENTS = 6
COLUMNS = 2
POINT_S = 0.5
LEAST_MW = 0.005
ROCOF_S = 0.5  # the window over which change is measured


def nadirs(week: Week) -> Any:
    """One panel by outage: from ten seconds before it to two minutes after."""
    import altair as alt

    deepest = sorted(week.seconds, key=lambda one: (min(one["hz"]), one["tick"], one["second"]))
    shown = deepest[:MOST_EVENTS]
    lows, highs = ([bound(one["hz"]) for one in shown] for bound in (min, max))
    domain = [min(lows) - 0.03, max(highs) + 0.03]
    panels = [_panel(week, one, domain) for one in shown]
    more = f" The deepest {len(shown)} of {len(deepest)}." if len(deepest) > len(shown) else ""
    subtitle = f"Seconds around each outage; red: the lowest frequency.{more}"
    chart = alt.concat(*panels, columns=COLUMNS, spacing=20)
    return titled(chart, "Frequency after outages", subtitle)


def _panel(week: Week, event: Event, domain: list[float]) -> Any:
    import altair as alt

    before_s = min(10.0, float(event["second"]))
    hz, step_s = event["hz"], float(event["step_s"])
    every = max(1, round(POINT_S / step_s))
    points = []
    for k, part in enumerate(parts(hz, every)):
        lowest = min(range(len(part)), key=part.__getitem__)
        at = (k * every + lowest) * step_s - before_s
        points.append({"s": round(at, 2), "hz": round(part[lowest], 3)})
    x = alt.X("s:Q", title="s", axis=alt.Axis(gridColor="#E4E4E4"))
    y = alt.Y("hz:Q", title="Hz", scale=alt.Scale(domain=domain, nice=False, zero=False))
    line = alt.Chart(rows(points)).mark_line(color=COLOURS[0], strokeWidth=1.2).encode(x, y)
    nadir = alt.Chart(rows([min(points, key=lambda one: one["hz"])]))
    dot = nadir.mark_circle(color=ALARM, size=50, opacity=1.0).encode(x, y)
    heading = alt.TitleParams(_title(week, event), fontSize=11, anchor="start")
    size = {"width": (WIDTH_PX - 150) / COLUMNS, "height": 150}
    return alt.layer(line, dot).properties(title=heading, **size)


def _title(week: Week, event: Event) -> list[str]:
    second = event["tick"] * TICK_S + event["second"]
    what = ", ".join(_name(week, out, event) for out in week.outages if out["second"] == second)
    hz, window = event["hz"], max(1, round(ROCOF_S / event["step_s"]))
    pairs = zip(hz, hz[window:], strict=False)
    rocof = max((abs(b - a) for a, b in pairs), default=0.0) / (window * event["step_s"])
    return [
        f"{week.moment(second / 3_600.0)}: {what or 'outage'}",
        f"nadir {min(hz):.2f} Hz, change up to {rocof:.2f} Hz/s",
    ]


def _name(week: Week, outage: Event, event: Event) -> str:
    if outage["what"] != "trip":
        return f"feeder {outage['which']} lost"
    earlier = [tick for tick in week.ticks if tick["tick"] == event["tick"] - 1]
    gave_mw = earlier[0]["unit_mw"][outage["which"]] if earlier else 0.0
    state = f"giving {gave_mw:.1f} MW before" if gave_mw > LEAST_MW else "not running"
    return f"{week.grid['units'][outage['which']]} trips, {state}"
