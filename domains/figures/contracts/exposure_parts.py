"""What the exposure is made of, and what changes against the baseline."""

from collections.abc import Mapping
from typing import Any

from domains.figures.chart_style import WIDTH_PX, rows, titled
from domains.figures.contracts.money import euros, percent, short, signed
from domains.figures.contracts.record import Played

NAMES = {
    "lost_margin": "margin of lost deals",
    "retained_loss": "losses that stay with us",
    "negotiation": "talks and waiting",
    "insurance": "insurance",
    "late_payment": "late payment",
    "legal_cost": "legal cost",
    "damages_and_credits": "damages and credits",
    "concessions": "price concessions",
}
COST, SAVED, TOTAL = "costs more", "costs less", "exposure"
INK = {COST: "#E69F00", SAVED: "#009E73", TOTAL: "#0072B2"}
LEAST_EUR = 0.5


def exposure_parts(played: Played) -> Any:
    """A waterfall from nothing to the exposure."""
    parts = {NAMES[part]: eur for part, eur in played.parts_eur.items()}
    ordered = dict(sorted(parts.items(), key=lambda item: -item[1]))
    steps = [*_steps(ordered, 0.0, change=False), _total("exposure", played.exposure_eur)]
    largest = max(ordered, key=lambda name: ordered[name])
    share = ordered[largest] / max(played.exposure_eur, 1.0)
    title = (
        f"A contract costs us {euros(played.exposure_eur)} a year, {percent(share)} of it {largest}"
        if played.exposure_eur > 0.0
        else f"Contracts earn us {euros(-played.exposure_eur)} a year more than they cost"
    )
    how = f"Expected exposure a year, mean of {played.contracts:,} offered contracts, signed or not"
    return _drawn(steps, title, how, legend=False)


def exposure_change(played: Played, before: Played) -> Any:
    """A waterfall from the exposure of the baseline to that of the new playbook."""
    changes = {NAMES[part]: eur - before.parts_eur[part] for part, eur in played.parts_eur.items()}
    ordered = dict(sorted(changes.items(), key=lambda item: item[1]))
    steps = [
        _total("baseline", before.exposure_eur),
        *_steps(ordered, before.exposure_eur, change=True),
        _total("new playbook", played.exposure_eur),
    ]
    change = played.exposure_eur - before.exposure_eur
    word = "less" if change < 0.0 else "more"
    share = abs(change) / max(abs(before.exposure_eur), 1.0)
    size = f"{euros(abs(change))} a year {word} ({percent(share, 1)})"
    title = f"A contract costs us {size} than with the baseline"
    how = [
        f"Expected exposure a year, mean of the same {played.contracts:,} offered contracts.",
        "The axis does not start at zero." if _is_cut(steps) else "",
    ]
    return _drawn(steps, title, [line for line in how if line], legend=True)


def _steps(parts: Mapping[str, float], start: float, *, change: bool) -> list[dict[str, Any]]:
    found = []
    for name, eur in parts.items():
        if abs(eur) >= LEAST_EUR:
            label = signed(eur) if change or eur < 0.0 else short(eur)
            found.append(
                _bar(name, start, start + eur, SAVED if eur < 0.0 else COST) | {"label": label}
            )
        start += eur
    return found


def _total(name: str, eur: float) -> dict[str, Any]:
    label = short(eur) if eur >= 0.0 else signed(eur)
    return _bar(name, 0.0, eur, TOTAL) | {"label": label, "is_total": True}


def _bar(name: str, start: float, end: float, kind: str) -> dict[str, Any]:
    ends = {"start": round(start, 2), "end": round(end, 2), "right": round(max(start, end), 2)}
    return {"part": name, **ends, "kind": kind}


def _ends(steps: list[dict[str, Any]]) -> tuple[float, float]:
    """Of the axis: from zero, unless changes are small beside the totals."""
    levels = [step["end"] for step in steps]
    low, high = min(levels), max(*levels, 0.0)
    span = max(high - low, 1.0)
    if low > 2.0 * span:
        return low - 0.35 * span, high + 0.25 * span
    return min(low, 0.0), high + 0.12 * (high - min(low, 0.0))


def _is_cut(steps: list[dict[str, Any]]) -> bool:
    return _ends(steps)[0] > 0.0


def _drawn(steps: list[dict[str, Any]], title: str, how: str | list[str], *, legend: bool) -> Any:
    import altair as alt

    low, high = _ends(steps)
    data = rows([step | {"start": max(step["start"], low)} for step in steps])
    y = alt.Y(
        "part:N",
        title=None,
        sort=[step["part"] for step in steps],
        axis=alt.Axis(labelLimit=200, labelFontSize=12, ticks=False, domain=False),
    )
    x = alt.X(
        "start:Q",
        title="EUR a contract and year",
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(format=",.0f", tickCount=6, gridColor="#E4E4E4"),
    )
    scale = alt.Scale(domain=list(INK), range=list(INK.values()))
    key = alt.Legend(title=None, values=[SAVED, COST]) if legend else None
    base = alt.Chart(data)
    colour = alt.Color("kind:N", scale=scale, legend=key)
    # A bar must start at zero; where zero is out of sight a total is a line.
    is_line = f"datum.kind == '{TOTAL}' && {str(low > 0.0).lower()}"
    bars = base.transform_filter(f"!({is_line})").mark_bar(height={"band": 0.72})
    lines = base.transform_filter(is_line).mark_tick(thickness=4, height=22, color=INK[TOTAL])
    texts = base.mark_text(align="left", dx=6, fontSize=12).encode(
        alt.X("right:Q"), y, text="label:N"
    )
    layers = [bars.encode(x, y, colour, x2=alt.X2("end:Q")), lines.encode(alt.X("end:Q"), y), texts]
    chart = alt.layer(*layers).properties(
        width=WIDTH_PX - (290 if legend else 190), height=30 * len(steps)
    )
    return titled(chart, title, how)
