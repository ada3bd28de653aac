"""The network at its worst quarter-hour: voltages of nodes and loading of branches."""

from typing import Any

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.network_week.layout import places
from domains.figures.network_week.record import TICK_H, Event, Week

BLUE_RED = ["#2166AC", "#92C5DE", "#D9D9D9", "#F4A582", "#B2182B"]
GREYS = ["#BDBDBD", "#FDAE61", "#D7301F", "#7F0000"]
LOADINGS = [0, 60, 100, 120]  # % at which the colours of branches stand


def one_line(week: Week) -> Any:
    """Nodes coloured by voltage, branches by loading, when either came nearest to its limit."""
    import altair as alt

    tick = max(week.ticks, key=lambda one: (strain(week.grid, one), -one["tick"]))
    points = places(week.grid)
    base_x, base_y = _axes(points)
    volts = alt.Color(
        "vm:Q", title="Voltage, p.u.", scale=voltage_scale(week.grid), legend=_legend(".3f")
    )
    loads = alt.Color(
        "loading:Q",
        title="Loading, %",
        scale=alt.Scale(domain=LOADINGS, range=GREYS, clamp=True),
        legend=_legend(),
    )
    lines = alt.Chart(rows(_branches(week.grid, tick, points))).mark_rule().encode(
        base_x, base_y, loads, alt.X2("x2:Q"), alt.Y2("y2:Q"),
        alt.StrokeWidth("loading:Q", legend=None, scale=alt.Scale(domain=[0, 120], range=[1, 5])),
    )  # fmt: skip
    nodes = [
        {"x": round(x, 3), "y": round(y, 3), "vm": round(vm, 4)}
        for (x, y), vm in zip(points, tick["vm_pu"], strict=True)
    ]
    dots = alt.Chart(rows(nodes)).mark_circle(size=55, opacity=1.0, stroke="#444444")
    dots = dots.encode(base_x, base_y, volts, strokeWidth=alt.value(0.5))
    root = alt.Chart(rows(nodes[:1])).mark_square(size=160, color="black", opacity=1.0)
    layers = alt.layer(lines, root.encode(base_x, base_y), dots).resolve_scale(color="independent")
    chart = layers.properties(width=WIDTH_PX - 150, height=400)
    return titled(chart, "Network at its worst quarter-hour", _words(week, tick))


def strain(grid: Event, tick: Event) -> float:
    """The share of its limit that the worst voltage or loading of a tick reached; 0 in the dark."""
    if not tick["vm_pu"]:
        return 0.0
    middle = 0.5 * (grid["vm_low_pu"] + grid["vm_high_pu"])
    half = 0.5 * (grid["vm_high_pu"] - grid["vm_low_pu"])
    off = max(abs(tick["vm_low"] - middle), abs(tick["vm_high"] - middle))
    return float(max(off / half, *tick["loading"]))


def voltage_scale(grid: Event) -> Any:
    """Blue at the lower end of the planning band, grey in its middle, red at the upper end."""
    import altair as alt

    low, high = grid["vm_low_pu"], grid["vm_high_pu"]
    ends = [low + (high - low) * k / 4 for k in range(5)]
    return alt.Scale(domain=ends, range=BLUE_RED, clamp=True)


def _legend(form: str = ".0f") -> Any:
    import altair as alt

    return alt.Legend(gradientLength=120, gradientOpacity=1.0, format=form)


def _axes(points: list[tuple[float, float]]) -> tuple[Any, Any]:
    import altair as alt

    found = []
    for channel, field, side in ((alt.X, "x", 0), (alt.Y, "y", 1)):
        low, high = (bound(point[side] for point in points) for bound in (min, max))
        edge = 0.03 * (high - low) + 0.01
        scale = alt.Scale(domain=[low - edge, high + edge], nice=False, zero=False)
        found.append(channel(f"{field}:Q", axis=None, scale=scale))
    return found[0], found[1]


def _branches(grid: Event, tick: Event, points: list[tuple[float, float]]) -> list[dict[str, Any]]:
    ends = zip(grid["from_node"], grid["to_node"], tick["loading"], strict=True)
    return [
        {
            "x": round(points[start][0], 3),
            "y": round(points[start][1], 3),
            "x2": round(points[end][0], 3),
            "y2": round(points[end][1], 3),
            "loading": round(100.0 * loading, 1),
        }
        for start, end, loading in ends
    ]


def _words(week: Week, tick: Event) -> list[str]:
    fullest, band = 100.0 * max(tick["loading"]), f"{week.grid['vm_low_pu']:.3f} to "
    voltages = f"voltages {tick['vm_low']:.3f} to {tick['vm_high']:.3f} p.u."
    when = week.moment(tick["tick"] * TICK_H)
    return [
        f"{when}: {voltages}, fullest branch {fullest:.0f} %; square: the substation",
        f"Blue and red: the ends of the planning band, {band}{week.grid['vm_high_pu']:.3f} p.u.",
    ]
