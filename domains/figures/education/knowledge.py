"""What is known of each concept: a table of concepts by half-days."""

from typing import Any

import numpy as np

from domains.figures.chart_style import ALARM, WIDTH_PX, rows, titled
from domains.figures.education.axes import concept_channel, day_channel, exam_rule
from domains.figures.education.groups import archetypes, typical
from domains.figures.education.heat import heat, key
from domains.figures.education.record import GUESSED, Floats, Played

ROW_PX, MOST_PX = 22, 420
HALF_DAYS = 2


def knowledge(played: Played) -> Any:
    """Left the mean of the cohort, right one learner with the days of wrong and right answers."""
    import altair as alt

    kind, is_in = archetypes(played)[0]
    who = typical(played, is_in)
    cohort = _panel(played, played.chance.mean(axis=1), labels=True)
    one = _panel(played, played.chance[:, who], labels=False)
    one = alt.layer(one, *_answers(played, who))
    legend = key("% solved", "20 or less", "100")
    panels = (
        alt.layer(cohort, exam_rule(played)).properties(title=_heading("Mean of all learners")),
        alt.layer(one, exam_rule(played), legend).properties(
            title=_heading(f"Learner {who}: {kind}")
        ),
    )
    subtitle = [
        "Chance to solve a usual question of the exam if it were now, by mornings and evenings;",
        "dashed: the exam. Circles: days with right answers; crosses: with wrong answers only.",
    ]
    return titled(alt.hconcat(*panels, spacing=12), "Knowledge of each concept", subtitle)


def _heading(text: str) -> Any:
    import altair as alt

    return alt.TitleParams(text, fontSize=12, anchor="start")


def _panel(played: Played, chance: Floats, *, labels: bool) -> Any:
    """chance: (times, concepts)."""
    height = min(ROW_PX * played.concepts, MOST_PX)
    width = (WIDTH_PX - 200) / 2
    at = np.arange(HALF_DAYS * played.exam_day) / HALF_DAYS
    column = np.searchsorted(played.times, at, side="right") - 1
    table = ((chance - GUESSED) / (1.0 - GUESSED))[np.maximum(column, 0)].T
    end = float(played.exam_day)
    return heat(played, table, last=end, width=width, height=height, labels=labels)


def _answers(played: Played, who: int) -> list[Any]:
    """Marks on days with answers; nothing for who never answered."""
    import altair as alt

    doings = played.doings
    mine = (doings.who == who) & (doings.correct >= 0)
    concept = np.array(played.course["activity_concept"])[doings.activity[mine]]
    best: dict[tuple[int, int], int] = {}
    for day, place, right in zip(
        doings.day[mine].tolist(), concept.tolist(), doings.correct[mine].tolist(), strict=True
    ):
        best[day, place] = max(right, best.get((day, place), 0))
    marks = [
        {"day": day + 0.5, "concept": place + 0.5, "right": right}
        for (day, place), right in sorted(best.items())
    ]
    if not marks:
        return []
    x, y = day_channel(played), concept_channel(played, labels=False)
    base = alt.Chart(rows(marks)).encode(x, y)
    right = base.transform_filter("datum.right == 1")
    wrong = base.transform_filter("datum.right == 0")
    return [
        right.mark_point(shape="circle", size=22, filled=True, fill="white", stroke="black",
                         strokeWidth=0.8, opacity=1.0),
        wrong.mark_point(shape="cross", size=34, angle=45, filled=True, fill=ALARM,
                         stroke="white", strokeWidth=0.5, opacity=1.0),
    ]  # fmt: skip
