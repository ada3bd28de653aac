"""Which clause is offered under which law, and how often a court may strike it."""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.contracts.law_cells import CLAUSES, law_cells
from domains.figures.contracts.money import percent
from domains.figures.contracts.record import Played

BLOCKED = "#882255"
DOUBTS = ("#F1F5F8", "#F6C66B", "#D55E00")
INK = "#17212b"
DARK = 0.6  # a share of doubt from which text is white


def law_heat(played: Played) -> Any:
    """A cell for each clause and governing law; colour: share of contracts where it is in doubt."""
    import altair as alt

    cells = law_cells(played)
    base = alt.Chart(rows(cells)).encode(
        alt.X(
            "law:N",
            title=None,
            sort=list(dict.fromkeys(cell["law"] for cell in cells)),
            axis=alt.Axis(orient="top", labelAngle=0, labelFontSize=12, ticks=False, domain=False),
        ),
        alt.Y(
            "clause:N",
            title=None,
            sort=list(CLAUSES.values()),
            axis=alt.Axis(labelFontSize=12, ticks=False, domain=False),
        ),
    )
    chart = alt.layer(*_boxes(base), *_texts(base)).properties(
        width=WIDTH_PX - 240, height=36 * len(CLAUSES)
    )
    how = [
        "What is offered last, by governing law (how many contracts); in brackets from and to.",
        "Below: in how many contracts a court may strike it. Wine red: forbidden (BLOCK).",
    ]
    return titled(chart, _finding(cells), how)


def _boxes(base: Any) -> list[Any]:
    import altair as alt

    colour = alt.Color(
        "doubt:Q",
        scale=alt.Scale(domain=[0.0, 0.5, 1.0], range=list(DOUBTS), interpolate="rgb"),
        legend=alt.Legend(title="in doubt (GREY)", format=".0%", gradientLength=150),
    )
    edge = {"stroke": "white", "strokeWidth": 2}
    void = base.transform_filter("datum.blocked").mark_rect(color=BLOCKED, **edge)
    return [base.mark_rect(**edge).encode(colour), void]


def _texts(base: Any) -> list[Any]:
    """Two lines where something is told of the law, else one in the middle."""
    import altair as alt

    is_dark = f"datum.blocked || datum.doubt > {DARK}"
    ink = alt.condition(is_dark, alt.value("white"), alt.value(INK))
    two, one = (base.transform_filter(test) for test in ("datum.told", "!datum.told"))
    return [
        two.mark_text(dy=-7, fontSize=11).encode(text="value:N", color=ink),
        two.mark_text(dy=8, fontSize=11, fontWeight="bold").encode(text="told:N", color=ink),
        one.mark_text(fontSize=11).encode(text="value:N", color=ink),
    ]


def _finding(cells: Sequence[Mapping[str, Any]]) -> str:
    void = sum(cell["blocked"] for cell in cells)
    if void:
        return f"Not to be used: {void} of {len(cells)} cells hold clauses that the law forbids"
    worst = max(cells, key=lambda cell: cell["doubt"], default=None)
    if worst is None or not worst["doubt"]:
        return "No clause is void, none is in doubt"
    law = worst["law"].split(" (")[0]
    where = f"{worst['clause']}, {law}, {percent(worst['doubt'])} of contracts"
    return f"No clause is void; most in doubt: {where}"
