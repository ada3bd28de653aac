"""What was offered for each contract, read from the events of a traced year."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from simulators.contract_risk.law.case import chosen_law
from simulators.contract_risk.observations import Contract, Jurisdiction
from simulators.contract_risk.terms import Terms


class Offered(msgspec.Struct, frozen=True):
    """One contract's talks.

    steps: the terms offered, opening first; empty: none were. signed: the last of them.
    exposure_eur: expected a year, all parts together.
    """

    contract: Contract
    steps: tuple[Terms, ...]
    is_signed: bool
    exposure_eur: float

    @property
    def margin_eur(self) -> float:
        """What a year of the contract earns us, or saves us when we buy."""
        return self.contract.margin_share * self.contract.annual_eur

    @property
    def law(self) -> Jurisdiction:
        """The law that the opening terms choose; ours where nothing was offered."""
        return chosen_law(self.contract, self.steps[0]) if self.steps else self.contract.home


def tell_terms(number: int, terms: Terms) -> dict[str, Any]:
    """The fields of a `terms` event: a set of terms that later events name by its number."""
    return {"number": number, "terms": msgspec.to_builtins(terms)}


def read_offered(events: Sequence[Mapping[str, Any]]) -> tuple[Offered, ...]:
    """The talks in the order of the contracts; needs the `terms` and `contract` events."""
    known = {
        event["number"]: msgspec.convert(event["terms"], Terms)
        for event in events
        if event["kind"] == "terms"
    }
    return tuple(
        Offered(
            msgspec.convert(event["contract"], Contract),
            tuple(known[number] for number in event["steps"]),
            event["signed"],
            sum(event["cost_eur"].values()),
        )
        for event in events
        if event["kind"] == "contract"
    )
