"""Who bears the losses: we, our insurer, the other side; and what lawyers cost on top."""

from typing import Any

from domains.figures.chart_style import COLOURS, WIDTH_PX, rows, titled
from domains.figures.contracts.money import percent, short
from domains.figures.contracts.record import Played

BEARERS = {
    "us": ("we", COLOURS[0]),
    "insurer": ("our insurer", COLOURS[4]),
    "other_side": ("the other side", "#C9CDD2"),
    "lawyers": ("our lawyers, on top", COLOURS[1]),
}
PERILS = {
    "delay": "delay",
    "defect": "defects",
    "performance": "performance",
    "data_breach": "data breach",
    "ip": "intellectual property",
    "injury": "injury, property",
    "non_payment": "unpaid invoices",
    "acceptance": "acceptance, changes",
}
SIDES = {"sell": "What we sell: losses of customers", "buy": "What we buy: our own losses"}


def bearers(played: Played) -> Any:
    """One bar for each peril, in EUR a year of the whole portfolio; selling and buying apart."""
    import altair as alt

    by_size = _perils(played)
    panels = [_panel(played, side, by_size, labels=k == 0) for k, side in enumerate(_sides(played))]
    chart = alt.hconcat(*panels, spacing=18).resolve_scale(color="shared")
    shares = {who: _total(played, who) for who in ("us", "insurer", "other_side")}
    whole = max(sum(shares.values()), 1.0)
    ours, insured, theirs = (percent(eur / whole) for eur in shares.values())
    title = f"We bear {ours} of all losses, our insurer {insured}, the other side {theirs}"
    how = "Expected a year, all signed contracts together; the number is the loss without lawyers"
    return titled(chart, title, how)


def _sides(played: Played) -> list[str]:
    """Those that have losses; both where nothing is lost."""
    found = [
        side for side in SIDES if any(_loss(row) for row in played.borne if row["side"] == side)
    ]
    return found or list(SIDES)


def _loss(row: Any) -> float:
    return float(row["us"] + row["insurer"] + row["other_side"])


def _total(played: Played, who: str) -> float:
    return sum(float(row[who]) for row in played.borne)


def _perils(played: Played) -> list[str]:
    sums = {
        words: sum(_loss(row) for row in played.borne if row["peril"] == peril)
        for peril, words in PERILS.items()
    }
    return sorted(sums, key=lambda words: -sums[words])


def _panel(played: Played, side: str, order: list[str], *, labels: bool) -> Any:
    import altair as alt

    own = [row for row in played.borne if row["side"] == side]
    pieces = [
        {
            "peril": PERILS[row["peril"]],
            "who": words,
            "place": place,
            "eur_m": round(max(row[who], 0.0) / 1e6, 4),
        }
        for row in own
        for place, (who, (words, _)) in enumerate(BEARERS.items())
    ]
    sums = [
        {
            "peril": PERILS[row["peril"]],
            "end": round((_loss(row) + row["lawyers"]) / 1e6, 4),
            "label": short(_loss(row)),
        }
        for row in own
        if _loss(row)
    ]
    y = alt.Y(
        "peril:N",
        title=None,
        sort=order,
        axis=alt.Axis(labels=labels, labelFontSize=12, ticks=False, domain=False),
    )
    most = max((_loss(row) + row["lawyers"] for row in played.borne), default=1e6) / 1e6
    x = alt.X(
        "eur_m:Q",
        title="EUR million a year",
        stack="zero",
        scale=alt.Scale(domain=[0.0, 1.18 * max(most, 1e-3)], nice=False),
        axis=alt.Axis(tickCount=4, gridColor="#E4E4E4"),
    )
    colour = alt.Color(
        "who:N",
        scale=alt.Scale(
            domain=[words for words, _ in BEARERS.values()],
            range=[ink for _, ink in BEARERS.values()],
        ),
        legend=alt.Legend(title="borne by", labelLimit=200),
    )
    bars = alt.Chart(rows(pieces)).mark_bar(height={"band": 0.72})
    bars = bars.encode(x, y, colour, order=alt.Order("place:Q"))
    texts = alt.Chart(rows(sums)).mark_text(align="left", dx=5, fontSize=11)
    texts = texts.encode(alt.X("end:Q"), y, text="label:N")
    heading = alt.TitleParams(SIDES[side], anchor="start", fontSize=12)
    width = (WIDTH_PX - 330) / max(len(_sides(played)), 1) + 20
    return alt.layer(bars, texts).properties(width=width, height=230, title=heading)
