"""Which zone costs how much at which hour: shows where night, or another time, would pay."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.deliveries.record import Played
from domains.figures.deliveries.stop_costs import StopCost, stop_costs

Record = dict[str, Any]
ALL = "all"
ROW_PX, COLUMN_PX = 34.0, 34.0
DAY_STARTS_H = 6  # the columns begin there, so that a night stands together
FEW_STOPS = 3


class _Cell(msgspec.Struct):
    cost_eur: float = 0.0
    units: float = 0.0
    stops: int = 0


def cost_heat(played: Played) -> Any:
    """EUR per delivered unit by zone and hour of arrival; the last row and column are means."""
    import altair as alt

    names = played.places["zones"]
    cells = _records(stop_costs(played), names)
    hours = _in_order({cell["hour"] for cell in cells})
    zones = [name for name in (*names, ALL) if any(cell["zone"] == name for cell in cells)]
    low, top = _ends([cell["cost"] for cell in cells if cell["stops"] >= FEW_STOPS])
    x = alt.X("hour:O", title="Hour of arrival", sort=hours, axis=alt.Axis(labelAngle=0))
    y = alt.Y("zone:N", title=None, sort=zones)
    scale = alt.Scale(scheme="oranges", domain=[low, top], clamp=True)
    colour = alt.Color("cost:Q", legend=None, scale=scale)
    base = alt.Chart(rows(cells)).encode(x, y)
    boxes = base.transform_filter(f"datum.stops >= {FEW_STOPS}").mark_rect(
        stroke="white", strokeWidth=1.5
    )
    dark = f"datum.stops >= {FEW_STOPS} && datum.cost > {low + 0.65 * (top - low):.4f}"
    ink = alt.condition(dark, alt.value("white"), alt.value("black"))
    texts = base.mark_text(fontSize=11).encode(text="label:N", color=ink)
    size = {"width": min(COLUMN_PX * len(hours), WIDTH_PX), "height": ROW_PX * len(zones)}
    chart = alt.layer(boxes.encode(colour), texts).properties(**size)
    subtitle = [
        "EUR per delivered unit: what shifts and trips cost, shared over their stops by minutes",
        f"that each took. Uncoloured: fewer than {FEW_STOPS} stops in the week; empty: none.",
    ]
    return titled(chart, "Cost by zone and hour", subtitle)


def _in_order(hours: Iterable[str]) -> list[str]:
    clock = sorted(set(hours) - {ALL}, key=lambda hour: (int(hour) - DAY_STARTS_H) % 24)
    return [*clock, ALL]


def _ends(costs: Sequence[float]) -> tuple[float, float]:
    """The ends of the colour scale; a few dear cells must not make all others pale."""
    usual = sorted(costs) or [0.0]
    low, top = usual[0], usual[int(0.95 * (len(usual) - 1))]
    return low, max(top, low + 0.01)


def _records(costs: Iterable[StopCost], zones: Sequence[str]) -> list[Record]:
    cells: dict[tuple[str, str], _Cell] = {}
    for stop in costs:
        hour = f"{int(stop.arrived_min // 60.0) % 24:02d}"
        for zone in (zones[stop.zone], ALL):
            for column in (hour, ALL):
                cell = cells.setdefault((zone, column), _Cell())
                cell.cost_eur += stop.cost_eur
                cell.units += stop.units
                cell.stops += 1
    return [
        {
            "zone": zone,
            "hour": hour,
            "cost": cell.cost_eur / cell.units,
            "label": f"{cell.cost_eur / cell.units:.1f}",
            "stops": cell.stops,
        }
        for (zone, hour), cell in cells.items()
        if cell.units
    ]
