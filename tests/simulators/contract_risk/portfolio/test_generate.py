"""Drawn portfolios are what the world asks for, and contracts that could exist."""

from typing import Any

import numpy as np
import pytest

from simulators.contract_risk.portfolio.generate import COVERS_EUR, generate
from simulators.contract_risk.portfolio.portfolio import JURISDICTIONS, TYPES, Portfolio
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.offered import draws


@pytest.fixture(scope="module")
def book() -> Portfolio:
    return generate(World(), draws(1))


def test_the_same_seed_offers_the_same_contracts(book: Portfolio) -> None:
    assert generate(World(), draws(1)).contracts == book.contracts
    assert generate(World(), draws(2)).contracts != book.contracts


def test_the_company_of_the_facts_has_half_a_million_in_a_contract(book: Portfolio) -> None:
    assert len(book) == 2_000
    assert 350_000.0 < book.value_eur.mean() < 800_000.0


def test_types_come_as_often_as_the_world_says() -> None:
    alone: dict[str, Any] = {**dict.fromkeys(TYPES, 0.0), "saas_sell": 1.0, "goods_buy": 3.0}
    types = generate(World(**alone), draws(0)).type
    assert set(types.tolist()) == {TYPES.index("saas_sell"), TYPES.index("goods_buy")}
    assert (types == TYPES.index("goods_buy")).mean() == pytest.approx(0.75, abs=0.05)


def test_every_contract_can_be_insured_as_far_as_its_customer_demands(book: Portfolio) -> None:
    assert set(book.insurance_eur) <= set(COVERS_EUR)
    assert (book.required_cover_eur <= book.insurance_eur).all()
    assert not book.required_cover_eur[~book.is_sale].any()


def test_data_follow_software_and_not_prices(book: Portfolio) -> None:
    medians = [np.median(book.records[book.type == code]) for code in range(len(TYPES))]
    assert min(medians[0], medians[5]) > 10 * max(medians[2:5])


def test_stronger_customers_in_one_world_than_in_another() -> None:
    weak, strong = (generate(World(leverage_mean=m), draws(3)).leverage.mean() for m in (0.3, 0.7))
    assert strong > weak + 0.2


def test_most_contracts_are_performed_where_the_other_side_sits(book: Portfolio) -> None:
    assert 0.02 < (book.seat != book.performed).mean() < 0.15
    assert len(set(book.seat.tolist())) == len(JURISDICTIONS)
