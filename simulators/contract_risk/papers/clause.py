"""A clause in words, and what it must know beside the terms."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from simulators.contract_risk.law.case import chosen_law
from simulators.contract_risk.observations import Contract, ContractType, Jurisdiction
from simulators.contract_risk.terms import Terms

Key = Literal[
    "unlimited", "cap", "super_caps", "indirect", "delay", "service", "warranty", "acceptance",
    "changes", "indemnities", "payment", "insurance", "termination", "law",
]  # fmt: skip


LAW_NAMES: Mapping[Jurisdiction, str] = {
    "DE": "German law",
    "EW": "law of England and Wales",
    "US-NY": "New York law",
    "US-CA": "California law",
}


class Clause(msgspec.Struct, frozen=True):
    """One clause: its text in our own words, for review by counsel."""

    key: Key
    heading: str
    text: str


class Paper(msgspec.Struct, frozen=True):
    """For what kind of contract a text is written.

    law: that governs. place: whose seat, or which place, the law is that of.
    """

    type: ContractType
    law: Jurisdiction
    place: Literal["supplier", "customer", "performance"]
    is_goods: bool


def paper_for(contract: Contract, terms: Terms) -> Paper:
    """The paper that a contract on these terms is written on."""
    is_sale = contract.type.endswith("sell")
    seats: dict[str, Literal["supplier", "customer"]] = {
        "home": "supplier" if is_sale else "customer",
        "seat": "customer" if is_sale else "supplier",
    }
    return Paper(
        contract.type,
        chosen_law(contract, terms),
        seats.get(terms.law, "performance"),
        contract.is_goods,
    )


def agrees_on_delay(terms: Terms) -> bool:
    """Whether anything is said about damages for delay."""
    return terms.delay_is_sole or terms.delay_rate * terms.delay_cap > 0.0
