"""One set of terms in one contract, as a rule of law looks at it."""

from math import inf, log

from simulators.contract_risk.observations import Contract, Jurisdiction
from simulators.contract_risk.terms import Terms

_EUR_PER_RECORD = 5.0  # assumed damage of a breach that anybody would expect


class Case:
    """A contract and terms, with the sums that several rules look at.

    cap_eur: the general cap. data_cap_eur: the one for data breaches, `inf` where unlimited.
    foreseeable_eur, foreseeable_data_eur: what either side would expect a bad breach to cost;
    assumptions: the price of the whole term, at least the cover asked for; 5 EUR a record.
    """

    __slots__ = ("cap_eur", "contract", "terms")

    def __init__(self, contract: Contract, terms: Terms) -> None:
        self.contract = contract
        self.terms = terms
        self.cap_eur = max(terms.cap_floor_eur, terms.cap * self._basis_eur())

    def _basis_eur(self) -> float:
        basis = self.terms.cap_basis
        if basis == "annual":
            return self.contract.annual_eur
        return self.contract.value_eur if basis == "value" else self.terms.insured_eur

    @property
    def is_sale(self) -> bool:
        """Whether we are the supplier."""
        return self.contract.type.endswith("sell")

    @property
    def is_construction(self) -> bool:
        """Whether something is built."""
        return self.contract.type == "construction_sell"

    @property
    def supplier_seat(self) -> Jurisdiction:
        """Where the supplier has its seat: whose law holds when none is chosen (assumed)."""
        return self.contract.home if self.is_sale else self.contract.seat

    @property
    def customer_wrote_it(self) -> bool:
        """Whether the paper is the customer's."""
        return self.is_sale != self.contract.is_ours

    @property
    def supplier_wrote_limits(self) -> bool:
        """Whether limits of liability are standard terms of the supplier.

        What our playbook offers as a supplier is written for many contracts, on whose paper ever.
        """
        return self.is_sale or not self.contract.is_ours

    def is_limited(self, what: str) -> bool:
        """Whether some limit holds for it."""
        return what not in self.terms.unlimited

    @property
    def data_cap_eur(self) -> float:
        """The cap for data breaches."""
        if "data" in self.terms.unlimited:
            return inf
        return max(self.cap_eur, self.terms.data_cap * self._basis_eur())

    @property
    def foreseeable_eur(self) -> float:
        """What a bad breach of an essential duty would cost."""
        return max(self.contract.value_eur, self.contract.required_cover_eur)

    @property
    def foreseeable_data_eur(self) -> float:
        """What a bad loss of data would cost."""
        return self.contract.records * _EUR_PER_RECORD


def shortfall(wanted_eur: float, given_eur: float) -> float:
    """How far a sum stays below another, natural logarithm; at most 10, at least -10."""
    if wanted_eur <= 0.0 or given_eur == inf:
        return -10.0
    return max(-10.0, min(10.0, log(wanted_eur / given_eur))) if given_eur > 0.0 else 10.0


def excess(found: float, allowed: float) -> float:
    """How far a share exceeds another, natural logarithm; -10 for nothing."""
    return shortfall(found, allowed)


def chosen_law(contract: Contract, terms: Terms) -> Jurisdiction:
    """The law that the terms choose."""
    if terms.law == "home":
        return contract.home
    return contract.seat if terms.law == "seat" else contract.performed


def laws_of(contract: Contract, terms: Terms) -> tuple[Jurisdiction, ...]:
    """The chosen law and, where both sides sit in one country, that country's beside it.

    What cannot be waived in the country of both stays (Rome I art. 3 (3) says so where no other
    element points abroad; that it is kept when the work is done elsewhere is our caution).
    """
    law = chosen_law(contract, terms)
    return (law, contract.home) if contract.home == contract.seat != law else (law,)
