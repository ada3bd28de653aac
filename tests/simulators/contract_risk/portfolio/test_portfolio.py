"""The columns of a portfolio say what its contracts say."""

import numpy as np
import pytest

from simulators.contract_risk.observations import Contract
from simulators.contract_risk.portfolio.portfolio import JURISDICTIONS, TYPES, portfolio_of

SOLD = Contract(
    type="saas_sell",
    seat="US-CA",
    performed="US-CA",
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
    insurance_rate=0.004,
    required_cover_eur=0.0,
    days_to_deliver=30.0,
    late_share=0.2,
    past_claims=0,
)


def test_codes_are_places_in_the_named_order() -> None:
    columns = portfolio_of([SOLD])
    assert TYPES[columns.type[0]] == "saas_sell"
    assert JURISDICTIONS[columns.seat[0]] == "US-CA"
    assert columns.is_sale.tolist() == [True]
    assert len(columns) == 1


def test_nobody_can_change_a_column() -> None:
    with pytest.raises(ValueError, match="read-only"):
        portfolio_of([SOLD]).value_eur[0] = 1.0


def test_numbers_keep_their_kind() -> None:
    columns = portfolio_of([SOLD, SOLD])
    assert columns.records.dtype == np.int64
    assert columns.value_eur.sum() == 600_000.0
