"""The voltage of every node at every hour."""

from typing import Any

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.network_week.layout import neighbours, walk
from domains.figures.network_week.one_line import BLUE_RED, voltage_scale
from domains.figures.network_week.record import Event, Week
from domains.figures.network_week.thin import parts, per_point
from domains.figures.network_week.time_axis import hour_channel
from domains.figures.png import Rgb, blend, png_url

DARK: Rgb = (0, 0, 0)


def voltages(week: Week) -> Any:
    """Rows are nodes, feeder after feeder from the substation; columns hours; colours as p.u."""
    import altair as alt

    order = [node for node, _ in walk(neighbours(week.grid))]
    groups = parts(week.ticks, per_point(len(week.ticks)))
    cells = [[_colour(week.grid, group, node) for group in groups] for node in order]
    whole = [{"h": 0.0, "h2": week.hours, "node": 0, "node2": len(order), "url": png_url(cells)}]
    scale = alt.Scale(domain=[0, len(order)], reverse=True, nice=False)
    y = alt.Y("node:Q", title="nodes along the feeders", scale=scale, axis=alt.Axis(grid=False))
    x = hour_channel(week)
    width, height = WIDTH_PX - 120, 320
    image = alt.Chart(rows(whole)).mark_image(
        align="left", baseline="top", aspect=False, width=width, height=height, smooth=False
    )
    ends = [{"h": 0.0, "node": 0, "vm": week.grid[key]} for key in ("vm_low_pu", "vm_high_pu")]
    legend = alt.Legend(gradientLength=120, gradientOpacity=1.0, format=".3f")
    colour = alt.Color("vm:Q", title="p.u.", scale=voltage_scale(week.grid), legend=legend)
    key = alt.Chart(rows(ends)).mark_point(opacity=0.0).encode(x, y, colour)
    chart = alt.layer(image.encode(x, y, url="url:N"), key).properties(width=width, height=height)
    subtitle = [
        "Of every hour or less the voltage farthest from the middle of the planning band; black:",
        "in the dark. A feeder that turns red from end to end feeds in more than it uses.",
    ]
    return titled(chart, "Voltages", subtitle)


def _colour(grid: Event, group: Any, node: int) -> Rgb:
    found = [tick["vm_pu"][node] for tick in group if tick["vm_pu"]]
    if not found:
        return DARK
    low, high = grid["vm_low_pu"], grid["vm_high_pu"]
    worst = max(found, key=lambda vm: abs(vm - 0.5 * (low + high)))
    return blend(BLUE_RED, (worst - low) / (high - low))
