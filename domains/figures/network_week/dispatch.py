"""Who gave and who took power, with the price or what was cut off."""

from collections.abc import Iterator
from typing import Any

from domains.figures.chart_style import ALARM, COLOURS, WIDTH_PX, rows, titled
from domains.figures.network_week.record import TICK_H, Event, Week
from domains.figures.network_week.thin import means, per_point
from domains.figures.network_week.time_axis import hour_channel

# From the axis outwards, with their colours.
SOURCES = {
    "other feed-in": "#A8A29A",
    "units": COLOURS[6],
    "wind": COLOURS[4],
    "sun": COLOURS[1],
    "batteries": COLOURS[2],
    "cars": COLOURS[3],
    "reductions": COLOURS[5],
    "grid": COLOURS[0],
    "cut off": "#E6E6E6",
}
LEAST_MW = 0.005


def dispatch(week: Week) -> Any:
    """Above zero what is given, below it what is taken, and the consumers' load as a line."""
    import altair as alt

    size = per_point(len(week.ticks))
    told = [_powers(week, tick) for tick in week.ticks]
    thinned = {name: means([powers[name] for powers in told], size) for name in told[0]}
    stack, x = list(_stack(thinned, size)), hour_channel(week)
    shown = [name for name in SOURCES if any(one["who"] == name for one in stack)]
    scale = alt.Scale(domain=shown, range=[SOURCES[name] for name in shown])
    legend = alt.Legend(symbolOpacity=1.0, symbolType="square", symbolStrokeWidth=0)
    colour = alt.Color("who:N", title="Power of", scale=scale, legend=legend)
    y, upper = alt.Y("low:Q", title="MW"), alt.Y2("high:Q")
    area = alt.Chart(rows(stack)).mark_area(opacity=1.0, interpolate="step-after")
    load = [{"h": k * size * TICK_H, "low": round(mw, 2)} for k, mw in enumerate(thinned["load"])]
    line = alt.Chart(rows(load)).mark_line(color="black", strokeWidth=1.5, interpolate="step-after")
    zero = alt.Chart(rows([{"low": 0.0}])).mark_rule(color="#555555").encode(y)
    layers = alt.layer(area.encode(x, y, colour, upper, detail="side:N"), zero, line.encode(x, y))
    top = layers.properties(width=WIDTH_PX - 150, height=300)
    signs = "above zero: given; below: taken (charging, exports); black line: consumers' load"
    subtitle = [f"From {week.grid['start'][:10]}; {signs}"]
    if week.is_island:
        return titled(top, "Dispatch", subtitle)
    subtitle.append("Below: day-ahead price (blue) and imbalance price (grey, its extremes cut)")
    return titled(alt.vconcat(top, _prices(week, size), spacing=8), "Dispatch with price", subtitle)


def _powers(week: Week, tick: Event) -> dict[str, float]:
    """MW by source, storage positive when it gives; what the trace does not name is `other`."""
    kinds = [name.split()[0] for name in week.grid["feed_ins"]]
    fed = [power - cut for power, cut in zip(tick["fed_in_mw"], tick["capped_mw"], strict=True)]
    found = {
        "units": sum(tick["unit_mw"]),
        "wind": sum(mw for kind, mw in zip(kinds, fed, strict=True) if kind == "wind"),
        "sun": sum(mw for kind, mw in zip(kinds, fed, strict=True) if kind != "wind"),
        "batteries": sum(tick["battery_mw"]),
        "cars": -sum(tick["hub_mw"]),
        "reductions": sum(tick["contract_mw"]),
        "grid": tick["import_mw"],
    }
    load = tick["load_mw"] - tick["shed_mw"]
    found["other feed-in"] = 0.0 if tick["is_dark"] else max(0.0, load - sum(found.values()))
    return {**found, "cut off": sum(tick["capped_mw"]), "load": load}


def _stack(thinned: dict[str, list[float]], size: int) -> Iterator[dict[str, Any]]:
    """The two edges of every area at every point; who never acts is left out."""
    signs = [(1.0, name) for name in SOURCES] + [(-1.0, name) for name in SOURCES]
    edges = {1.0: [0.0] * len(thinned["load"]), -1.0: [0.0] * len(thinned["load"])}
    for sign, name in signs:
        parts = [max(0.0, sign * mw) for mw in thinned[name]]
        if max(parts) < LEAST_MW:
            continue
        for k, mw in enumerate(parts):
            start = edges[sign][k]
            edges[sign][k] = start + sign * mw
            yield {
                "h": k * size * TICK_H, "who": name, "side": sign,
                "low": round(start, 2), "high": round(edges[sign][k], 2),
            }  # fmt: skip


def _prices(week: Week, size: int) -> Any:
    import altair as alt

    day_ahead = means([tick["price_eur"] for tick in week.ticks], size)
    imbalance = means([tick["imbalance_eur"] for tick in week.ticks], size)
    usual = sorted(imbalance)
    low = min(*day_ahead, usual[int(0.05 * (len(usual) - 1))])
    high = max(*day_ahead, usual[int(0.95 * (len(usual) - 1))])
    x = hour_channel(week, labels=False)
    y = alt.Y("eur:Q", title="EUR/MWh", scale=alt.Scale(domain=[low, high], clamp=True))
    layers = []
    for prices, colour, width in ((imbalance, "#ADADAD", 1.0), (day_ahead, COLOURS[0], 1.8)):
        points = [{"h": k * size * TICK_H, "eur": round(eur)} for k, eur in enumerate(prices)]
        line = alt.Chart(rows(points)).mark_line(interpolate="step-after")
        layers.append(line.encode(x, y, color=alt.value(colour), strokeWidth=alt.value(width)))
    if low < 0.0:
        zero = alt.Chart(rows([{"eur": 0}])).mark_rule(color=ALARM, strokeDash=[2, 2])
        layers.append(zero.encode(y))
    return alt.layer(*layers).properties(width=WIDTH_PX - 150, height=110)
