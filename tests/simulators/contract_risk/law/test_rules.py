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


def margin_of(rule, law, changes):
    contract, terms = example(law, changes)
    found = check_terms(contract, terms, YEAR)
    return next((finding.margin for finding in found if finding.rule == rule), 0.0)


def test_a_higher_cap_for_sale_takes_half_the_doubt_unless_it_is_too_dear():
    alone = margin_of("de-essential-duties", "DE", {"cap": 0.5})
    assert margin_of("de-essential-duties", "DE", {"cap": 0.5, "price_of_cap": 0.02}) == alone / 2
    assert margin_of("de-essential-duties", "DE", {"cap": 0.5, "price_of_cap": 0.2}) == alone


def test_between_two_and_five_years_for_a_building_is_open_and_two_are_void():
    grades = {}
    for months in (24, 36, 59, 60):
        contract, terms = example("DE", {"type": "construction_sell", "warranty_months": months})
        found = check_terms(contract, terms, YEAR)
        grades[months] = {f.grade for f in found if f.clause == "warranty"}
    assert grades == {24: {"BLOCK", "GREY"}, 36: {"GREY"}, 59: {"GREY"}, 60: set()}


def test_a_nominal_sum_is_further_past_the_line_of_new_york_than_a_cap():
    changes = {"unlimited": ("injury",), "cap": 1.0}
    nominal = {**changes, "cap": 0.001}
    assert margin_of("ny-gross", "US-NY", nominal) > margin_of("ny-gross", "US-NY", changes) > 0.0


def test_english_law_that_was_only_chosen_or_goods_abroad_leave_the_act_out():
    at_home = {"unlimited": ("fraud",), "cap": 0.1}
    assert {"ew-injury", "ew-insurance"} <= found_all("EW", at_home)
    for abroad in ({"home": "DE", "law": "seat"}, {"is_goods": True, "seat": "DE"}):
        freed = found_all("EW", {**at_home, **abroad})
        assert not {"ew-injury", "ew-insurance"} & freed
        assert {"ew-chosen-only", "ew-goods-abroad"} & freed


def found_all(law, changes):
    contract, terms = example(law, changes)
    return {finding.rule for finding in check_terms(contract, terms, YEAR)}


def test_two_germans_cannot_leave_german_law_by_working_abroad():
    terms = {"unlimited": (), "law": "performed", "performed": "US-NY", "cap": 0.0}
    assert {"de-intent", "de-injury", "rome-shopping"} <= found_all("DE", terms)
    assert "de-intent" not in found_all("DE", {**terms, "seat": "US-NY"})


def test_without_a_super_cap_the_general_cap_is_what_data_breaches_are_judged_by():
    data = {"records": 1_000_000, "cap": 2.0}
    within = margin_of("de-essential-data", "DE", {**data, "data_cap": 0.0})
    assert within == margin_of("de-essential-data", "DE", {**data, "data_cap": 2.0}) > 0.0
