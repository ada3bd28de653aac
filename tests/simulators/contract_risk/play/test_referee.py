"""Terms that contradict themselves are refused; sound ones are left alone."""

from typing import Any

import msgspec
import pytest

from simulators.contract_risk.observations import Contract
from simulators.contract_risk.play.referee import contradictions, ruled
from simulators.contract_risk.portfolio.market import market_terms
from simulators.contract_risk.terms import Terms, Walk
from tests.simulators.contract_risk.offered import BOUGHT, SOLD


@pytest.mark.parametrize(
    ("contract", "changes", "named"),
    [
        (SOLD, {"cap": 4.0, "data_cap": 3.0}, "data_cap"),
        (SOLD, {"cap": 1.0, "ip_cap": 0.5}, "ip_cap"),
        (SOLD, {"cap": 1.0, "injury_cap": 0.5}, "injury_cap"),
        (SOLD, {"delay_is_sole": True, "delay_rate": 0.0, "delay_cap": 0.0}, "delay_is_sole"),
        (SOLD, {"delay_rate": 0.01, "delay_cap": 0.0}, "delay_rate"),
        (SOLD, {"insured_eur": 3e6}, "insured_eur"),
        (SOLD, {"cap_basis": "insured", "insured_eur": 0.0}, "cap_basis"),
        (SOLD, {"cap_floor_eur": 9e6, "data_cap": 3.0}, "data_cap"),
        (SOLD, {"price_of_cap": -0.01}, "price_of_cap"),
        (BOUGHT, {"price_of_cap": 0.01}, "price_of_cap"),
        (SOLD, {"unlimited": ("intent", "intent")}, "unlimited"),
    ],
)
def test_a_contradiction_is_refused_by_name(
    contract: Contract, changes: dict[str, Any], named: str
) -> None:
    terms = Terms(**changes)
    found = contradictions(contract, terms)
    assert [told.split(":")[0].split(",")[0] for told in found] == [named]
    instead = market_terms(contract)
    assert ruled(contract, terms, instead) == (instead, found)


@pytest.mark.parametrize("contract", [SOLD, BOUGHT])
def test_what_is_usual_is_no_contradiction(contract: Contract) -> None:
    terms = market_terms(contract)
    assert ruled(contract, terms, Terms()) == (terms, ())


def test_walking_away_is_an_answer() -> None:
    assert ruled(SOLD, Walk(), Terms()) == (Walk(), ())


def test_negative_sums_and_shares_cannot_be_written() -> None:
    for name in ("prepaid", "late_interest", "cap", "insured_eur"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"type": "Terms", name: -0.1}, Terms)
