"""A year of offers, answers and claims adds up, and depends on nothing but world, seed, rules."""

import functools
import itertools
from typing import Any

import numpy as np
import pytest

from ruleloop.domain import Trace
from simulators.contract_risk.build import SETTINGS, build_setting
from simulators.contract_risk.observations import Ask, Contract, Market
from simulators.contract_risk.play.money import PARTS
from simulators.contract_risk.terms import Terms, Walk
from simulators.contract_risk.tools import Tools
from simulators.contract_risk.world import World
from tests.rules.contract_risk.direct_playbook import (
    DirectPlaybook,
    changed,
    firm,
    play,
    playbook,
)
from tests.simulators.contract_risk.offered import draws

WORLD = World(contracts=500, years=200, lawyers=3)
OBJECTIVE = "exposure_per_contract_eur"


@functools.cache
def _usual() -> dict[str, float]:
    return play(WORLD, playbook("baseline"))


def _walk(*_: Any) -> Walk:
    return Walk()


def test_the_same_seed_gives_the_same_year_and_another_one_another() -> None:
    again = play(WORLD, playbook("baseline"))
    SETTINGS.clear()
    assert again == _usual() == play(WORLD, playbook("baseline"))
    assert play(WORLD, playbook("baseline"), 1) != again


def test_parts_sum_to_the_objective_to_the_cent() -> None:
    cents = [100.0 * len(build_setting(WORLD, draws(0)).portfolio) * _usual()[f"{part}_eur"]
             for part in PARTS]  # fmt: skip
    assert cents == pytest.approx([round(each) for each in cents], abs=1e-4)
    assert sum(_usual()[f"{part}_eur"] for part in PARTS) == _usual()[OBJECTIVE]


def test_every_measure_is_finite_whatever_rules_do() -> None:
    for rules in (DirectPlaybook(_walk, _walk), playbook("zero_liability"), playbook("baseline")):
        assert all(np.isfinite(value) for value in play(WORLD, rules).values())


def test_walking_away_from_everything_loses_every_margin_and_nothing_else() -> None:
    found = play(WORLD, DirectPlaybook(_walk, firm))
    portfolio = build_setting(WORLD, draws(0)).portfolio
    margin = float((portfolio.margin_share * portfolio.annual_eur).mean())
    assert found["win_rate"] == 0.0
    assert found["lost_margin_eur"] == pytest.approx(margin, abs=0.01)
    assert found[OBJECTIVE] == found["lost_margin_eur"]
    assert found[OBJECTIVE] > 1.5 * _usual()[OBJECTIVE]


def test_a_forbidden_offer_ends_the_talks_with_a_reason_to_act_on() -> None:
    trace = Trace(on=True)
    rules = changed(selling=True, unlimited=("fraud",))
    found = play(WORLD, rules, trace=trace)
    assert found["blocks"] > 0.0
    assert found["win_rate"] == 0.0
    assert rules.concede.messages == []
    why = [event["why"] for event in trace.events if event["kind"] == "block"]
    assert any("intent" in each and "To pass" in each for each in why)


def test_who_proposed_a_forbidden_offer_is_told_rule_law_and_remedy_though_nobody_traces() -> None:
    trace = Trace()
    play(WORLD, changed(selling=True, unlimited=("fraud",)), trace=trace)
    told = trace.reasons["blocks"]
    assert trace.events == []
    (about_injury,) = [each for each in told if each.startswith("de-injury")]
    for words in ("law of DE", 'unlimited must contain "injury"', "offers of", "s. 309 No 7 a"):
        assert words in about_injury


def test_contradictions_are_replaced_counted_and_told() -> None:
    trace = Trace()
    found = play(WORLD, changed(selling=True, cap=4.0, data_cap=1.0), trace=trace)
    assert found["illegal_share"] > 0.3
    assert found["win_rate"] > 0.5
    assert trace.reasons == {"illegal_share": ["data_cap: expected 0 or at least cap (4), got 1"]}


def test_contracts_come_shuffled_without_anything_that_tells_them_apart() -> None:
    rules = playbook("baseline")
    play(WORLD, rules)
    offered = list(build_setting(WORLD, draws(0)).portfolio.contracts)
    (asked,) = rules.choose_terms.messages
    assert asked != offered
    assert sorted(asked, key=repr) == sorted(offered, key=repr)
    rounds = rules.concede.messages
    assert len(rounds) == WORLD.rounds
    assert all(len(later) <= len(earlier) for earlier, later in itertools.pairwise(rounds))
    assert [message[0].round for message in rounds] == [1, 2, 3]
    assert not {"id", "number", "name"} & set(Contract.__struct_fields__ + Ask.__struct_fields__)


def test_claims_do_not_depend_on_what_is_offered() -> None:
    play(WORLD, playbook("baseline"))
    before = build_setting(WORLD, draws(0)).claims.columns.gross_eur.copy()
    play(WORLD, playbook("zero_liability"))
    assert (build_setting(WORLD, draws(0)).claims.columns.gross_eur == before).all()


def test_common_random_numbers_pay() -> None:
    pairs = [
        [play(WORLD, playbook(name), k)[OBJECTIVE] for name in ("baseline", "ladder")]
        for k in range(6)
    ]
    usual, other = np.array(pairs).T
    assert np.std(usual - other) < 0.5 * np.sqrt(np.var(usual) + np.var(other))


def test_fewer_lawyers_take_longer() -> None:
    waits = [
        play(World(contracts=500, years=100, lawyers=n), playbook("baseline"))["negotiation_days"]
        for n in (1, 2, 10)
    ]
    assert waits[0] > waits[1] > waits[2]


def test_a_trace_tells_every_contract_with_what_it_costs() -> None:
    trace = Trace(on=True)
    found = play(WORLD, playbook("baseline"), trace=trace)
    told = [event for event in trace.events if event["kind"] == "contract"]
    total = sum(sum(event["cost_eur"].values()) for event in told) / len(told)
    assert total == pytest.approx(found[OBJECTIVE], abs=0.05)
    years = [event["cost_eur"] for event in trace.events if event["kind"] == "year"]
    assert len(years) == WORLD.years
    assert years == sorted(years, reverse=True)


def test_customers_buy_a_higher_cap_when_it_is_cheap() -> None:
    def selling(price: float) -> dict[str, float]:
        return play(WORLD, changed(selling=True, price_of_cap=price))

    cheap, dear = selling(0.001), selling(0.5)
    assert cheap["concessions_eur"] < dear["concessions_eur"]
    assert cheap["fairness"] > dear["fairness"]
    assert dear[OBJECTIVE] == pytest.approx(_usual()[OBJECTIVE])


def test_the_user_s_own_contracts_are_played(tmp_path: Any) -> None:
    path = tmp_path / "contracts.csv"
    path.write_text(
        "type,seat,value_eur,years,margin_share,size\n"
        "saas_sell,DE,90000,3,0.5,small\ngoods_buy,EW,200000,1,0.1,large\n"
    )
    found = play(World(contracts_csv=str(path), years=100), playbook("baseline"))
    assert found["win_rate_services_sell"] == 1.0  # there are none
    assert found[OBJECTIVE] > 0.0


def test_rules_are_told_the_company_and_no_more() -> None:
    seen: list[Market] = []

    def choose(contract: Contract, market: Market, tools: Tools) -> Terms:
        seen.append(market)
        return tools.usual(contract)

    play(WORLD, DirectPlaybook(choose, firm))
    assert seen[0] == Market(500, 3, (2_300.0, 7_100.0, 16_300.0), 0.08, 3)
