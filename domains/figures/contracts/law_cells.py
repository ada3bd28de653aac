"""What is offered under which law, clause by clause, and how often a court may strike it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domains.figures.contracts.money import percent
from domains.figures.contracts.record import Played
from simulators.contract_risk.law.catalogue import BY_ID
from simulators.contract_risk.law.rule import Clause
from simulators.contract_risk.observations import Jurisdiction
from simulators.contract_risk.papers.clause import agrees_on_delay
from simulators.contract_risk.terms import Terms

LAWS: Mapping[Jurisdiction, str] = {
    "DE": "Germany",
    "EW": "England, Wales",
    "US-NY": "New York",
    "US-CA": "California",
}
CLAUSES: Mapping[Clause, str] = {
    "cap": "general cap",
    "data_cap": "data cap",
    "indirect": "indirect loss",
    "delay": "sum for delay",
    "warranty": "claims for defects",
    "notice": "complaints",
    "acceptance": "acceptance",
    "indemnity": "indemnities",
    "payment": "payment",
    "law": "governing law",
}


def _indemnities(terms: Terms) -> str:
    given = {
        "IP": terms.indemnity_ip,
        "data": terms.indemnity_data,
        "others": terms.indemnity_third_party,
    }
    return ", ".join(name for name, is_given in given.items() if is_given) or "none"


VALUES: Mapping[Clause, Callable[[Terms], float | str]] = {
    "cap": lambda terms: terms.cap,
    "data_cap": lambda terms: terms.data_cap,
    "indirect": lambda terms: "waived" if terms.waives_indirect else "owed",
    "delay": lambda terms: 100.0 * terms.delay_cap if agrees_on_delay(terms) else 0.0,
    "warranty": lambda terms: float(terms.warranty_months),
    "notice": lambda terms: float(terms.notice_days),
    "acceptance": lambda terms: terms.acceptance,
    "indemnity": _indemnities,
    "payment": lambda terms: float(terms.payment_days),
    "law": lambda terms: {"home": "ours", "seat": "theirs"}.get(terms.law, "of the place"),
}
UNITS: Mapping[Clause, str] = {
    "cap": " \N{MULTIPLICATION SIGN} price",
    "data_cap": " \N{MULTIPLICATION SIGN} price",
    "delay": " % at most",
    "warranty": " months",
    "notice": " days",
    "payment": " days",
}
NOTHING: Mapping[Clause, str] = {"data_cap": "as general cap"}


def law_cells(played: Played) -> list[dict[str, Any]]:
    """One record for each clause and governing law that something is offered under.

    law: its name and how many contracts. clause, value, told: words. doubt: share of contracts in
    which the clause is in doubt. blocked: some of them are forbidden.
    """
    by_law = {
        law: [k for k, each in enumerate(played.offered) if each.steps and each.law == law]
        for law in LAWS
    }
    return [
        _cell(played, clause, f"{LAWS[law]} ({len(own):,})", own)
        for law, own in by_law.items()
        if own
        for clause in CLAUSES
    ]


def _cell(played: Played, clause: Clause, law: str, chosen: Sequence[int]) -> dict[str, Any]:
    grades = Counter(
        "BLOCK" if "BLOCK" in own else "GREY"
        for k in chosen
        if (
            own := {
                BY_ID[rule].grade for rule in played.findings[k] if BY_ID[rule].clause == clause
            }
            - {"INFO"}
        )
    )
    blocked, grey = grades["BLOCK"], grades["GREY"]
    told = (
        f"BLOCK {blocked:,}" if blocked else f"GREY {percent(grey / len(chosen))}" if grey else ""
    )
    return {
        "law": law,
        "clause": CLAUSES[clause],
        "value": _value(clause, [played.offered[k].steps[-1] for k in chosen]),
        "doubt": round(grey / len(chosen), 4),
        "blocked": blocked > 0,
        "told": told,
    }


def _value(clause: Clause, terms: Sequence[Terms]) -> str:
    values = Counter(VALUES[clause](each) for each in terms)
    usual, _ = values.most_common(1)[0]
    if isinstance(usual, str):
        return usual if len(values) == 1 else f"{usual} ({percent(values[usual] / len(terms))})"
    low, high = min(values), max(values)
    unit = UNITS.get(clause, "")
    said = f"{usual:.3g}{unit}" if usual else NOTHING.get(clause, "none")
    return said if low == high else f"{said} ({low:.2g}\N{EN DASH}{high:.3g})"
