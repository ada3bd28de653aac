"""What the rules did with the open orders at each wave."""

from typing import Any

from domains.figures.chart_style import WIDTH_PX, clock_text, rows, titled, weekday
from domains.figures.deliveries.record import DAY_MIN, Event, Played

Record = dict[str, Any]
PARTS = {
    "sent, could not wait": "#D55E00",
    "sent by choice": "#0072B2",
    "waits for a later wave": "#CFCFCF",
    "left to the spot carrier": "#000000",
}
MOST_LABELS = 30


def orders_by_wave(played: Played) -> Any:
    """Orders sent because they had to, by choice, or kept: a bar for each wave."""
    import altair as alt

    waves = sorted(played.waves, key=lambda wave: float(wave["now_min"]))
    records = [
        record
        for place, wave in enumerate(waves, 1)
        for record in _parts(wave, played, is_last=place == len(waves))
    ]
    parts = [name for name in PARTS if any(r["what"] == name and r["orders"] for r in records)]
    scale = alt.Scale(domain=parts, range=[PARTS[name] for name in parts])
    labels = list(dict.fromkeys(record["wave"] for record in records))
    angle = -90 if played.is_week else 0
    axis = alt.Axis(labelAngle=angle, labelOverlap=len(labels) > MOST_LABELS)
    chart = (
        alt.Chart(rows([record for record in records if record["orders"]]))
        .mark_bar()
        .encode(
            alt.X("wave:O", title="Wave", axis=axis, scale=alt.Scale(domain=labels)),
            alt.Y("orders:Q", title="Open orders", axis=alt.Axis(tickMinStep=1)),
            alt.Color("what:N", title="The order", scale=scale, sort=parts),
            order="rank:O",
        )
        .properties(width=WIDTH_PX - 200, height=240)
    )
    sent = sum(record["orders"] for record in records if record["what"].startswith("sent"))
    chosen = sum(record["orders"] for record in records if record["what"] == "sent by choice")
    subtitle = f"{sent} orders sent, {chosen} of them before they had to"
    return titled(chart, "Orders at each wave", subtitle)


def _parts(wave: Event, played: Played, *, is_last: bool) -> list[Record]:
    sent = {order for stops in wave["sent"] for order in stops}
    must_go = set(wave["must_go"])
    stays = len(set(wave["open"]) - sent)
    counts = (
        len(sent & must_go),
        len(sent - must_go),
        0 if is_last else stays,
        stays if is_last else 0,
    )
    day, clock = int(wave["now_min"] // DAY_MIN), clock_text(wave["now_min"])
    label = f"{weekday(day)[:3]} {clock}" if played.is_week else clock
    return [
        {"wave": label, "what": what, "orders": count, "rank": rank}
        for rank, (what, count) in enumerate(zip(PARTS, counts, strict=True))
    ]
