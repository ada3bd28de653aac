"""Learning and forgetting of three learners, concept by concept."""

from typing import Any

from domains.figures.chart_style import COLOURS, WIDTH_PX, rows, titled
from domains.figures.education.axes import GRID, day_channel, exam_rule
from domains.figures.education.groups import archetypes, typical
from domains.figures.education.record import GUESSED, Played

ALL = "the whole exam"
INK = (COLOURS[0], COLOURS[1], COLOURS[3])


def saw_tooth(played: Played) -> Any:
    """A panel for each of three sorts of learner: knowledge rises in sessions and falls between."""
    import altair as alt

    shown = _shown_concepts(played)
    kinds = archetypes(played)
    panels = [
        _panel(played, typical(played, is_in), kind, shown, labels=place == len(kinds) - 1)
        for place, (kind, is_in) in enumerate(kinds)
    ]
    names = ", ".join(str(played.course["names"][concept]) for concept in shown)
    subtitle = [
        "Chance to solve a usual question of the exam if it were now, of one learner of each sort;",
        f"dashed: the exam. Of {names} each builds on more than the one before.",
    ]
    return titled(alt.vconcat(*panels, spacing=10), "Learning and forgetting", subtitle)


def _shown_concepts(played: Played) -> list[int]:
    """The concept that counts most of those that build on nothing, of the deepest, and between."""
    needs, share = played.course["prerequisites"], played.course["exam_share"]
    depth = _depths(needs)
    deepest = max(depth)
    return [
        max((c for c in range(len(depth)) if depth[c] == at), key=lambda c: (share[c], -c))
        for at in sorted({0, (deepest + 1) // 2, deepest})
    ]


def _depths(needs: Any) -> list[int]:
    depth = [0] * len(needs)
    for _ in needs:  # as many passes as the longest chain could have links
        depth = [1 + max((depth[each] for each in before), default=-1) for before in needs]
    return depth


def _panel(played: Played, who: int, kind: str, shown: list[int], *, labels: bool) -> Any:
    import altair as alt

    names = {str(played.course["names"][concept]): concept for concept in shown}
    lines = {name: played.chance[:, who, concept] for name, concept in names.items()}
    lines[ALL] = played.whole_exam()[:, who]
    points = [
        {"day": float(day), "share": round(100.0 * float(share), 1), "concept": name}
        for name, line in lines.items()
        for day, share in zip(played.times, line, strict=True)
        if day <= played.exam_day
    ]
    scale = alt.Scale(domain=list(lines), range=[*INK[: len(names)], "#000000"])
    y = alt.Y(
        "share:Q",
        axis=alt.Axis(title="% solved", values=[20, 40, 60, 80, 100], gridColor=GRID),
        scale=alt.Scale(domain=[100.0 * GUESSED, 100.0]),
    )
    size = alt.condition(f"datum.concept == '{ALL}'", alt.value(2.6), alt.value(1.4))
    chart = alt.Chart(rows(points)).mark_line(strokeJoin="round", clip=True)
    line = chart.encode(
        day_channel(played, labels=labels),
        y,
        alt.Color("concept:N", title=None, scale=scale),
        strokeWidth=size,
    )
    heading = alt.TitleParams(_title(played, who, kind), fontSize=12, anchor="start")
    layers = alt.layer(line, exam_rule(played))
    return layers.properties(width=WIDTH_PX - 190, height=135, title=heading)


def _title(played: Played, who: int, kind: str) -> str:
    told = f"Learner {who}: {kind}; {played.scores[who]:.0f} points,"
    told += f" {played.minutes_used[who]:.0f} minutes"
    return f"{told}, gave up on day {played.stopped_day[who]}" if played.gave_up[who] else told
