"""One page for each type of contract: opening, fallbacks, walk-away, and what each is worth."""

from collections import Counter
from collections.abc import Sequence
from html import escape
from statistics import fmean, median

from simulators.contract_risk.law.catalogue import BY_ID
from simulators.contract_risk.law.check import check_terms
from simulators.contract_risk.law.rule import MARKS
from simulators.contract_risk.papers.brief import main_terms
from simulators.contract_risk.papers.clause import LAW_NAMES
from simulators.contract_risk.papers.contract_text import TITLES
from simulators.contract_risk.papers.offered import Offered
from simulators.contract_risk.papers.page import against, euros, page, percent, row, table, tag
from simulators.contract_risk.papers.positions import Step, Variant, mean_of, steps_of

MOST_VARIANTS = 6
"""Variants of a step that are shown; the rest is counted."""


def playbook_page(talks: Sequence[Offered], before: Sequence[Offered], year: int) -> str:
    """The playbook of the one type of contract that `talks` and `before` are about."""
    kind = talks[0].contract.type
    steps = steps_of(talks)
    rows = [_step_row(number, step, len(talks)) for number, step in enumerate(steps)]
    rows.append(_lost_row(talks))
    heads = (
        "Position", "What changes", "Offered", "Signed", "Signed so far", "Margin", "Exposure",
        "Worth",
    )  # fmt: skip
    body = (
        f"{_summary(talks, before)}{_opening(steps[0]) if steps else ''}"
        f"<h2>From opening to walk-away</h2>{table(heads, rows, numbers=6, kind='book')}"
        "<p class='note'>Margin, exposure and worth: EUR a contract and year, mean of those signed "
        "at this position. Exposure: expected loss, legal cost, damages, insurance, price "
        "concessions, customers who leave, talks and late payment together. Worth: margin less "
        "exposure; signing pays while it is above 0. Each row is about other contracts, so the "
        "terms alone do not explain how rows differ.</p>"
        f"<h2>Clauses in doubt</h2>{_law(talks, year)}"
    )
    return page(
        f"Playbook: {TITLES[kind]}", f"{len(talks):,} contracts of one simulated year", body
    )


def _summary(talks: Sequence[Offered], before: Sequence[Offered]) -> str:
    now = (
        f"{percent(_signed(talks))} are signed; exposure is {euros(_cost(talks))} a contract and "
        "year"
    )
    if not before:
        return f"<p><strong>{now}.</strong></p>"
    then = f"{percent(_signed(before))} and {euros(_cost(before))}"
    return (
        f"<p><strong>{now}</strong>, {against(_cost(talks), _cost(before))} the baseline on the "
        f"same contracts ({then}). Lost deals count with their margin.</p>"
    )


def _signed(talks: Sequence[Offered]) -> float:
    return sum(talk.is_signed for talk in talks) / len(talks)


def _cost(talks: Sequence[Offered]) -> float:
    return fmean(talk.exposure_eur for talk in talks)


def _step_row(number: int, step: Step, contracts: int) -> str:
    worth = step.margin_eur - step.exposure_eur
    return row(
        f"<b>{f'Fallback {number}' if number else 'Opening'}</b>",
        "<br>".join(_fallback(step)) if number else "as above",
        f"{step.offered:,}",
        f"{step.signed:,}",
        percent(step.signed_so_far / contracts),
        *(
            _whole(eur) if step.signed else ""
            for eur in (step.margin_eur, step.exposure_eur, worth)
        ),
        numbers=6,
    )


def _whole(eur: float) -> str:
    return f"{eur:,.0f}".replace("-", "\N{MINUS SIGN}")


def _opening(step: Step) -> str:
    """The most usual terms, and the others with whom they are for."""
    usual, *others = step.variants
    lines = "<br>".join(
        f"<b>{group}</b> {escape(words)}" for group, words in _terms_of(step).items()
    )
    return (
        f"<h2>The {'most usual ' if others else ''}opening</h2><p class='wide'>{lines}</p>"
        f"{_variants(usual, others) if others else ''}"
    )


def _terms_of(step: Step) -> dict[str, str]:
    """The main terms by group; law and cover as they are in all openings."""
    groups = main_terms(step.variants[0].terms)
    talks = [talk for variant in step.variants for talk in variant.talks]
    covers = sorted({talk.steps[0].insured_eur for talk in talks})
    if len(covers) > 1:
        indemnities = [word for word in groups["Cover"].split("; ") if "insurance" not in word]
        span = f"insurance EUR {covers[0]:,.0f} to {covers[-1]:,.0f}"
        groups["Cover"] = "; ".join([*indemnities, span])
    laws = Counter(talk.law for talk in talks)
    said = ", ".join(f"{LAW_NAMES[law]} in {count:,}" for law, count in laws.most_common())
    groups["Law"] = f"{said}; {groups['Law'].split('; ')[-1]}"
    return groups


def _variants(usual: Variant, others: Sequence[Variant]) -> str:
    rows = [_variant_row(usual, "these terms")]
    rows += [_variant_row(each, f"instead: {each.words}") for each in others[: MOST_VARIANTS - 1]]
    rest = [talk for each in others[MOST_VARIANTS - 1 :] for talk in each.talks]
    if rest:
        words = f"one of {len(others) - MOST_VARIANTS + 1} other sets"
        rows.append(_variant_row(Variant(usual.terms, "", tuple(rest)), words))
    heads = ("What they get", "Contracts", "Yearly price, EUR", "Margin", "Bargaining power")
    return (
        f"{table(heads, rows, numbers=4, kind='who')}<p class='note'>Medians of the contracts that "
        "get a set; bargaining power of the other side from 0 to 1.</p>"
    )


def _variant_row(variant: Variant, words: str) -> str:
    contracts = [talk.contract for talk in variant.talks]
    return row(
        escape(words),
        f"{len(contracts):,}",
        f"{median(contract.annual_eur for contract in contracts):,.0f}",
        f"{100.0 * median(contract.margin_share for contract in contracts):.0f} %",
        f"{median(contract.leverage for contract in contracts):.2f}",
        numbers=4,
    )


def _fallback(step: Step) -> list[str]:
    """What changes against each contract's terms before."""
    first, *others = step.variants
    words = [f"<strong>{escape(first.words)}</strong> ({len(first.talks):,})"]
    words += [f"{escape(each.words)} ({len(each.talks):,})" for each in others[: MOST_VARIANTS - 1]]
    if rest := others[MOST_VARIANTS - 1 :]:
        count = sum(len(each.talks) for each in rest)
        words.append(f"<span class='note'>{len(rest)} other changes ({count:,})</span>")
    return words


def _lost_row(talks: Sequence[Offered]) -> str:
    lost = [talk for talk in talks if not talk.is_signed]
    ours = sum(not talk.steps for talk in lost)
    words = "no contract, after the last fallback or when the other side leaves: the margin is lost"
    words += f"; {ours:,} were not offered" if ours else ""
    cost = mean_of(talk.exposure_eur for talk in lost)
    return row(
        "<b>Walk-away</b>",
        words,
        "",
        f"{len(lost):,} lost",
        "",
        "",
        _whole(cost) if lost else "",
        _whole(-cost) if lost else "",
        numbers=6,
    )


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
