"""What rules may compute beside themselves: all pure, from facts and observations alone."""

from collections.abc import Callable
from typing import Any, ClassVar

import msgspec

from simulators.contract_risk.observations import Contract, Jurisdiction, Market
from simulators.contract_risk.portfolio.market import market_terms
from simulators.contract_risk.terms import Terms


class Tools:
    """Made beside the rules from the facts of the market."""

    ANSWERS: ClassVar[dict[type, Any]] = {}

    def __init__(
        self,
        facts: Market,
        ask: Callable[[Any], Any],  # noqa: ARG002 - every domain's tools are made this way
    ) -> None:
        self._market = facts

    def usual(self, contract: Contract) -> Terms:
        """What the market usually agrees on for such a contract; the other side expects it."""
        return market_terms(contract)

    def is_sale(self, contract: Contract) -> bool:
        """Whether we are the supplier."""
        return contract.type.endswith("sell")

    def governing(self, contract: Contract, terms: Terms) -> Jurisdiction:
        """The law that the terms choose."""
        return {"home": contract.home, "seat": contract.seat, "performed": contract.performed}[
            terms.law
        ]

    def cap_eur(self, contract: Contract, terms: Terms) -> float:
        """The general cap in EUR."""
        basis = {
            "annual": contract.annual_eur,
            "value": contract.value_eur,
            "insured": terms.insured_eur,
        }[terms.cap_basis]
        return max(terms.cap_floor_eur, terms.cap * basis)

    def round_cost_eur(self, contract: Contract) -> float:
        """What a round of talks about a contract of this size costs."""
        size = (contract.value_eur >= 1e5) + (contract.value_eur >= 1e6)
        return self._market.round_cost_eur[size]

    def with_(self, terms: Terms, **changes: Any) -> Terms:
        """The same terms with some changed, as checked as if they were written out.

        Raises:
            TypeError, ValueError: no such term, or a value that is none.
        """
        return msgspec.convert(
            msgspec.structs.asdict(msgspec.structs.replace(terms, **changes)), Terms
        )
