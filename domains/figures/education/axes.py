"""The axes that pictures of a course share."""

import json
from typing import Any

from domains.figures.education.record import Played

GRID = "#E4E4E4"
MOST_NAMES = 24  # of concepts under each other


def day_channel(played: Played, *, labels: bool = True, last: float | None = None) -> Any:
    """The x channel of the field `day`: from the first morning to the exam, or to `last`."""
    import altair as alt

    end = float(played.exam_day) if last is None else last
    axis = alt.Axis(
        title="days since the start" if labels else None,
        labels=labels,
        tickMinStep=1,
        tickCount=7,
        labelFlush=False,
        format="d",
        gridColor=GRID,
    )
    return alt.X("day:Q", axis=axis, scale=alt.Scale(domain=[0.0, end], nice=False))


def concept_channel(played: Played, *, labels: bool = True) -> Any:
    """The y channel of the field `concept`, from 0 at the top, with names between whole numbers."""
    import altair as alt

    count = played.concepts
    every = -(-count // MOST_NAMES)
    names = json.dumps([str(name) for name in played.course["names"]])
    axis = alt.Axis(
        title=None,
        values=[place + 0.5 for place in range(0, count, every)],
        labelExpr=f"{names}[floor(datum.value)]",
        labels=labels,
        labelLimit=110,
        ticks=False,
        grid=False,
        domain=False,
    )
    scale = alt.Scale(domain=[0, count], reverse=True, nice=False)
    return alt.Y("concept:Q", axis=axis, scale=scale)


def exam_rule(played: Played) -> Any:
    """A dashed line on the day of the exam."""
    import altair as alt

    from domains.figures.chart_style import rows

    mark = alt.Chart(rows([{"day": played.exam_day}])).mark_rule(strokeDash=[4, 3], color="black")
    return mark.encode(alt.X("day:Q"))
