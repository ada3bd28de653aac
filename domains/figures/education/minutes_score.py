"""Minutes that learners spent against points that they had."""

from typing import Any

import numpy as np

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.education.axes import GRID
from domains.figures.education.groups import thirds
from domains.figures.education.record import Played

MOST_DOTS = 180
BINS = 8
FEWEST = 8  # learners for a mean


def minutes_score(played: Played) -> Any:
    """A dot for a learner, or for every few of a large cohort; the line is the mean of all."""
    import altair as alt

    dots, every = _dots(played)
    budget = float(played.course["budget_min"])
    x = alt.X(
        "minutes:Q",
        axis=alt.Axis(title="minutes used", gridColor=GRID),
        scale=alt.Scale(domain=[0.0, 1.02 * budget], nice=False),
    )
    axis = alt.Axis(title="points in the exam", gridColor=GRID)
    y = alt.Y("points:Q", axis=axis, scale=alt.Scale(domain=[0, 100]))
    groups = thirds(played)
    names = [group.name for group in groups]
    scale = alt.Scale(domain=names, range=[group.colour for group in groups])
    colour = alt.Color("group:N", title="prior knowledge", scale=scale)
    ends = alt.Scale(domain=["stayed", "gave up"], range=["circle", "cross"])
    shape = alt.Shape("end:N", title=None, scale=ends)
    marks = alt.Chart(rows(dots)).mark_point(filled=True, size=26, opacity=0.75)
    line = alt.Chart(rows(_means(played))).mark_line(
        color="black", strokeWidth=2, point={"color": "black", "size": 30, "filled": True}
    )
    limit = alt.Chart(rows([{"minutes": budget}])).mark_rule(strokeDash=[4, 3]).encode(x)
    chart = alt.layer(marks.encode(x, y, colour, shape), line.encode(x, y), limit)
    told = f"{len(dots)} of the {played.learners} learners" if every > 1 else "every learner"
    subtitle = f"Dots: {told}; black: mean of all by minutes; dashed: the budget of a learner"
    return titled(
        chart.properties(width=WIDTH_PX - 220, height=340), "Minutes and points", subtitle
    )


def _dots(played: Played) -> tuple[list[dict[str, Any]], int]:
    every = -(-played.learners // MOST_DOTS)
    shown = np.arange(played.learners) % every == 0
    return [
        {
            "minutes": round(float(played.minutes_used[who]), 1),
            "points": round(float(played.scores[who]), 1),
            "group": group.name,
            "end": "gave up" if played.gave_up[who] else "stayed",
        }
        for group in thirds(played)
        for who in np.flatnonzero(group.is_in & shown).tolist()
    ], every


def _means(played: Played) -> list[dict[str, float]]:
    """The mean of all learners between equally spaced minutes, where there are enough."""
    budget = float(played.course["budget_min"])
    place = np.minimum(played.minutes_used / budget * BINS, BINS - 1).astype(int)
    return [
        {
            "minutes": round(float(played.minutes_used[place == each].mean()), 1),
            "points": round(float(played.scores[place == each].mean()), 1),
        }
        for each in range(BINS)
        if (place == each).sum() >= FEWEST
    ]
