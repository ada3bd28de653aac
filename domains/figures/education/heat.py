"""A table of concepts by days as coloured cells."""

from typing import Any

from domains.figures.chart_style import rows
from domains.figures.education.axes import concept_channel, day_channel
from domains.figures.education.image import image
from domains.figures.education.record import Floats, Played
from domains.figures.png import blend

# From light to dark in one hue, so that it is safe for every eye and in print.
PALETTE = ("#F6F3EA", "#BBD7E8", "#5FA5D1", "#0072B2", "#04294A")


def heat(
    played: Played, table: Floats, *, last: float, width: float, height: float, labels: bool = True
) -> Any:
    """table: (concepts, columns), 0 to 1 from the lightest to the darkest.

    Columns are equally wide, from day 0 to `last`. labels: whether concepts are named.
    """
    cells = [[blend(PALETTE, float(share)) for share in line] for line in table]
    x, y = day_channel(played, last=last), concept_channel(played, labels=labels)
    return image(cells, x, y, at={"day": 0.0, "concept": 0.0}, width=width, height=height)


def key(title: str, low: str, high: str) -> Any:
    """A legend: what the lightest and the darkest cells mean."""
    import altair as alt

    scale = alt.Scale(domain=[0.0, 1.0], range=list(PALETTE))
    legend = alt.Legend(
        gradientLength=120,
        gradientOpacity=1.0,
        values=[0.0, 1.0],
        labelExpr=f"datum.value < 0.5 ? '{low}' : '{high}'",
    )
    unseen = alt.Chart(rows([{"of": 0.0}])).mark_point(opacity=0.0)
    return unseen.encode(alt.Color("of:Q", title=title, scale=scale, legend=legend))
