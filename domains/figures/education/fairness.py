"""Groups beside each other: points, giving up, and minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.education.axes import GRID
from domains.figures.education.groups import OTHERS, Group, contrasts
from domains.figures.education.record import Floats, Played

Z_95 = 1.96
SIDES: dict[str, dict[str, Any]] = {
    "left": {"align": "right", "dy": -13, "dx": -2},
    "right": {"align": "left", "dy": -13, "dx": 2},
    "below": {"align": "center", "dy": 15},
}
STEP = 10.0  # axes end at multiples of it


@dataclass(frozen=True)
class Column:
    """One of the things compared; values: of each learner. most: where the axis must end."""

    title: str
    values: Floats
    most: float = float("inf")


def fairness(played: Played) -> Any:
    """Dots are means of groups, bars 95 % intervals; a line joins groups that are compared."""
    import altair as alt

    columns = (
        Column("mean points", played.scores, 100.0),
        Column("% that gave up", 100.0 * played.gave_up.astype(np.float64), 100.0),
        Column("mean minutes used", played.minutes_used),
    )
    pairs = contrasts(played)
    panels = [_panel(pairs, column, labels=column is columns[0]) for column in columns]
    subtitle = "Dots: means of groups; bars: their 95 % intervals; grey lines join what is compared"
    return titled(alt.hconcat(*panels, spacing=14), "Groups beside each other", subtitle)


def _panel(pairs: Sequence[tuple[str, list[Group]]], column: Column, *, labels: bool) -> Any:
    import altair as alt

    dots = [dot for what, groups in pairs for dot in _dots(what, groups, column)]
    ends = _ends(dots, column.most)
    x = alt.X(
        "mean:Q",
        axis=alt.Axis(title=column.title, gridColor=GRID, tickCount=4, labelFlush=False),
        scale=alt.Scale(domain=ends, nice=False),
    )
    y = alt.Y(
        "what:N",
        title=None,
        sort=[what for what, _ in pairs],
        axis=alt.Axis(labels=labels, ticks=False, domain=False, grid=False),
    )
    seen = {group.name: group.colour for _, groups in pairs for group in groups}
    names = sorted(seen, key=lambda name: name == OTHERS)  # in the order of rows, others last
    scale = alt.Scale(domain=names, range=[seen[name] for name in names])
    legend = alt.Legend(title=None, symbolOpacity=1.0)
    colour = alt.Color("group:N", scale=scale, legend=legend)
    base = alt.Chart(rows(dots))
    joined = base.mark_line(color="#B5B5B5", strokeWidth=1.5).encode(x, y, detail="what:N")
    bars = base.mark_rule(strokeWidth=2.5, opacity=0.6, clip=True).encode(
        alt.X("low:Q"), y, colour, x2="high:Q"
    )
    points = base.mark_point(filled=True, size=110, opacity=1.0).encode(x, y, colour)
    texts = [
        base.transform_filter(f"datum.side == '{side}'").mark_text(fontSize=11, **place).encode(
            x, y, text="label:N"
        )
        for side, place in SIDES.items()
    ]  # fmt: skip
    chart = alt.layer(joined, bars, points, *texts)
    return chart.properties(width=(WIDTH_PX - 305) / 3, height=230)


def _dots(what: str, groups: Sequence[Group], column: Column) -> list[dict[str, Any]]:
    """One for each group, with the side on which its number meets no other number."""
    dots = sorted((_dot(what, group, column) for group in groups), key=lambda dot: dot["mean"])
    sides = ["left", *["below"] * (len(dots) - 2), "right"]
    return [dot | {"side": side} for dot, side in zip(dots, sides, strict=False)]


def _dot(what: str, group: Group, column: Column) -> dict[str, Any]:
    values = column.values[group.is_in]
    mean = float(values.mean())
    half = Z_95 * float(values.std()) / np.sqrt(len(values))
    return {
        "what": what,
        "group": group.name,
        "mean": round(mean, 2),
        "low": round(mean - half, 2),
        "high": round(mean + half, 2),
        "label": f"{mean:.0f}",
    }


def _ends(dots: Sequence[dict[str, Any]], most: float) -> list[float]:
    """Round ends with all bars between them, no nearer than three steps."""
    low = max(0.0, STEP * np.floor(min(dot["low"] for dot in dots) / STEP))
    high = min(most, STEP * np.ceil(max(dot["high"] for dot in dots) / STEP))
    return [float(low), float(max(high, low + 3.0 * STEP))]
