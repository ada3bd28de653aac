"""The figures that dispatchers ask for first, as a table."""

from collections.abc import Iterator
from typing import Any

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.deliveries.record import Event, Played

Line = tuple[str, str]
ROW_PX = 24.0


def key_figures(played: Played) -> Any:
    """Cost, productivity, service and people: two columns of words and values."""
    import altair as alt

    assert played.measures is not None
    lines = [*_money(played, played.measures), *_service(played.measures, played)]
    per_column = -(-len(lines) // 2)
    records = [
        {"row": k % per_column, "column": k // per_column, "what": what, "value": value}
        for k, (what, value) in enumerate(lines)
    ]
    width = WIDTH_PX - 40.0
    middle = 0.5 * width
    y = alt.Y("row:O", axis=None)
    layers = []
    for column in (0, 1):
        base = alt.Chart(rows([r for r in records if r["column"] == column]))
        at, end = column * middle, column * middle + middle - 30.0
        words = base.mark_text(align="left", fontSize=13).encode(y, x=alt.value(at), text="what:N")
        values = base.mark_text(align="right", fontSize=13, fontWeight="bold")
        layers += [words, values.encode(y, x=alt.value(end), text="value:N")]
    chart = alt.layer(*layers).properties(width=width, height=ROW_PX * per_column)
    what = "this week" if played.is_week else "this day"
    return titled(chart, "Key figures", f"Of {what} alone; reports compare means over many")


def _money(played: Played, measures: Event) -> Iterator[Line]:
    stops, units = len(played.stops), measures["ordered_units"]
    drive_h = sum(trip["back_min"] - trip["left_min"] for trip in played.trips) / 60.0
    km = sum(trip["km"] for trip in played.trips)
    yield "orders", f"{measures['orders']:,.0f}"
    yield "units ordered", f"{units:,.0f}"
    yield "cost per ordered unit", f"{measures['cost_per_unit_eur']:.2f} EUR"
    if stops:
        yield "cost per stop", f"{measures['total_eur'] / stops:.2f} EUR"
        yield "stops per route hour", f"{stops / drive_h:.1f}"
        yield "kilometres per stop", f"{km / stops:.1f} km"
    if played.legs:
        yield "kilometres driven empty", _percent(_empty_share(played))
    if stops:
        yield "load at departure / capacity", _percent(measures["fill_share"])
    if "co2_per_unit_kg" in measures and played.is_week:
        yield "CO2 per ordered unit", f"{measures['co2_per_unit_kg']:.2f} kg"


def _service(measures: Event, played: Played) -> Iterator[Line]:
    shares = [("on_time_share", "orders on time")]
    if played.is_week:
        shares += [
            ("business_on_time_share", "business orders on time"),
            ("first_attempt_share", "delivered at the first attempt"),
            ("worst_zone_service_share", "units delivered, worst zone"),
        ]
    shares.append(("spot_share", "orders left to the spot carrier"))
    for measure, words in shares:
        if measure in measures:
            yield words, _percent(measures[measure])
    if played.is_week:
        yield "deliveries by night", f"{measures.get('night_drops', 0.0):.0f}"
        yield "overtime", f"{measures.get('overtime_hours', 0.0):.1f} h"
        yield "longest week of a driver", f"{measures.get('most_driver_week_h', 0.0):.1f} h"
    yield "vehicles used", f"{len(played.used)}"


def _percent(share: float) -> str:
    return f"{100.0 * share:.1f} %"


def _empty_share(played: Played) -> float:
    """The share of the kilometres that is driven back without goods."""
    last: dict[int, Event] = {}
    for leg in played.legs:
        last[leg["trip"]] = leg
    km = sum(trip["km"] for trip in played.trips)
    return sum(leg["km"] for leg in last.values()) / km if km else 0.0
