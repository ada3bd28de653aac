"""What rules of a playbook see and answer: the whole border between simulator and rules.

For every offered contract terms are proposed (`choose_terms`); when the other side does not sign,
it attacks a term and gets other terms, or none (`concede`). All contracts of a round are asked in
one message; a rule is still written for one contract.

    def choose_terms(contract, market, tools): return Terms(cap=1.5)
    def concede(ask, market, tools): return tools.with_(ask.terms, cap=1.5 * ask.terms.cap)
"""

from typing import Protocol

from simulators.contract_risk.observations import (
    Ask,
    Asked,
    Contract,
    ContractType,
    Jurisdiction,
    Market,
    Size,
)
from simulators.contract_risk.terms import Terms, Unlimited, Walk
from simulators.contract_risk.tools import Tools

__all__ = [
    "Ask",
    "Asked",
    "Contract",
    "ContractType",
    "Jurisdiction",
    "Market",
    "Rules",
    "Size",
    "Terms",
    "Tools",
    "Unlimited",
    "Walk",
]


class Rules(Protocol):
    """The decisions of a playbook."""

    def choose_terms(self, contract: Contract, market: Market, tools: Tools) -> Terms | Walk:
        """The opening position, or not to offer at all."""
        ...

    def concede(self, ask: Ask, market: Market, tools: Tools) -> Terms | Walk:
        """What is offered next to a side that asks; the same terms again: we stay firm."""
        ...
