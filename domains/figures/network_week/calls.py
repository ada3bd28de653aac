"""When consumers were called, and when they drew the energy again."""

from collections.abc import Iterator
from typing import Any

from domains.figures.chart_style import COLOURS, WIDTH_PX, rows, titled
from domains.figures.network_week.record import TICK_H, Week
from domains.figures.network_week.time_axis import hour_channel

LEAST_MW = 0.001
INK = {"reduction": COLOURS[5], "rebound": "#E3B7CC"}


def calls(week: Week) -> Any:
    """One row by contract: bars for reductions and rebounds, a triangle with the call's number."""
    import altair as alt

    names, x = list(week.grid["contracts"]), hour_channel(week)
    y = alt.Y("contract:N", title=None, sort=names, scale=alt.Scale(domain=names))
    spans = [span for number in range(len(names)) for span in _spans(week, number)]
    scale = alt.Scale(domain=list(INK), range=list(INK.values()))
    bars = alt.Chart(rows(spans)).mark_bar(opacity=1.0, size=16)
    marks = [
        {"h": call["tick"] * TICK_H, "contract": names[call["contract"]], "no": call["number"]}
        for call in week.calls
    ]
    base = alt.Chart(rows(marks)).encode(x, y)
    layers = [
        bars.encode(x, y, alt.Color("kind:N", title=None, scale=scale), x2="h2:Q"),
        base.mark_point(shape="triangle-down", filled=True, color="black", size=45, yOffset=-13),
        base.mark_text(yOffset=-13, dx=9, fontSize=10).encode(text="no:Q"),
    ]
    chart = alt.layer(*layers).properties(width=WIDTH_PX - 180, height=44 * len(names))
    spared = TICK_H * sum(max(0.0, mw) for tick in week.ticks for mw in tick["contract_mw"])
    subtitle = (
        f"{len(week.calls)} calls, {spared:.2f} MWh reduced; a triangle without a bar: refused"
    )
    return titled(chart, "Calls of consumers", subtitle)


def _spans(week: Week, contract: int) -> Iterator[dict[str, Any]]:
    """Neighbouring ticks with the same sign as one bar."""
    kind, start = "", 0.0
    for tick in (*week.ticks, None):
        mw = tick["contract_mw"][contract] if tick else 0.0
        now = "reduction" if mw > LEAST_MW else "rebound" if mw < -LEAST_MW else ""
        hour = tick["tick"] * TICK_H if tick else week.hours
        if now != kind:
            if kind:
                name = week.grid["contracts"][contract]
                yield {"contract": name, "kind": kind, "h": start, "h2": hour}
            kind, start = now, hour
