"""Where the money goes: the parts of the cost of a MWh that was wanted."""

from typing import Any

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.network_week.record import Event

PARTS = {
    "energy": "Day-ahead",
    "imbalance": "Imbalance",
    "fuel": "Fuel",
    "starts": "Starts",
    "reductions": "Reductions",
    "curtailment": "Cut off",
    "losses": "Losses",
    "wear": "Wear",
    "cars": "Cars",
    "unserved": "Unserved",
    "settlement": "Owed at end",
    "reserve": "Reserve",
}
INK = {"cost": "#56B4E9", "income": "#009E73", "total": "#0072B2"}
LEAST_EUR = 0.005


def cost_by_part(measures: Event) -> Any:
    """A waterfall from nothing to the cost per MWh wanted; parts of nothing are left out."""
    import altair as alt

    steps: list[dict[str, Any]] = []
    total = 0.0
    for part, name in PARTS.items():
        eur = float(measures.get(f"{part}_per_mwh_eur", 0.0))
        if abs(eur) >= LEAST_EUR:
            steps.append(_step(name, total, total + eur, "cost" if eur > 0.0 else "income"))
        total += eur
    steps.append(_step("Total", 0.0, total, "total"))
    x = alt.X(
        "part:N",
        title=None,
        sort=[step["part"] for step in steps],
        axis=alt.Axis(labelAngle=-40, labelLimit=120),
    )
    scale = alt.Scale(domain=list(INK), range=list(INK.values()))
    y = alt.Y("start:Q", title="EUR per MWh wanted")
    base = alt.Chart(rows(steps))
    bars = base.mark_bar().encode(
        x, y, alt.Color("kind:N", title=None, scale=scale), y2=alt.Y2("end:Q")
    )
    texts = base.mark_text(dy=-8, fontSize=12).encode(x, alt.Y("top:Q"), text="label:N")
    zero = alt.Chart(rows([{"start": 0.0}])).mark_rule(color="#555555").encode(y)
    chart = alt.layer(bars, zero, texts).properties(width=WIDTH_PX - 150, height=260)
    told = f"{measures['wanted_mwh']:,.0f} MWh wanted, {measures['total_eur']:,.0f} EUR in all"
    return titled(chart, "Cost by part", told)


def _step(part: str, start: float, end: float, kind: str) -> dict[str, Any]:
    ends = {"start": round(start, 2), "end": round(end, 2), "top": round(max(start, end), 2)}
    return {"part": part, **ends, "kind": kind, "label": f"{end - start:.1f}"}
