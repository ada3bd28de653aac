"""Who has not given up, day by day."""

from typing import Any

import numpy as np

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.education.axes import GRID, day_channel
from domains.figures.education.groups import Group, everybody, guarded, thirds
from domains.figures.education.record import Played

FLOORS = (75, 50, 25, 0)  # where the axis may begin, in %
ROOM = 3.0  # between the lowest line and the floor


def survival(played: Played) -> Any:
    """A step down for everybody who gives up; whoever finishes early has not given up."""
    import altair as alt

    groups = [everybody(played), *thirds(played), *guarded(played)]
    lines = {_name(played, group): _shares(played, group) for group in groups}
    points = [
        {"day": day, "group": name, "share": round(share, 1)}
        for name, line in lines.items()
        for day, share in enumerate(line)
    ]
    lowest = min(line[-1] for line in lines.values())
    floor = next((each for each in FLOORS if each + ROOM <= lowest), 0)
    axis = alt.Axis(title="% of the group that have not given up", gridColor=GRID)
    y = alt.Y("share:Q", axis=axis, scale=alt.Scale(domain=[floor, 100], nice=False))
    scale = alt.Scale(domain=list(lines), range=[group.colour for group in groups])
    dash = alt.StrokeDash(
        "group:N",
        legend=None,
        scale=alt.Scale(domain=list(lines), range=[[1, 0]] * 4 + [[6, 3]] * 2),
    )
    legend = alt.Legend(title="group: % at the end", labelLimit=210)
    colour = alt.Color("group:N", scale=scale, legend=legend)
    mark = alt.Chart(rows(points)).mark_line(interpolate="step-after", strokeWidth=2)
    chart = mark.encode(day_channel(played, last=float(played.days)), y, colour, dash)
    subtitle = f"Who is left of each group when a day begins; the axis starts at {floor} %"
    return titled(
        chart.properties(width=WIDTH_PX - 290, height=300), "Who stays in the course", subtitle
    )


def _shares(played: Played, group: Group) -> list[float]:
    """% of the group that had not given up when a day began, and at the end of the last."""
    days = np.arange(played.days + 1)
    stays = played.stopped_day[group.is_in, None] >= days
    return [100.0 * float(share) for share in stays.mean(axis=0)]


def _name(played: Played, group: Group) -> str:
    return f"{group.name}: {_shares(played, group)[-1]:.0f}"
