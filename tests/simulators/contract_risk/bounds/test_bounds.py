"""The floor is below whatever anybody plays; the best cap of one contract is neither 0 nor all."""

from functools import cache
from typing import Any

import msgspec
import numpy as np
import pytest

from simulators.contract_risk.bounds.floor import floor, never_signs
from simulators.contract_risk.bounds.headroom import headroom, offer
from simulators.contract_risk.build import build_setting, setting_of
from simulators.contract_risk.observations import Contract
from simulators.contract_risk.portfolio.portfolio import TYPES, Floats, portfolio_of
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.terms import Terms
from simulators.contract_risk.tools import Tools
from simulators.contract_risk.world import World
from tests.rules.contract_risk.direct_playbook import DirectPlaybook, firm, play, playbook
from tests.simulators.contract_risk.offered import SOLD, draws

WORLD = World(contracts=600, years=100)
CAPS = (0.0, 0.25, 0.5, 1.0, 2.0, 5.0, 20.0, 100.0)


@cache
def _setting() -> Setting:
    return build_setting(WORLD, draws(0))


def _kindest(contract: Any, _market: Any, tools: Any) -> Terms:
    """All that a customer could want, or a supplier."""
    usual: Terms = tools.usual(contract)
    if not tools.is_sale(contract):
        return usual
    kind: Terms = tools.with_(
        usual,
        cap=50.0,
        data_cap=50.0,
        waives_indirect=False,
        service_credit=1.0,
        law="seat",
        insured_eur=contract.insurance_eur,
        price_of_cap=0.001,
    )
    return kind


def test_nobody_beats_the_floor() -> None:
    least = floor(WORLD, draws(0))
    kindest = DirectPlaybook(_kindest, firm)
    for rules in (playbook("baseline"), playbook("ladder"), playbook("zero_liability"), kindest):
        assert play(WORLD, rules)["exposure_per_contract_eur"] > least


def test_who_never_signs_does_not_sign_the_kindest_terms_either() -> None:
    rules = DirectPlaybook(_kindest, firm)
    found = play(WORLD, rules)
    never = never_signs(_setting())
    assert 0.05 < never.mean() < 0.3
    assert found["win_rate"] <= 1.0 - never.mean()


@cache
def _costs() -> Floats:
    """Expected cost by cap and contract, when what we promise is insured.

    Cover has to follow the caps, as a guard-rail demands. Without that price nothing holds back the
    caps of software: its losses are small beside its margin, and German courts strike low caps.
    """
    rows = []
    for cap in CAPS:
        terms = [
            _insured(contract, usual, cap)
            for contract, usual in zip(
                _setting().portfolio.contracts, _setting().usual, strict=True
            )
        ]
        rows.append(offer(_setting(), terms).cost_eur)
    return np.stack(rows)


def _insured(contract: Contract, usual: Terms, cap: float) -> Terms:
    tools = Tools(None, lambda _request: None)  # type: ignore[arg-type] # facts are not needed
    data_cap = max(cap, usual.data_cap) if usual.data_cap else 0.0
    terms = tools.with_(usual, cap=cap, data_cap=data_cap)
    if not tools.is_sale(contract):
        return terms
    one_eur = tools.cap_eur(contract, tools.with_(terms, cap=1.0))
    promised_eur = min(max(cap, data_cap) * one_eur, 1e9)
    return tools.with_(terms, insured_eur=max(usual.insured_eur, promised_eur))


@pytest.mark.parametrize("name", ["saas_sell", "services_sell", "supply_sell", "construction_sell"])
def test_the_best_cap_of_what_is_sold_is_neither_none_nor_all(name: Any) -> None:
    of_type = _costs()[:, _setting().portfolio.type == TYPES.index(name)].mean(axis=1)
    best = int(of_type.argmin())
    assert 0.25 < CAPS[best] < 20.0
    assert of_type[0] > 1.05 * of_type[best]
    assert of_type[-1] > of_type[best]


@pytest.mark.parametrize("margin_share", [0.2, 0.3, 0.4, 0.5, 0.6])
def test_the_best_cap_of_one_contract_is_about_its_price(margin_share: float) -> None:
    """A fee of 1, 0.09 claims a year, losses with median 0.5 and log sd 1.67, as in a textbook.

    By itself, under a law that strikes nothing, and with cover as it stands.
    """
    contract = msgspec.structs.replace(
        SOLD, seat="US-NY", performed="US-NY", home="US-NY", value_eur=1e5, annual_eur=1e5,
        years=1.0, margin_share=margin_share, records=0,
    )  # fmt: skip
    portfolio = portfolio_of([contract])
    world = World(contracts=1, years=100, claims_a_year=0.09, service_loss_share=0.5, inflation=0.0)
    setting = setting_of(portfolio, world, draws(0))
    usual = msgspec.structs.replace(setting.usual[0], data_cap=0.0)
    caps = (0.05, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 100.0)
    costs = [
        float(offer(setting, [msgspec.structs.replace(usual, cap=cap)]).cost_eur[0]) for cap in caps
    ]
    assert 0.25 <= caps[int(np.argmin(costs))] <= 5.0
    assert min(costs) < 0.995 * min(costs[0], costs[-1])


def test_the_best_cap_of_single_contracts_differs() -> None:
    best = _costs().argmin(axis=0)
    inside = (best > 0) & (best < len(CAPS) - 1)
    assert inside.mean() > 0.6
    assert len(set(best.tolist())) >= 5


def test_terms_fitted_to_contracts_are_better_than_the_market_s_by_some_percent() -> None:
    changes: dict[str, dict[str, object]] = {
        "higher": {"cap": 3.0},
        "open": {"waives_indirect": False},
        "early": {"payment_days": 14},
        "cover": {"insured_eur": 500_000.0},
    }
    room = headroom(_setting(), changes)
    assert 0.005 < 1.0 - room.best / room.market < 0.2
    assert sum(room.chosen.values()) == len(_setting().portfolio)
