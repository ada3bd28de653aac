"""Playbooks that look for a hole instead of better terms: each costs more, or breaks a guard-rail.

The list is that of known ways to cheat such a simulation, and those that were found while it was
built: an honest playbook (the market's) with one change, over the same years.
"""

import functools
from statistics import fmean
from typing import Any

import pytest

from domains.contract_risk import GUARDRAILS
from simulators.contract_risk.world import World
from tests.rules.contract_risk.direct_playbook import DirectPlaybook, changed, play, playbook
from tests.rules.contract_risk.test_playbooks import holds

WORLD = World(contracts=800, years=200, lawyers=5)
OBJECTIVE = "exposure_per_contract_eur"
CHEATS: dict[str, tuple[bool, dict[str, Any]]] = {
    "all money in advance": (True, {"prepaid": 1.0, "payment_days": 0}),
    "pay suppliers after a year": (False, {"payment_days": 365}),
    "usurious interest on late invoices": (True, {"late_interest": 50.0}),
    "nobody may ever leave": (True, {"notice_months": 0}),
    "liability beyond all means of suppliers": (False, {"cap": 100.0, "data_cap": 100.0}),
    "a floor of a billion under suppliers' caps": (False, {"cap_floor_eur": 1e9}),
    "a claim a year instead of a sum a year": (True, {"is_aggregate": False}),
    "suppliers are liable for every single claim": (False, {"is_aggregate": False}),
    "no cover behind the caps": (True, {"insured_eur": 0.0}),
    "cover bought by the supplier": (False, {"insured_eur": 1e6, "indemnity_data": True}),
    "nothing is owed for delay": (True, {"delay_rate": 0.0, "delay_cap": 0.0}),
    "next to nothing is owed for delay": (
        True,
        {"delay_rate": 0.0001, "delay_cap": 0.0001, "delay_is_sole": True},
    ),
    "agreed sums of suppliers far beyond their loss": (
        False,
        {"delay_rate": 0.05, "delay_cap": 0.3},
    ),
    "a day to complain": (True, {"notice_days": 1}),
    "what is bought has no defects after the warranty": (False, {"warranty_months": 0}),
    "twenty years of warranty": (False, {"warranty_months": 240}),
    "a higher cap that nobody buys": (True, {"price_of_cap": 1.0}),
    "no head is unlimited": (True, {"unlimited": ("intent", "injury", "gross_negligence")}),
    "unlimited liability to please": (
        True,
        {
            "unlimited": (
                "intent",
                "gross_negligence",
                "injury",
                "fraud",
                "product_liability",
                "ip",
                "data",
                "confidentiality",
                "third_party",
            )
        },
    ),
    "a law of one's own": (True, {"law": "home"}),
    "the law of whoever's court is far": (False, {"forum": "arbitration", "law": "home"}),
    "super-caps below the cap": (True, {"cap": 2.0, "data_cap": 0.5}),
    "credits that suppliers cannot earn": (False, {"service_credit": 1.0}),
}


@functools.cache
def _usual() -> dict[str, float]:
    return _means(playbook("baseline"))


def _means(rules: DirectPlaybook) -> dict[str, float]:
    years = [play(WORLD, rules, number) for number in range(2)]
    return {measure: fmean(year[measure] for year in years) for measure in years[0]}


def _broken(found: dict[str, float]) -> list[str]:
    return [rail.measure for rail in GUARDRAILS if not holds(rail, found, _usual())]


@pytest.mark.parametrize("cheat", CHEATS)
def test_a_cheat_does_not_profit(cheat: str) -> None:
    selling, changes = CHEATS[cheat]
    found = _means(changed(selling=selling, **changes))
    assert found[OBJECTIVE] > 0.998 * _usual()[OBJECTIVE] or _broken(found)


def test_a_playbook_for_every_single_contract_is_too_long() -> None:
    """Prices are as good as names: terms that follow them are terms for one contract."""
    from tests.rules.contract_risk.direct_playbook import firm

    def choose(contract: Any, _market: Any, tools: Any) -> Any:
        usual = tools.usual(contract)
        cap = 1.0 + contract.value_eur % 1e6 / 1e6
        return tools.with_(usual, cap=cap, data_cap=max(cap, usual.data_cap))

    assert _means(DirectPlaybook(choose, firm))["variants_per_type"] > 12.0


def test_what_is_hidden_in_concessions_is_counted_too() -> None:
    usual = playbook("baseline")

    def concede(ask: Any, _market: Any, tools: Any) -> Any:
        cap = ask.terms.cap + ask.contract.value_eur % 1e6 / 1e6
        return tools.with_(ask.terms, cap=cap, data_cap=max(cap, ask.terms.data_cap))

    assert _means(DirectPlaybook(usual._choose, concede))["fallbacks_per_type"] > 36.0
