"""The ladder of liability: up to which sum the supplier is liable for what."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from domains.figures.chart_style import COLOURS, WIDTH_PX, rows, titled
from domains.figures.contracts.money import euros
from domains.figures.contracts.record import Played
from simulators.contract_risk.observations import Contract
from simulators.contract_risk.papers.contract_text import TITLES
from simulators.contract_risk.papers.offered import Offered
from simulators.contract_risk.terms import Terms, Unlimited

TIMES = "\N{MULTIPLICATION SIGN}"
BASES = {"annual": "yearly price", "value": "whole price", "insured": "sum insured"}
CAPS = {
    "cap": "general cap",
    "data_cap": "separate cap, data",
    "ip_cap": "separate cap, IP",
    "injury_cap": "separate cap, injury",
}
PRICE, COVER = "yearly price", "insurance"
INK = {PRICE: "#8A8F94", COVER: COLOURS[1]}  # caps are blue; rows tell them apart as well
HEADS: Mapping[Unlimited, str] = {
    "intent": "intent",
    "gross_negligence": "gross negligence",
    "injury": "injury",
    "fraud": "fraud",
    "product_liability": "product liability",
    "ip": "IP",
    "data": "data",
    "confidentiality": "confidentiality",
    "third_party": "third parties",
}
LOW, HIGH = 10.0, 90.0  # percentiles of contracts that a bar spans
Rung = tuple[str, list[float], str]  # its name, EUR in each contract, the sum in words


def ladder(played: Played) -> Any:
    """A block for each type of contract, a row for each rung: median contract, and most of them."""
    import altair as alt

    by_type = {
        title: [each for each in played.offered if each.steps and each.contract.type == kind]
        for kind, title in TITLES.items()
    }
    blocks = {title: (own, _rungs(own)) for title, own in by_type.items() if own}
    sums = [
        eur for _, rungs in blocks.values() for _, all_eur, _ in rungs for eur in _most(all_eur)
    ]
    ends = (min(sums, default=1e3) * 0.7, max(sums, default=1e6) * 9.0)
    panels = [
        _panel(title, own, rungs, ends=ends, is_last=k == len(blocks) - 1)
        for k, (title, (own, rungs)) in enumerate(blocks.items())
    ]
    how = [
        "Opening terms. Dots and sums: the median contract; bars: the middle 80 % of contracts.",
        "Caps limit the supplier: us where we sell, the other side where we buy.",
    ]
    return titled(alt.vconcat(*panels, spacing=6), _finding(blocks), how)


def _rungs(own: Sequence[Offered]) -> list[Rung]:
    """From the price to the highest cap, and the insured sum; caps of 0 fall under the general."""
    found: list[Rung] = [(PRICE, [each.contract.annual_eur for each in own], "")]
    for name, words in CAPS.items():
        multiples = Counter((getattr(each.steps[0], name), each.steps[0].cap_basis) for each in own)
        usual, basis = multiples.most_common(1)[0][0]
        often = "mostly " if len(multiples) > 1 else ""
        if name == "cap" or usual:
            euro = [_cap_eur(each.contract, each.steps[0], name) for each in own]
            found.append((words, euro, f"{often}{usual:.3g} {TIMES} {BASES[basis]}, "))
    found.append((COVER, [each.steps[0].insured_eur for each in own], ""))
    return found


def _cap_eur(contract: Contract, terms: Terms, name: str) -> float:
    basis = {
        "annual": contract.annual_eur,
        "value": contract.value_eur,
        "insured": terms.insured_eur,
    }[terms.cap_basis]
    general = max(terms.cap_floor_eur, terms.cap * basis)
    return general if name == "cap" else max(general, float(getattr(terms, name)) * basis)


def _most(all_eur: Sequence[float]) -> list[float]:
    return [max(float(eur), 1.0) for eur in np.percentile(all_eur, (LOW, 50.0, HIGH))]


def _panel(
    title: str,
    own: Sequence[Offered],
    rungs: Sequence[Rung],
    *,
    ends: tuple[float, float],
    is_last: bool,
) -> Any:
    import altair as alt

    points = [
        {"rung": name, "low": low, "eur": middle, "high": high, "label": f"{words}{euros(middle)}"}
        for name, all_eur, words in rungs
        for low, middle, high in [_most(all_eur)]
    ]
    names = [name for name, _, _ in rungs]
    axis = alt.Axis(
        title="EUR, each line ten times the one before" if is_last else None,
        labels=is_last,
        values=[10.0**k for k in range(2, 10)],
        labelExpr="(datum.value >= 1e6 ? format(datum.value / 1e6, ',') + 'm'"
        " : datum.value >= 1e3 ? format(datum.value / 1e3, ',') + 'k' : datum.value)",
        gridColor="#E4E4E4",
    )
    scale = alt.Scale(type="log", domain=list(ends), nice=False)
    y = alt.Y(
        "rung:N",
        title=None,
        sort=names,
        axis=alt.Axis(minExtent=130, maxExtent=130, ticks=False, domain=False),
    )
    inks = [INK.get(name, COLOURS[0]) for name in names]
    colour = alt.Color("rung:N", scale=alt.Scale(domain=names, range=inks), legend=None)
    base = alt.Chart(rows(points))
    spans = base.mark_rule(strokeWidth=5, opacity=0.35).encode(
        alt.X("low:Q", axis=axis, scale=scale), y, colour, x2="high:Q"
    )
    dots = base.mark_point(filled=True, size=75, opacity=1.0).encode(
        alt.X("eur:Q", scale=scale), y, colour
    )
    texts = base.mark_text(align="left", dx=7, fontSize=11).encode(
        alt.X("high:Q", scale=scale), y, text="label:N"
    )
    heading = alt.TitleParams(
        title,
        subtitle=f"no limit for: {_unlimited(own)}",
        anchor="start",
        fontSize=12,
        subtitleFontSize=11,
        offset=3,
    )
    return (
        alt.layer(spans, dots, texts)
        .properties(width=WIDTH_PX - 150, height=17 * len(names), title=heading)
        .resolve_scale(color="independent")
    )


def _unlimited(own: Sequence[Offered]) -> str:
    """What most openings leave without limit."""
    count = Counter(head for each in own for head in each.steps[0].unlimited)
    heads = [words for name, words in HEADS.items() if count[name] > len(own) / 2]
    return ", ".join(heads) or "nothing"


def _finding(blocks: Mapping[str, tuple[Sequence[Offered], list[Rung]]]) -> str:
    """The general caps, from the tightest to the most generous, in prices of a year."""
    years = [
        _cap_eur(each.contract, each.steps[0], "cap") / each.contract.annual_eur
        for own, _ in blocks.values()
        for each in own
    ]
    if not years:
        return "Nothing is offered"
    low, middle, high = np.percentile(years, (LOW, 50.0, HIGH))
    if high - low < 0.05:
        return f"The supplier is liable for {middle:.2g} yearly prices, with few exceptions"
    return (
        f"Liability mostly ends between {low:.2g} and {high:.2g} yearly prices "
        f"(median {middle:.2g})"
    )
