"""Contracts, portfolios and draws for tests."""

import hashlib
from typing import Any

import msgspec

from ruleloop.draws import Draws
from simulators.contract_risk.observations import Contract

SOLD = Contract(
    type="saas_sell",
    seat="DE",
    performed="DE",
    home="DE",
    value_eur=300_000.0,
    years=3.0,
    annual_eur=100_000.0,
    margin_share=0.4,
    size="medium",
    leverage=0.5,
    records=20_000,
    criticality=0.5,
    injury_exposure=0.0,
    is_goods=False,
    is_public=False,
    is_ours=True,
    insurance_eur=2e6,
    insurance_rate=0.0006,
    required_cover_eur=0.0,
    days_to_deliver=30.0,
    late_share=0.2,
    past_claims=0,
)
BOUGHT = msgspec.structs.replace(SOLD, type="outsourcing_buy", margin_share=0.2)


def sold(**changes: Any) -> Contract:
    """A software contract, changed."""
    return msgspec.structs.replace(SOLD, **changes)


def draws(number: int) -> Draws:
    """The draws of a numbered replication."""
    return Draws(hashlib.blake2b(str(number).encode(), digest_size=16).digest())
