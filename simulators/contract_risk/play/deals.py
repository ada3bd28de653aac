"""What has become of every offered contract when talks are over."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np

from simulators.contract_risk.law.rule import Finding
from simulators.contract_risk.portfolio.portfolio import Flags, Floats, Integers
from simulators.contract_risk.terms import Terms

Findings = tuple[Finding, ...]


@dataclass
class Deals:
    """The state of all talks; shape (contracts,) each.

    terms: on the table, or signed; None: not offered. findings: of the law about them.
    is_open: talks go on. is_signed. asks: rounds of talks. price_eur: taken off the price a year.
    steps: the terms offered so far, opening first.
    openings, fallbacks: what was offered at first and later, with the number of the contract.
    decisions, illegal: how often rules were asked, and how often the answer was refused.
    variants: the term sets offered so far, one object each: equal ones are found faster.
    contradictions: what was wrong with refused answers, one sentence a term.
    blocked: offers that the law forbids: number of the contract, terms and findings.
    """

    terms: list[Terms | None]
    findings: list[Findings]
    is_open: Flags
    is_signed: Flags
    asks: Integers
    price_eur: Floats
    steps: list[list[Terms]]
    openings: set[tuple[int, Terms]] = field(default_factory=set)
    fallbacks: set[tuple[int, Terms]] = field(default_factory=set)
    decisions: int = 0
    illegal: int = 0
    variants: dict[Terms, Terms] = field(default_factory=dict)
    contradictions: dict[str, str] = field(default_factory=dict)
    blocked: list[tuple[int, Terms, Findings]] = field(default_factory=list)

    @property
    def signed(self) -> list[Terms | None]:
        """The terms of each contract that was signed."""
        return [t if s else None for t, s in zip(self.terms, self.is_signed, strict=True)]

    def refuse(self, contradictions: Sequence[str]) -> None:
        """Count a refused answer, and remember what was wrong with it."""
        self.illegal += 1
        for sentence in contradictions:
            self.contradictions.setdefault(sentence.partition(":")[0], sentence)


def nothing_yet(contracts: int) -> Deals:
    """Before the first offer."""
    return Deals(
        terms=[None] * contracts,
        findings=[()] * contracts,
        is_open=np.ones(contracts, dtype=np.bool_),
        is_signed=np.zeros(contracts, dtype=np.bool_),
        asks=np.zeros(contracts, dtype=np.int64),
        price_eur=np.zeros(contracts),
        steps=[[] for _ in range(contracts)],
    )


def most_variants(offered: set[tuple[int, Terms]]) -> int:
    """The most different term sets of any type of contract; each comes with its type's number.

    Sets that differ in governing law or cover alone are one: a playbook looks them up in a table.
    """
    types = [code for code, _ in {(code, as_written(terms)) for code, terms in offered}]
    return max((types.count(code) for code in set(types)), default=0)


def as_written(terms: Terms) -> Terms:
    """The terms as a table of a playbook has them: without governing law and cover."""
    is_cap = terms.cap_basis == "insured"  # then the cover is a cap
    kept_eur = terms.insured_eur if is_cap else 0.0
    return msgspec.structs.replace(terms, law="home", insured_eur=kept_eur)


def share(flags: Flags, among: Flags | None = None) -> float:
    """Share of contracts; 1 where there are none."""
    chosen: Sequence[bool] = flags if among is None else flags[among]  # type: ignore[assignment] # an array
    return float(np.mean(chosen)) if len(chosen) else 1.0
