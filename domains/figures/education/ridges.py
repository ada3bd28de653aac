"""How the points of the exam are spread within each group."""

from typing import Any

import numpy as np

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.education.axes import GRID
from domains.figures.education.groups import Group, everybody, guarded, thirds
from domains.figures.education.record import Floats, Played

BANDWIDTH = 3.5  # points
STEPS = np.linspace(0.0, 100.0, 51)
RIDGE = 1.3  # height of the highest in rows: ridges overlap
USUAL_PEAK = 0.03  # per point; so that pictures of two rule sets mostly have one scale
GAVE_UP = "gave up"


def ridges(played: Played) -> Any:
    """A hill for each group, all of one area, with its median."""
    import altair as alt

    groups = [everybody(played), *thirds(played), *guarded(played)]
    if played.gave_up.any():
        groups.append(Group(GAVE_UP, "#5B5B5B", played.gave_up))
    density = [_density(played.scores[group.is_in]) for group in groups]
    scale = RIDGE / max(USUAL_PEAK, *(float(line.max()) for line in density))
    count = len(groups)
    names = [f"{group.name} ({int(group.is_in.sum())})" for group in groups]
    axis = alt.Axis(
        title=None,
        values=list(range(count)),
        labelExpr=f"{names[::-1]}[datum.value]",
        labelLimit=220,
        ticks=False,
        domain=False,
        gridColor=GRID,
    )
    y_scale = alt.Scale(domain=[0, count - 1 + RIDGE], nice=False)
    y = alt.Y("low:Q", axis=axis, scale=y_scale)
    layers = [
        _ridge(group, scale * line, base=count - 1 - place, y=y)
        for place, (group, line) in enumerate(zip(groups, density, strict=True))
    ]
    layers.append(_medians(played, groups, y_scale))
    chart = alt.layer(*layers).properties(width=WIDTH_PX - 190, height=52 * count)
    subtitle = "How points are spread in each group (in brackets: learners); black lines: medians"
    return titled(chart, "Exam points of each group", subtitle)


def _density(scores: Floats) -> Floats:
    """Gaussian kernel estimate at `STEPS`, per point."""
    apart = (STEPS[:, None] - scores) / BANDWIDTH
    return np.asarray(np.exp(-0.5 * apart**2).mean(axis=1) / (BANDWIDTH * np.sqrt(2.0 * np.pi)))


def _ridge(group: Group, heights: Floats, *, base: int, y: Any) -> Any:
    import altair as alt

    points = [
        {"points": float(at), "low": base, "high": round(base + float(height), 3)}
        for at, height in zip(STEPS, heights, strict=True)
    ]
    axis = alt.Axis(title="points in the exam", gridColor=GRID)
    x = alt.X("points:Q", axis=axis, scale=alt.Scale(domain=[0, 100]))
    area = alt.Chart(rows(points)).mark_area(
        color=group.colour,
        opacity=0.5,
        line={"color": group.colour, "strokeWidth": 1.2},
    )
    return area.encode(x, y, y2="high:Q")


def _medians(played: Played, groups: list[Group], y_scale: Any) -> Any:
    """A line up from each ridge's base, with the number beside it."""
    import altair as alt

    middles = [
        {
            "points": float(np.median(played.scores[group.is_in])),
            "low": len(groups) - 1 - place,
            "high": len(groups) - 1 - place + 0.45,
        }
        for place, group in enumerate(groups)
    ]
    base = alt.Chart(rows([row | {"label": f"{row['points']:.0f}"} for row in middles]))
    x, y = alt.X("points:Q"), alt.Y("low:Q", scale=y_scale)
    rule = base.mark_rule(strokeWidth=2, color="black").encode(x, y, y2="high:Q")
    text = base.mark_text(align="left", dx=4, dy=-7, fontSize=12, fontWeight="bold").encode(
        x, y, text="label:N"
    )
    return alt.layer(rule, text)
