"""The floor is below whatever anybody plays; the best cap of one contract is neither 0 nor all."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from simulators.contract_risk.bounds.floor import floor, never_signs
from simulators.contract_risk.bounds.headroom import headroom, offer
from simulators.contract_risk.build import build_setting
from simulators.contract_risk.portfolio.portfolio import TYPES, Floats
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.terms import Terms
from simulators.contract_risk.tools import Tools
from simulators.contract_risk.world import World
from tests.rules.contract_risk.direct_playbook import DirectPlaybook, firm, play, playbook
from tests.simulators.contract_risk.offered import draws

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
    """Expected cost by cap and contract."""
    tools = Tools(None, lambda _request: None)  # type: ignore[arg-type] # facts are not needed
    rows = []
    for cap in CAPS:
        terms = [
            tools.with_(
                usual, cap=cap, data_cap=max(cap, usual.data_cap) if usual.data_cap else 0.0
            )
            for usual in _setting().usual
        ]
        rows.append(offer(_setting(), terms).cost_eur)
    return np.stack(rows)


@pytest.mark.parametrize("name", ["services_sell", "supply_sell", "construction_sell"])
def test_the_best_cap_of_what_is_sold_is_neither_none_nor_all(name: Any) -> None:
    of_type = _costs()[:, _setting().portfolio.type == TYPES.index(name)].mean(axis=1)
    best = int(of_type.argmin())
    assert 0.25 < CAPS[best] < 20.0
    assert of_type[0] > 1.05 * of_type[best]
    assert of_type[-1] > of_type[best]


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
