"""What other sides expect to carry is what the world really makes them carry."""

import itertools
from typing import Any

import numpy as np
import pytest

from simulators.contract_risk.build import build_setting
from simulators.contract_risk.claims.apply_terms import apply_terms
from simulators.contract_risk.claims.terms_columns import TermsColumns, terms_columns
from simulators.contract_risk.partners.attitudes import HEADS
from simulators.contract_risk.partners.burden import burdens, paid
from simulators.contract_risk.perils.kinds import ACCEPTANCE, DEFECT, DELAY, PERFORMANCE
from simulators.contract_risk.portfolio.portfolio import Floats
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.tools import Tools
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.offered import draws

WORLD = World(contracts=600, years=2_000, goods_buy=3.0)


@pytest.fixture(scope="module")
def setting() -> Setting:
    return build_setting(WORLD, draws(3))


def _columns(setting: Setting, **changes: Any) -> TermsColumns:
    tools = Tools(None, lambda _request: None)  # type: ignore[arg-type] # facts are not needed
    terms = [tools.with_(usual, **changes) for usual in setting.usual]
    return terms_columns(terms, setting.portfolio)


def _moved(setting: Setting, **changes: Any) -> Floats:
    return burdens(
        setting.claims.exposure, WORLD, terms=_columns(setting, **changes),
        market=setting.market, usual=setting.paid,
    )  # fmt: skip


@pytest.mark.parametrize("cap", [0.25, 1.0, 4.0])
def test_expected_damages_are_those_of_the_simulation(setting: Setting, cap: float) -> None:
    columns = _columns(setting, cap=cap, data_cap=0.0, delay_rate=0.0, delay_cap=0.0)
    expected = paid(setting.claims.exposure, WORLD, columns).damages.sum(axis=(0, 2))
    simulated = apply_terms(setting.claims, columns, world=WORLD).paid_eur.sum(axis=0)
    for peril in (DELAY, DEFECT, ACCEPTANCE, PERFORMANCE):
        assert expected[peril] == pytest.approx(
            simulated[peril], rel=0.4 if peril == PERFORMANCE else 0.15
        )  # credits come beside


def test_the_market_s_terms_move_nothing(setting: Setting) -> None:
    assert np.abs(_moved(setting)).max() == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(
    ("head", "changes"),
    [
        ("cap", {"cap": 0.1, "data_cap": 0.0}),
        ("data_cap", {"data_cap": 0.0, "cap": 0.2}),
        ("indirect", {"waives_indirect": False}),
        ("warranty", {"warranty_months": 3}),
        ("acceptance", {"acceptance": "none"}),
        ("service_credit", {"service_credit": 0.4}),
        ("liquidated_damages", {"delay_rate": 0.02, "delay_cap": 0.2}),
        ("payment", {"payment_days": 5}),
    ],
)
def test_a_changed_term_moves_its_own_head_and_the_sides_see_it_mirrored(
    setting: Setting, head: Any, changes: dict[str, Any]
) -> None:
    moved = _moved(setting, **changes)[:, HEADS.index(head)]
    is_sale = setting.portfolio.is_sale
    assert abs(moved[is_sale].sum()) > 0.0
    assert moved[is_sale].sum() * moved[~is_sale].sum() < 0.0


def test_lower_caps_never_please_a_customer_nor_harm_a_supplier(setting: Setting) -> None:
    levels = [_moved(setting, cap=cap, data_cap=0.0).sum(axis=1) for cap in (0.0, 0.3, 1.0, 5.0)]
    is_sale = setting.portfolio.is_sale
    for lower, higher in itertools.pairwise(levels):
        assert (lower[is_sale] >= higher[is_sale] - 1e-6).all()
        assert (lower[~is_sale] <= higher[~is_sale] + 1e-6).all()
