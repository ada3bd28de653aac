"""Terms that contradict themselves or the contract are refused, replaced and counted."""

from collections.abc import Sequence
from functools import lru_cache

from simulators.contract_risk.observations import Contract
from simulators.contract_risk.terms import Terms, Walk

SUPER_CAPS = ("data_cap", "ip_cap", "injury_cap")


def contradictions(contract: Contract, terms: Terms) -> list[str]:
    """What makes no sense in a set of terms, one sentence each; refutable from the contract."""
    found = [*_in_terms(terms)]
    if terms.insured_eur > contract.insurance_eur:
        found.append(
            f"insured_eur: expected at most what can be bought ({contract.insurance_eur:g}),"
            f" got {terms.insured_eur:g}"
        )
    if terms.price_of_cap > 0.0 and not contract.type.endswith("sell"):
        found.append("price_of_cap: only a supplier can sell a higher cap")
    if terms.cap_floor_eur > 0.0:
        found += _below_floor(contract, terms)
    return found


def _below_floor(contract: Contract, terms: Terms) -> list[str]:
    """Super-caps that a floor in EUR lifts the general cap above."""
    bases = {"annual": contract.annual_eur, "value": contract.value_eur}
    one_eur = bases.get(terms.cap_basis, terms.insured_eur)
    return [
        f"{name}: expected 0 or at least cap_floor_eur ({terms.cap_floor_eur:g}), got {own_eur:g}"
        for name in SUPER_CAPS
        if 0.0 < (own_eur := getattr(terms, name) * one_eur) < terms.cap_floor_eur
    ]


@lru_cache(maxsize=10_000)
def _in_terms(terms: Terms) -> tuple[str, ...]:
    """What contradicts itself in any contract; terms are few and contracts many."""
    checks = (
        *(
            (
                0.0 < getattr(terms, name) < terms.cap,
                f"{name}: expected 0 or at least cap ({terms.cap:g}), got {getattr(terms, name):g}",
            )
            for name in SUPER_CAPS
        ),
        (
            terms.delay_is_sole and not terms.delay_rate * terms.delay_cap,
            "delay_is_sole: liquidated damages of nothing cannot be the only remedy",
        ),
        (
            (terms.delay_rate > 0.0) != (terms.delay_cap > 0.0),
            "delay_rate, delay_cap: expected both or neither above 0",
        ),
        (
            terms.cap_basis == "insured" and not terms.insured_eur,
            "cap_basis: the insured sum is 0",
        ),
        (
            terms.price_of_cap < 0.0,
            f"price_of_cap: expected 0 or more, got {terms.price_of_cap:g}",
        ),
        (
            len(set(terms.unlimited)) < len(terms.unlimited),
            "unlimited: a head is named twice",
        ),
    )
    return tuple(sentence for wrong, sentence in checks if wrong)


def ruled(
    contract: Contract, answer: Terms | Walk, instead: Terms
) -> tuple[Terms | Walk, Sequence[str]]:
    """What is played for an answer, and why it was refused; empty when it was not."""
    if isinstance(answer, Walk) or not (found := contradictions(contract, answer)):
        return answer, ()
    return instead, found
