"""One page for each type of contract: opening, fallbacks, walk-away, and what each is worth."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from statistics import fmean

import msgspec

from simulators.contract_risk.law.catalogue import BY_ID
from simulators.contract_risk.law.check import check_terms
from simulators.contract_risk.law.rule import MARKS
from simulators.contract_risk.papers.brief import difference, main_terms
from simulators.contract_risk.papers.contract_text import TITLES
from simulators.contract_risk.papers.offered import Offered
from simulators.contract_risk.papers.page import page, row, table, tag
from simulators.contract_risk.terms import Terms

MOST_VARIANTS = 3
"""Variants of a step that are shown; the rest is counted."""


class Step(msgspec.Struct, frozen=True):
    """One position of the talks.

    terms: the most usual. before: the most usual of the step before. offered: contracts that came
    to it. signed: at it; signed_so_far: or before it. margin_eur, exposure_eur: mean a year of the
    contracts signed at it; 0 for none. variants: all terms with how often they were offered, most
    usual first.
    """

    terms: Terms
    before: Terms | None
    offered: int
    signed: int
    signed_so_far: int
    margin_eur: float
    exposure_eur: float
    variants: tuple[tuple[Terms, int], ...]


def steps_of(talks: Sequence[Offered]) -> tuple[Step, ...]:
    """The positions of one type of contract, opening first."""
    found: list[Step] = []
    for number in range(max((len(talk.steps) for talk in talks), default=0)):
        there = [talk for talk in talks if len(talk.steps) > number]
        signed = [talk for talk in there if talk.is_signed and len(talk.steps) == number + 1]
        variants = Counter(talk.steps[number] for talk in there).most_common()
        found.append(
            Step(
                terms=variants[0][0],
                before=found[-1].terms if found else None,
                offered=len(there),
                signed=len(signed),
                signed_so_far=len(signed) + (found[-1].signed_so_far if found else 0),
                margin_eur=_mean(talk.margin_eur for talk in signed),
                exposure_eur=_mean(talk.exposure_eur for talk in signed),
                variants=tuple(variants),
            )
        )
    return tuple(found)


def playbook_page(talks: Sequence[Offered], before: Sequence[Offered], year: int) -> str:
    """The playbook of the one type of contract that `talks` and `before` are about."""
    kind = talks[0].contract.type
    rows = [_step_row(number, step, len(talks)) for number, step in enumerate(steps_of(talks))]
    rows.append(_lost_row(talks))
    heads = ("Position", "Terms", "Offered", "Signed", "in all", "Margin", "Exposure")
    body = (
        f"{_summary(talks, before)}{table(heads, rows, numbers=5, kind='book')}"
        "<p class='note'>Margin and exposure: EUR a contract and year, mean of the contracts "
        "signed at this position. Exposure is loss, legal cost, damages, insurance, price, "
        "customers lost, talks and late payment together; signing pays while the margin is above "
        "it. Each row is about other contracts, so the terms alone do not explain how rows "
        "differ.</p>"
        f"<h2>Clauses in doubt</h2>{_law(talks, year)}"
    )
    return page(
        f"Playbook: {TITLES[kind]}", f"{len(talks):,} contracts of one simulated year", body
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return fmean(found) if found else 0.0


def _summary(talks: Sequence[Offered], before: Sequence[Offered]) -> str:
    now = (
        f"{_signed(talks):.1%} are signed; exposure is EUR {_cost(talks):,.0f} a contract and year"
    )
    if not before:
        return f"<p><strong>{now}.</strong></p>"
    then = f"{_signed(before):.1%} and EUR {_cost(before):,.0f}"
    change = round(_cost(talks) - _cost(before))
    word = (
        f"EUR {abs(change):,} {'less' if change < 0 else 'more'} than" if change else "as much as"
    )
    return (
        f"<p><strong>{now}</strong>, {word} the baseline on the same contracts ({then}). Lost "
        "deals count with their margin.</p>"
    )


def _signed(talks: Sequence[Offered]) -> float:
    return sum(talk.is_signed for talk in talks) / len(talks)


def _cost(talks: Sequence[Offered]) -> float:
    return fmean(talk.exposure_eur for talk in talks)


def _step_row(number: int, step: Step, contracts: int) -> str:
    name = f"Fallback {number}" if number else "Opening"
    words = [_position(step)]
    words += [
        f"<span class='note'>{count:,} of them: {escape(difference(terms, step.terms))}</span>"
        for terms, count in step.variants[1:MOST_VARIANTS]
    ]
    if (rest := len(step.variants) - MOST_VARIANTS) > 0:
        words.append(f"<span class='note'>and {rest} more variants</span>")
    return row(
        f"<b>{name}</b>",
        "<br>".join(words),
        f"{step.offered:,}",
        f"{step.signed:,}",
        f"{step.signed_so_far / contracts:.1%}",
        f"{step.margin_eur:,.0f}" if step.signed else "",
        f"{step.exposure_eur:,.0f}" if step.signed else "",
        numbers=5,
    )


def _position(step: Step) -> str:
    if step.before is not None:
        return f"<strong>{escape(difference(step.terms, step.before))}</strong>"
    groups = main_terms(step.terms).items()
    return "<br>".join(f"<b>{group}</b> {escape(words)}" for group, words in groups)


def _lost_row(talks: Sequence[Offered]) -> str:
    lost = [talk for talk in talks if not talk.is_signed]
    ours = sum(not talk.steps for talk in lost)
    words = "no contract; the margin is lost" + (f"; {ours:,} were not offered" if ours else "")
    margin = f"{_mean(talk.margin_eur for talk in lost):,.0f}" if lost else ""
    return row("<b>Walk-away</b>", words, "", f"{len(lost):,} lost", "", margin, "", numbers=5)


def _law(talks: Sequence[Offered], year: int) -> str:
    found: Counter[str] = Counter()
    for talk in talks:
        if talk.steps:
            found.update(f.rule for f in check_terms(talk.contract, talk.steps[-1], year))
    rules = [(BY_ID[name], count) for name, count in found.most_common()]
    said = [
        row(
            tag(rule.grade),
            f"{escape(rule.plain_text)}<br><span class='note'>{escape(rule.citation)} · source: "
            f"{MARKS[rule.mark]}</span>",
            f"{count:,}",
            numbers=1,
        )
        for rule, count in rules
        if rule.grade != "INFO"
    ]
    if not said:
        return "<p>No clause is in doubt.</p>"
    return table(("", "Why a court may strike it", "Contracts"), said, numbers=1, kind="doubt")
