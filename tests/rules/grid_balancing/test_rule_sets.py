"""Every shipped rule set keeps the guard-rails with a market and on an island."""

import ast
import functools
import statistics
from typing import Any

import pytest

from domains.grid_balancing import GUARDRAILS
from ruleloop.domain import AtLeast, Guardrail, Never, NotWorse
from tests.rules.grid_balancing.direct_rules import ROOT, RULE_SETS, play, rule_set, scenario_world

pytest.importorskip("simbench", reason="real networks need SimBench: ruleloop[grid]")
SEEDS = range(3)
SHARED = {"battery_mw", "hub_mw", "is_called", "cap_share", "reserve_mw", "control", "plan_day"}
PLACES: dict[str, tuple[str, dict[str, Any]]] = {
    "market": ("demo", {}),
    "island": ("island_week", {"days": 3}),
    "storm": ("winter_wind", {"days": 2, "wind_rank_low": 0.9, "wind_scale": 2.2}),
}


@functools.cache
def _means(rules: str, place: str) -> dict[str, float]:
    scenario, changes = PLACES[place]
    rows = [play(scenario_world(scenario, k, **changes), rule_set(rules), k) for k in SEEDS]
    return {name: statistics.fmean(row[name] for row in rows) for name in rows[0]}


def _holds(guardrail: Guardrail, measures: dict[str, float], baseline: dict[str, float]) -> bool:
    value = measures[guardrail.measure]
    if isinstance(guardrail, NotWorse):
        return value <= baseline[guardrail.measure] + guardrail.by
    if isinstance(guardrail, AtLeast):
        return value >= guardrail.limit
    return value <= (0.0 if isinstance(guardrail, Never) else guardrail.limit)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("rules", RULE_SETS)
def test_the_guardrails_hold(rules: str, place: str) -> None:
    measures, baseline = _means(rules, place), _means("baseline", place)
    assert [g for g in GUARDRAILS if not _holds(g, measures, baseline)] == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("rules", RULE_SETS)
def test_nothing_impossible_is_asked_for(rules: str, place: str) -> None:
    assert _means(rules, place)["illegal_share"] == 0.0


def test_islands_are_cheaper_with_foresight_than_with_practice_today() -> None:
    cost = {name: _means(name, "island")["cost_per_mwh_eur"] for name in RULE_SETS}
    assert cost["forecast_precharge"] < cost["baseline"]


def test_what_the_market_rewards_stands_in_order() -> None:
    cost = {name: _means(name, "market")["cost_per_mwh_eur"] for name in RULE_SETS}
    assert cost["rank_and_persistence"] < cost["daily_rank"]
    assert cost["rank_and_persistence"] < cost["baseline"]


def test_caps_at_the_right_place_cut_less_than_steps() -> None:
    steps, sensitive = _means("baseline", "storm"), _means("sensitivity_curtailment", "storm")
    assert sensitive["curtailed_share"] < steps["curtailed_share"]
    assert sensitive["cost_per_mwh_eur"] < steps["cost_per_mwh_eur"]


def test_cars_that_wait_for_a_valley_cost_less_and_leave_ready() -> None:
    waiting, usual = _means("deadline_aware_charging", "market"), _means("baseline", "market")
    assert waiting["cost_per_mwh_eur"] < usual["cost_per_mwh_eur"]
    assert waiting["cars_ready_share"] == 1.0


def test_helper_functions_of_one_name_have_one_signature() -> None:
    signatures: dict[str, set[str]] = {}
    for rules in RULE_SETS:
        tree = ast.parse((ROOT / "rules" / "grid_balancing" / f"{rules}.py").read_text())
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name in SHARED:
                signatures.setdefault(node.name, set()).add(ast.unparse(node.args))
    assert {name: found for name, found in signatures.items() if len(found) > 1} == {}


@pytest.mark.parametrize("rules", RULE_SETS)
def test_a_rule_set_can_be_read_in_a_few_minutes(rules: str) -> None:
    lines = (ROOT / "rules" / "grid_balancing" / f"{rules}.py").read_text().splitlines()
    assert 40 <= len(lines) <= 150
