"""Every shipped rule set plays a region's days legally; the better ones keep every guard-rail."""

import functools
import time

import pytest

from domains.supply_chain import GUARDRAILS
from ruleloop.domain import AtLeast, Guardrail, Never, NotWorse
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import ROOT, rule_set
from tests.simulators.supply_chain.worlds import play, scenario_world

pytest.importorskip("pyvrp")

RULE_SETS = sorted(path.stem for path in (ROOT / "rules" / "supply_chain").glob("[!_]*.py"))
SHORT = World(region=True, days=2, orders_per_day=60.0)
GOOD = (  # `benchmarks/week_ladder.py` reads their guard-rails from more weeks, in all families
    "baseline",
    "prizes",
    "night_shift",
    "hub_consolidation",
    "keep_must_go_routes",
    "scenario_consensus",
    "split_and_mix",
)
SEED = 1
CPU_S = 3.0  # twice the budget of a default week: other people compute here, too


@functools.cache
def _short(rules: str) -> dict[str, float]:
    return play(SHORT, rule_set(rules), 5)[0]


@functools.cache
def _week(rules: str) -> tuple[dict[str, float], float]:
    began = time.process_time()
    measures, _ = play(scenario_world("mittelstadt_week", SEED), rule_set(rules), SEED)
    return measures, time.process_time() - began


def _holds(guardrail: Guardrail, measures: dict[str, float]) -> bool:
    value = measures[guardrail.measure]
    if isinstance(guardrail, NotWorse):
        return value <= _week("baseline")[0][guardrail.measure] * (1.0 + guardrail.by)
    if isinstance(guardrail, AtLeast):
        return value >= guardrail.limit
    return value <= (0.0 if isinstance(guardrail, Never) else guardrail.limit)


@pytest.mark.parametrize("rules", RULE_SETS)
def test_no_rule_set_does_anything_illegal(rules: str) -> None:
    measures = _short(rules)
    assert measures["illegal_share"] <= 0.005
    assert measures["overloads"] == measures["double_deliveries"] == measures["hours_broken"] == 0.0


@pytest.mark.parametrize("rules", RULE_SETS)
def test_most_orders_are_delivered_by_every_rule_set(rules: str) -> None:
    assert _short(rules)["spot_share"] < 0.3


@pytest.mark.parametrize("rules", GOOD)
def test_the_better_rule_sets_keep_every_guardrail_of_a_week(rules: str) -> None:
    measures, _ = _week(rules)
    assert [g for g in GUARDRAILS if not _holds(g, measures)] == []


@pytest.mark.parametrize("rules", GOOD)
def test_a_week_is_played_quickly(rules: str) -> None:
    assert _week(rules)[1] < CPU_S


def test_the_rule_sets_differ_by_some_percent_and_not_by_a_multiple() -> None:
    costs = [_short(rules)["cost_per_unit_eur"] for rules in RULE_SETS]
    assert 1.02 < max(costs) / min(costs) < 1.6
