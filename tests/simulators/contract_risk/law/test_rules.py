"""Every rule by the examples that stand beside it."""

import pytest

from simulators.contract_risk.law.catalogue import BY_ID, RULES
from simulators.contract_risk.law.check import blocks, check_terms, explain
from simulators.contract_risk.law.rule import Finding
from tests.simulators.contract_risk.law.usual import example

YEAR = 2026
EACH = [(rule, law) for rule in RULES for law in rule.jurisdictions]
IDS = [f"{rule.id}-{law}" for rule, law in EACH]


def found(rule, law, changes, year=YEAR):
    contract, terms = example(law, dict(changes))
    return {finding.rule for finding in check_terms(contract, terms, year)}


@pytest.mark.parametrize(("rule", "law"), EACH, ids=IDS)
def test_the_example_that_fails_is_found_and_the_one_that_passes_is_not(rule, law):
    assert rule.id in found(rule, law, rule.fails)
    assert rule.id not in found(rule, law, rule.passes)


@pytest.mark.parametrize(("rule", "law"), EACH, ids=IDS)
def test_nothing_is_found_before_a_rule_was_in_force(rule, law):
    assert rule.id in found(rule, law, rule.fails, rule.in_force_from)
    assert rule.id not in found(rule, law, rule.fails, rule.in_force_from - 1)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_only_what_is_verified_blocks_and_every_reason_says_how_sure_it_is(rule):
    assert rule.mark == "V" or rule.grade != "BLOCK"
    said = explain(Finding(rule.id, rule.grade, rule.mark, rule.clause, 1.0))
    assert f"[{rule.mark}: " in said
    assert rule.citation in said
    assert rule.fix in said


def test_a_rule_has_one_name():
    assert len(BY_ID) == len(RULES)


@pytest.mark.parametrize("law", ["DE", "EW", "US-NY", "US-CA"])
@pytest.mark.parametrize("kind", ["services_sell", "saas_sell", "outsourcing_buy"])
def test_usual_terms_are_lawful_everywhere(law, kind):
    contract, terms = example(law, {"type": kind})
    assert not blocks(check_terms(contract, terms, YEAR))
