"""Where the money goes: the parts of the cost per ordered unit."""

from typing import Any

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.deliveries.record import Event

Record = dict[str, Any]
PARTS = {
    "driver": "Drivers",
    "overtime": "Overtime",
    "night": "Night",
    "energy": "Energy",
    "levy": "CO2 levy",
    "distance": "Kilometres",
    "vehicles": "Vehicles",
    "tolls": "Tolls",
    "hub": "Cross-dock",
    "failed": "Failed",
    "lateness": "Lateness",
    "discounts": "Discounts",
    "spot": "Spot",
}


def cost_by_part(measures: Event) -> Any:
    """A waterfall from nothing to the cost per ordered unit; parts of nothing are left out."""
    import altair as alt

    steps: list[Record] = []
    total = 0.0
    for part, name in PARTS.items():
        value = float(measures.get(f"{part}_per_unit_eur", 0.0))
        if value:
            steps.append(_step(name, start=total, end=total + value, kind="part"))
            total += value
    steps.append(_step("Total", start=0.0, end=total, kind="total"))
    order = [step["part"] for step in steps]
    angle = -40 if len(order) > 8 else 0
    x = alt.X("part:N", title=None, sort=order, axis=alt.Axis(labelAngle=angle, labelLimit=120))
    colour = alt.Color(
        "kind:N",
        legend=None,
        scale=alt.Scale(domain=["part", "total"], range=["#56B4E9", "#0072B2"]),
    )
    top = alt.Scale(domain=[0.0, 1.1 * total or 1.0], nice=False)
    y = alt.Y("start:Q", title="EUR per ordered unit", scale=top)
    base = alt.Chart(rows(steps))
    bars = base.mark_bar().encode(x, y, colour, y2="end:Q")
    texts = base.mark_text(dy=-8, fontSize=12).encode(x, y=alt.Y("end:Q"), text="label:N")
    chart = alt.layer(bars, texts).properties(width=WIDTH_PX - 100, height=260)
    subtitle = (
        f"{measures['ordered_units']:,.0f} units ordered, {measures['total_eur']:,.2f} EUR in all"
    )
    return titled(chart, "Cost by part", subtitle)


def _step(part: str, *, start: float, end: float, kind: str) -> Record:
    return {"part": part, "start": start, "end": end, "kind": kind, "label": _label(end - start)}


def _label(eur: float) -> str:
    return f"{eur:.2f}" if eur >= 0.005 else "<0.01"
