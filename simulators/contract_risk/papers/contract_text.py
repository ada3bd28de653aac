"""The clauses of one set of terms as a page, alone or against another set."""

from html import escape

import msgspec

from simulators.contract_risk.papers import english, german
from simulators.contract_risk.papers.clause import Clause, Paper
from simulators.contract_risk.papers.page import page
from simulators.contract_risk.papers.redline import redline
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


def clauses_page(terms: Terms, paper: Paper) -> str:
    """The clauses, with a gloss beside them where they are German."""
    written = write(terms, paper)
    parts = [
        _clause(k + 1, clause.heading, escape(clause.text), _gloss(written, k))
        for k, clause in enumerate(written.clauses)
    ]
    return page(f"Clauses: {TITLES[paper.type]}", _subtitle(paper), "\n".join(parts))


def redline_page(before: tuple[Terms, Paper], after: tuple[Terms, Paper]) -> str:
    """The clauses after against those before, word by word."""
    old, new = write(*before), write(*after)
    if bool(old.gloss) != bool(new.gloss):  # another language: the English texts are compared
        old, new = _in_english(old), _in_english(new)
    pairs = list(zip(old.clauses, new.clauses, strict=True))
    gloss = [redline(o.text, n.text) for o, n in zip(old.gloss, new.gloss, strict=True)]
    parts = [
        _clause(k + 1, n.heading, redline(o.text, n.text), gloss[k] if gloss else "")
        for k, (o, n) in enumerate(pairs)
        if o.text != n.text
    ]
    same = [n.heading for o, n in pairs if o.text == n.text]
    unchanged = f"<p class='note'>Unchanged: {escape(', '.join(same) or 'nothing')}.</p>"
    body = "\n".join(parts) or "<p>Nothing changes.</p>"
    paper = after[1]
    return page(f"Redline: {TITLES[paper.type]}", _subtitle(paper), f"{body}{unchanged}")


def _in_english(written: Written) -> Written:
    return Written(written.gloss or written.clauses, ())


def _gloss(written: Written, k: int) -> str:
    return escape(written.gloss[k].text) if written.gloss else ""


def _subtitle(paper: Paper) -> str:
    gloss = "; English gloss at the right, for reading only" if paper.law == "DE" else ""
    return f"{english.LAWS[paper.law]}{gloss}"


def _clause(number: int, heading: str, text: str, gloss: str) -> str:
    two = " two" if gloss else ""
    beside = f"<p class='note'>{gloss}</p>" if gloss else ""
    return (
        f"<div class='clause{two}'><h3>{number}. {escape(heading)}</h3><p>{text}</p>{beside}</div>"
    )
