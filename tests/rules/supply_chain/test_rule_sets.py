"""Every shipped rule set keeps the guard-rails, and structure pays as the literature says."""

import ast
import functools
import statistics

import pytest

from domains.supply_chain import GUARDRAILS
from ruleloop.domain import AtLeast, Guardrail, Never, NotWorse
from tests.simulators.supply_chain.direct_rules import ROOT, rule_set
from tests.simulators.supply_chain.worlds import play, scenario_world

RULE_SETS = sorted(path.stem for path in (ROOT / "rules" / "supply_chain").glob("[!_]*.py"))
SEEDS = {"demo": 2, "dispatch_day": 4}


@functools.cache
def _means(rules: str, scenario: str) -> dict[str, float]:
    rows = [
        play(scenario_world(scenario, k), rule_set(rules), k)[0] for k in range(SEEDS[scenario])
    ]
    return {name: statistics.fmean(row[name] for row in rows) for name in rows[0]}


def _holds(guardrail: Guardrail, measures: dict[str, float]) -> bool:
    value = measures[guardrail.measure]
    if isinstance(guardrail, NotWorse):
        return value == 0.0  # on a dispatch day fuel is part of the kilometres: no CO2 is counted
    if isinstance(guardrail, AtLeast):
        return value >= guardrail.limit
    return value <= (0.0 if isinstance(guardrail, Never) else guardrail.limit)


@pytest.mark.parametrize("scenario", SEEDS)
@pytest.mark.parametrize("rules", RULE_SETS)
def test_the_guardrails_hold(rules: str, scenario: str) -> None:
    measures = _means(rules, scenario)
    assert [g for g in GUARDRAILS if not _holds(g, measures)] == []


def test_structure_pays_in_the_order_that_is_known_from_competition() -> None:
    cost = {name: _means(name, "dispatch_day")["cost_per_unit_eur"] for name in RULE_SETS}
    assert cost["must_go_only"] > cost["everything_now"] > cost["keep_must_go_routes"]
    assert cost["everything_now"] > 1.15 * cost["prizes"]
    assert cost["baseline"] < cost["savings_one_wave"]


@pytest.mark.parametrize("rules", RULE_SETS)
def test_a_rule_set_imports_only_the_interface_and_mathematics(rules: str) -> None:
    tree = ast.parse((ROOT / "rules" / "supply_chain" / f"{rules}.py").read_text())
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    imported |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert imported <= {"simulators.supply_chain.interface", "math", "numpy"}


def test_helper_functions_of_one_name_have_one_signature() -> None:
    signatures: dict[str, set[str]] = {}
    for rules in RULE_SETS:
        tree = ast.parse((ROOT / "rules" / "supply_chain" / f"{rules}.py").read_text())
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                signatures.setdefault(node.name, set()).add(ast.unparse(node.args))
    assert {name for name, found in signatures.items() if len(found) > 1} == set()
