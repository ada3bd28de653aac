"""What learners do, from the first day to the last and from their first activity to their last."""

from typing import Any

import numpy as np

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.education.axes import GRID
from domains.figures.education.image import image
from domains.figures.education.record import Floats, Played
from domains.figures.education.shares import COLOUR_OF, by_day, by_step
from domains.figures.png import Rgb, blend

LEAST_BUSY = 0.02  # of learners; fewer are no picture
LEVELS = 200  # rows of an image: steps of half a percent
WIDTH, HEIGHT = WIDTH_PX - 190, 190


def paths(played: Played) -> Any:
    """Ribbons as high as the share of learners: above by day, below by number of the activity."""
    import altair as alt

    steps = by_step(played, _steps(played))
    above = alt.layer(_ribbons(by_day(played), "days since the start"), _key())
    below = _ribbons(steps, "activities that a learner has done before")
    subtitle = [
        "Above: what learners do on each day of the course, who is in session by minutes; below:",
        "what they do first, second, third, and so on. Greys: who does nothing, and why.",
    ]
    return titled(alt.vconcat(above, below, spacing=14), "What learners do", subtitle)


def _steps(played: Played) -> int:
    """Up to where hardly anybody does more."""
    done = np.sort(np.bincount(played.doings.who, minlength=played.learners))
    return max(2, int(done[int((1.0 - LEAST_BUSY) * (len(done) - 1))]))


def ribbon_cells(shares: Floats, levels: int = LEVELS) -> list[list[Rgb]]:
    """Rows from the top, as high as shares: (columns, entries of `COLOUR_OF`) with rows of sum 1.

    The first entry is at the bottom.
    """
    colours = [blend((colour, colour), 0.0) for colour in COLOUR_OF.values()]
    middle = (np.arange(levels, 0, -1) - 0.5) / levels
    ends = np.cumsum(shares, axis=1)[:, :-1]  # the last one has what is left
    entry = (ends[None, :, :] <= middle[:, None, None]).sum(axis=2)
    return [[colours[place] for place in line] for line in entry.tolist()]


def _ribbons(shares: Floats, title: str) -> Any:
    import altair as alt

    axis = alt.Axis(title=title, tickMinStep=1, format="d", grid=False, labelFlush=False)
    x = alt.X("at:Q", axis=axis, scale=alt.Scale(domain=[0, len(shares)], nice=False))
    percent = alt.Axis(title="% of learners", values=[0, 25, 50, 75, 100], gridColor=GRID)
    y = alt.Y("share:Q", axis=percent, scale=alt.Scale(domain=[0, 100], nice=False))
    at = {"at": 0.0, "share": 100.0}
    return image(ribbon_cells(shares), x, y, at=at, width=WIDTH, height=HEIGHT)


def _key() -> Any:
    """A legend in the order of the ribbons, from the top."""
    import altair as alt

    names, colours = list(COLOUR_OF)[::-1], list(COLOUR_OF.values())[::-1]
    unseen = alt.Chart(rows([{"does": names[0]}])).mark_square(opacity=0.0)
    legend = alt.Legend(title=None, symbolOpacity=1.0, labelLimit=170)
    scale = alt.Scale(domain=names, range=colours)
    return unseen.encode(alt.Color("does:N", scale=scale, legend=legend))
