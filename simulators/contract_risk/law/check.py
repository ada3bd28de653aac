"""Terms against the law, when they are offered.

Terms are few and contracts many: what does not look at sums is remembered.
"""

from collections.abc import Sequence
from functools import lru_cache

from simulators.contract_risk.law.case import Case, laws_of
from simulators.contract_risk.law.catalogue import BY_ID, BY_LAW
from simulators.contract_risk.law.rule import MARKS, Finding, Rule, found
from simulators.contract_risk.observations import Contract
from simulators.contract_risk.terms import Terms

_KEPT = 20_000  # of pairs of terms and facts


class _Key:
    """Terms in a contract, equal for contracts that differ in sums alone."""

    __slots__ = ("contract", "facts", "hash", "terms", "year")

    def __init__(self, contract: Contract, terms: Terms, year: int) -> None:
        self.contract, self.terms, self.year = contract, terms, year
        self.facts = facts_of(contract)
        self.hash = hash((self.facts, terms, year))

    def __hash__(self) -> int:
        return self.hash

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Key)
            and self.facts == other.facts
            and self.year == other.year
            and self.terms == other.terms
        )


def facts_of(contract: Contract) -> tuple[object, ...]:
    """What rules may look at beside sums."""
    return (
        contract.type,
        contract.home,
        contract.seat,
        contract.performed,
        contract.is_goods,
        contract.is_public,
        contract.is_ours,
        contract.records > 0,
    )


def check_terms(contract: Contract, terms: Terms, year: int) -> tuple[Finding, ...]:
    """Every line that the terms cross in this contract, in the order of the catalogue's laws.

    year: of the offer; rules that were not yet in force are left out.
    """
    settled, open_rules = _settled(_Key(contract, terms, year))
    if not open_rules:
        return settled
    case = Case(contract, terms)
    more = [found(rule, margin) for rule in open_rules if (margin := rule.margin(case)) > 0.0]
    return (*settled, *more) if more else settled


def blocks(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those that forbid the offer."""
    return tuple(finding for finding in findings if finding.grade == "BLOCK")


def explain(finding: Finding) -> str:
    """One sentence to act on: what is crossed, where it stands, how sure that is, what would do."""
    rule = BY_ID[finding.rule]
    return (
        f"{finding.grade} {rule.id} [{rule.mark}: {MARKS[rule.mark]}]: {rule.plain_text} "
        f"({rule.citation}). To pass: {rule.fix}."
    )


@lru_cache(maxsize=_KEPT)
def _settled(key: _Key) -> tuple[tuple[Finding, ...], tuple[Rule, ...]]:
    case = Case(key.contract, key.terms)
    rules = rules_for(case, key.year)
    margins = [(rule, rule.margin(case)) for rule in rules if not rule.sums]
    settled = tuple(found(rule, margin) for rule, margin in margins if margin > 0.0)
    return settled, tuple(rule for rule in rules if rule.sums)


def rules_for(case: Case, year: int) -> tuple[Rule, ...]:
    """The rules that a case is held against.

    Of a law that is kept beside the chosen one, those that are more than worth knowing.
    """
    chosen, *kept = laws_of(case.contract, case.terms)
    rules = [*BY_LAW[chosen]]
    for law in kept:
        rules += [r for r in BY_LAW[law] if r.grade != "INFO" and chosen not in r.jurisdictions]
    return tuple(r for r in rules if r.in_force_from <= year and r.applies(case))
