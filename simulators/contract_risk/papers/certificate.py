"""Every rule of law that offers were held against, and what came of it."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

import msgspec

from simulators.contract_risk.law.case import Case
from simulators.contract_risk.law.catalogue import RULES
from simulators.contract_risk.law.check import check_terms, rules_for
from simulators.contract_risk.law.rule import MARKS, Mark, Rule
from simulators.contract_risk.observations import Contract
from simulators.contract_risk.papers.page import page, row, table, tag
from simulators.contract_risk.terms import Terms

Result = Literal["kept", "BLOCK", "GREY", "INFO", "not reached"]
Offer = tuple[Contract, Terms]


class Line(msgspec.Struct, frozen=True):
    """A rule, and how the offers stand to it.

    held: offers that it was held against. crossed: those past its line. furthest: their largest
    margin, 0 for none.
    """

    rule: str
    citation: str
    mark: Mark
    result: Result
    held: int
    crossed: int
    furthest: float


def certificate(offers: Iterable[Offer], year: int) -> tuple[Line, ...]:
    """One line for each rule of the catalogue, in its order."""
    held: dict[str, int] = {}
    crossed: dict[str, list[float]] = {}
    for contract, terms in offers:
        for rule in rules_for(Case(contract, terms), year):
            held[rule.id] = held.get(rule.id, 0) + 1
        for finding in check_terms(contract, terms, year):
            crossed.setdefault(finding.rule, []).append(finding.margin)
    return tuple(_line(rule, held.get(rule.id, 0), crossed.get(rule.id, [])) for rule in RULES)


def _line(rule: Rule, held: int, margins: Sequence[float]) -> Line:
    result: Result = rule.grade if margins else "kept" if held else "not reached"
    return Line(
        rule.id, rule.citation, rule.mark, result, held, len(margins), max(margins, default=0.0)
    )


def certificate_page(lines: Sequence[Line], *, offers: int, year: int) -> str:
    """The certificate for people."""
    by_id = {rule.id: rule for rule in RULES}
    rows = [
        _row(line, by_id[line.rule])
        for line in sorted(lines, key=_urgency)
        if line.result != "not reached"
    ]
    heads = (
        "Rule", "What it says, and where", "How sure the rule is", "Result", "Offers checked",
        "Past the line",
    )  # fmt: skip
    rest = ", ".join(escape(line.rule) for line in lines if line.result == "not reached")
    notes = "".join(f"<li>{tag(mark, 'plain')} {words}</li>" for mark, words in MARKS.items())
    return page(
        "Certificate of the law check",
        f"{offers:,} offers under the law of {year}, opening terms and concessions alike",
        f"<p><strong>{_verdict(lines)}</strong> Rules that are crossed come first.</p>"
        f"{_key()}{table(heads, rows, numbers=2, kind='law')}"
        f"<h2>Not reached by any offer</h2><p class='note'>{rest or 'none'}</p>"
        f"<h2>How sure the rules are</h2><ul class='note'>{notes}</ul>",
    )


def _urgency(line: Line) -> int:
    return ("BLOCK", "GREY", "INFO", "kept", "not reached").index(line.result)


def _key() -> str:
    return (
        "<p class='note'>BLOCK: void, never to be offered. GREY: a court may strike it; the "
        "simulated loss counts that. INFO: to be known. Kept: all offers stay within the line. "
        "Thresholds that are ours say so.</p>"
    )


def _verdict(lines: Sequence[Line]) -> str:
    count = {grade: sum(line.result == grade for line in lines) for grade in ("BLOCK", "GREY")}
    if count["BLOCK"]:
        return f"Not to be used: {count['BLOCK']} rules that void a clause are broken."
    return (
        f"No rule that voids a clause is broken; {count['GREY']} rules leave a clause in doubt."
        if count["GREY"]
        else "No rule that voids a clause or leaves it in doubt is broken."
    )


def _row(line: Line, rule: Rule) -> str:
    law = ", ".join(rule.jurisdictions)
    says = f"{escape(rule.plain_text)}<br><span class='note'>{escape(rule.citation)}</span>"
    kind = "plain" if line.result == "INFO" else line.result
    sure = escape(f"{rule.mark}: {MARKS[rule.mark]}")
    if rule.read:
        sure += f"<br><span class='note'>read: {escape(rule.read)}</span>"
    name = f"<code>{escape(rule.id)}</code><br><span class='note'>{law}</span>"
    crossed = f"{line.crossed:,}" if line.crossed else "0"
    return row(
        name, says, f"<span class='note'>{sure}</span>", tag(line.result, kind), f"{line.held:,}",
        crossed, numbers=2,
    )  # fmt: skip
