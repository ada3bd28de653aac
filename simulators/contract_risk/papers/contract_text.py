"""The clauses of one kind of contract as a page: the most usual, all others, and a redline."""

from collections.abc import Sequence
from html import escape

import msgspec

from simulators.contract_risk.papers import english, german
from simulators.contract_risk.papers.brief import difference
from simulators.contract_risk.papers.clause import Clause, Paper
from simulators.contract_risk.papers.offered import Offered
from simulators.contract_risk.papers.page import page
from simulators.contract_risk.papers.redline import redline
from simulators.contract_risk.papers.variants import Variant, covers_of, variants_of
from simulators.contract_risk.terms import Terms

TITLES = {
    "saas_sell": "Software as a service, we sell",
    "services_sell": "Services, we sell",
    "supply_sell": "Supply of goods, we sell",
    "construction_sell": "Construction, we build",
    "goods_buy": "Goods, we buy",
    "outsourcing_buy": "Outsourcing, we buy",
}


class Written(msgspec.Struct, frozen=True):
    """Terms in the language of the law that governs, with an English gloss where that is not it."""

    clauses: tuple[Clause, ...]
    gloss: tuple[Clause, ...]


def write(terms: Terms, paper: Paper) -> Written:
    """The text of a set of terms."""
    in_english = english.clauses(terms, paper)
    if paper.law == "DE":
        return Written(german.clauses(terms, paper), in_english)
    return Written(in_english, ())


def clauses_page(talks: Sequence[Offered]) -> str:
    """The most usual opening whole, and of every other text what differs from it.

    talks: about one type of contract under one governing law; at least one was offered something.
    """
    usual, *others = variants_of(talks)
    written = write(usual.terms, usual.paper)
    parts = [_clause(written, k) for k in range(len(written.clauses))]
    offered = sum(bool(talk.steps) for talk in talks)
    body = (
        f"<p>The opening for {usual.openings:,} of {offered:,} contracts. {_sides(usual.paper)} "
        "Prices are without tax; the yearly price is that of a contract year.</p>\n"
        + "\n".join(parts)
        + f"<p class='note'>Sums insured: {_covers(talks)}.</p>"
        + _others(usual, others)
    )
    return page(f"Clauses: {TITLES[usual.paper.type]}", _subtitle(usual.paper), body)


def redline_page(before: tuple[Terms, Paper], after: tuple[Terms, Paper]) -> str:
    """The clauses after against those before, word by word."""
    old, new = write(*before), write(*after)
    if bool(old.gloss) != bool(new.gloss):  # another language: the English texts are compared
        old, new = _in_english(old), _in_english(new)
    pairs = list(zip(old.clauses, new.clauses, strict=True))
    changed = [k for k, (o, n) in enumerate(pairs) if o.text != n.text]
    parts = [_clause(new, k, old) for k in changed]
    same = [new.clauses[k].heading for k in range(len(pairs)) if k not in changed]
    unchanged = f"<p class='note'>Unchanged: {escape(', '.join(same) or 'nothing')}.</p>"
    body = "\n".join(parts) or "<p>Nothing changes.</p>"
    how = (
        "<p>The most usual opening of the baseline against that of the new playbook: "
        "<del>goes</del>, <ins>comes</ins>. Clauses keep their numbers.</p>"
    )
    paper = after[1]
    return page(f"Redline: {TITLES[paper.type]}", _subtitle(paper), f"{how}{body}{unchanged}")


def _others(usual: Variant, others: Sequence[Variant]) -> str:
    if not others:
        return "<p>There is no other text.</p>"
    parts = [_other(number + 2, usual, each) for number, each in enumerate(others)]
    return (
        f"<h2>Other texts ({len(others)})</h2><p class='note'>Only clauses that differ from those "
        f"above; differences in the sum insured are left out.</p>{''.join(parts)}"
    )


def _other(number: int, usual: Variant, variant: Variant) -> str:
    """One further text: the clauses that differ."""
    written, base = write(variant.terms, variant.paper), write(usual.terms, usual.paper)
    cover = msgspec.structs.replace(variant.terms, insured_eur=usual.terms.insured_eur)
    pairs = zip(written.clauses, base.clauses, strict=True)
    differing = [
        k
        for k, (one, other) in enumerate(pairs)
        if one.text != other.text and not (one.key == "insurance" and _is_same_but(variant, usual))
    ]
    often = [f"opening for {variant.openings:,}"] if variant.openings else []
    often += [f"later offer to {variant.later:,}"] if variant.later else []
    name = f"Text {number}: {escape(difference(cover, usual.terms))}"
    return (
        f"<h3>{name} <span class='note'>({', '.join(often)})</span></h3>"
        f"{''.join(_clause(written, k) for k in differing)}"
    )


def _is_same_but(variant: Variant, usual: Variant) -> bool:
    """Whether the cover is no more than a cover in both."""
    return "insured" not in {variant.terms.cap_basis, usual.terms.cap_basis}


def _covers(talks: Sequence[Offered]) -> str:
    return ", ".join(
        f"EUR {english.number(eur)} (contracts: {count:,})" for eur, count in covers_of(talks)
    )


def _sides(paper: Paper) -> str:
    who = "Supplier" if paper.type.endswith("sell") else "Customer"
    local = {"Supplier": "Anbieter", "Customer": "Kunde"}[who]
    return f"We are the {who}{f' ({local})' if paper.law == 'DE' else ''}."


def _in_english(written: Written) -> Written:
    return Written(written.gloss or written.clauses, ())


def _subtitle(paper: Paper) -> str:
    gloss = "; English gloss at the right, for reading only" if paper.law == "DE" else ""
    return f"{english.LAWS[paper.law]}{gloss}"


def _clause(written: Written, k: int, before: Written | None = None) -> str:
    """One clause, its gloss beside it; marked up against a text before."""

    def text(now: Sequence[Clause], then: Sequence[Clause]) -> str:
        return redline(then[k].text, now[k].text) if then else escape(now[k].text)

    old = before or Written((), ())
    heading = f"{k + 1}. {escape(written.clauses[k].heading)}"
    beside = ""
    if written.gloss:
        heading += f"<span class='note'>{escape(written.gloss[k].heading)}</span>"
        beside = f"<p class='note'>{text(written.gloss, old.gloss)}</p>"
    two = " two" if beside else ""
    return (
        f"<div class='clause{two}'><h3>{heading}</h3><p>{text(written.clauses, old.clauses)}</p>"
        f"{beside}</div>"
    )
