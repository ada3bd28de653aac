"""The common axis of hours since the start, with the names of days."""

import json
from typing import Any

from domains.figures.network_week.record import Week


def hour_channel(week: Week, *, labels: bool = True) -> Any:
    """The x channel of the field `h`; a line at each midnight, the name of the day after it."""
    import altair as alt

    names = json.dumps(week.day_names())
    axis = alt.Axis(
        title=None,
        values=[24 * day for day in range(int(week.grid["days"]))],
        labelExpr=f"{names}[round(datum.value / 24)]",
        labelAlign="left",
        labels=labels,
        gridColor="#D8D8D8",
        ticks=False,
        domain=False,
    )
    scale = alt.Scale(domain=[0.0, week.hours], nice=False)
    return alt.X("h:Q", axis=axis, scale=scale)
