"""When which activity is chosen: concepts by days, a panel for each sort of activity."""

from typing import Any

import numpy as np

from domains.figures.chart_style import WIDTH_PX, titled
from domains.figures.education.heat import heat, key
from domains.figures.education.record import Floats, Played
from domains.figures.education.shares import DOES, sort_of

COLUMNS = 3
ROW_PX, MOST_PX = 14, 260
FULL = 1.0  # doings of a learner and day that are darkest; more are no darker


def chosen(played: Played) -> Any:
    """Dark cells: on that day, most learners did this with that concept."""
    import altair as alt

    counts = _counts(played)
    height = min(max(ROW_PX * played.concepts, 110), MOST_PX)
    panels = []
    for place, does in enumerate(DOES):
        panel = heat(
            played,
            np.sqrt(np.minimum(counts[place] / FULL, 1.0)),
            last=float(played.days),
            width=(WIDTH_PX - 215) / COLUMNS,
            height=height,
            labels=place % COLUMNS == 0,
        )
        layers = (panel, key("a learner, a day", "0", "1 or more")) if place == 0 else (panel,)
        each = counts[place].sum()
        heading = alt.TitleParams(f"{does}: {each:.1f} a learner", fontSize=12, anchor="start")
        panels.append(alt.layer(*layers).properties(title=heading))
    subtitle = [
        "How often a learner does what with a concept on a day, mean of all who began.",
        "A concept that comes back days later is reviewed; the darkening is by square roots.",
    ]
    chart = alt.concat(*panels, columns=COLUMNS, spacing=12)
    return titled(chart, "When what is chosen", subtitle)


def _counts(played: Played) -> Floats:
    """Doings of a learner by sort of activity, concept and day."""
    doings = played.doings
    counts = np.zeros((len(DOES), played.concepts, played.days))
    concept = np.array(played.course["activity_concept"])[doings.activity]
    np.add.at(counts, (sort_of(played)[doings.activity], concept, doings.day), 1.0)
    return counts / played.learners
