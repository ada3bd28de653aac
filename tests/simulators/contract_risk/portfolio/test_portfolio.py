"""The columns of a portfolio say what its contracts say."""

import numpy as np
import pytest

from simulators.contract_risk.portfolio.portfolio import JURISDICTIONS, TYPES, portfolio_of
from tests.simulators.contract_risk.offered import BOUGHT, SOLD, sold


def test_codes_are_places_in_the_named_order() -> None:
    columns = portfolio_of([sold(seat="US-CA")])
    assert TYPES[columns.type[0]] == "saas_sell"
    assert JURISDICTIONS[columns.seat[0]] == "US-CA"


def test_the_last_word_of_a_type_says_which_side_we_are_on() -> None:
    assert portfolio_of([SOLD, BOUGHT]).is_sale.tolist() == [True, False]


def test_nobody_can_change_a_column() -> None:
    with pytest.raises(ValueError, match="read-only"):
        portfolio_of([SOLD]).value_eur[0] = 1.0


def test_numbers_keep_their_kind() -> None:
    columns = portfolio_of([SOLD, SOLD])
    assert columns.records.dtype == np.int64
    assert columns.value_eur.sum() == 600_000.0
