"""What holds for any contract and any terms: the side that a rule protects can only be given more.

A rule that protects the customer is never crossed by terms that favour the customer, and one that
protects the supplier never by terms that favour the supplier. Rules about penalties for delay and
about payment protect the supplier even when that is us: a clause that would be void is not to be
offered, however generous it looks.
"""

from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.contract_risk.law.case import Case
from simulators.contract_risk.law.catalogue import BY_ID, RULES
from simulators.contract_risk.law.check import blocks, check_terms, facts_of, rules_for
from simulators.contract_risk.observations import ContractType, Jurisdiction, Size
from simulators.contract_risk.terms import Terms, Unlimited
from tests.simulators.contract_risk.law.usual import CONTRACT

YEAR = 2026
FLAGS = ("is_goods", "is_public", "is_ours")
LAWS = st.sampled_from(get_args(Jurisdiction))
SHARE = st.sampled_from([0.0, 0.0005, 0.005, 0.014, 0.02, 0.05, 0.1, 0.3, 0.9])
EUR = st.sampled_from([0.0, 5e4, 1e6, 2e7])
SUMS = {
    "value_eur": st.floats(1e4, 1e8),
    "annual_eur": st.floats(1e4, 1e7),
    "insurance_eur": EUR,
    "required_cover_eur": EUR,
    "leverage": st.floats(0, 1),
    "past_claims": st.integers(0, 4),
}
CONTRACTS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(get_args(ContractType)),
        "home": LAWS,
        "seat": LAWS,
        "performed": LAWS,
        "size": st.sampled_from(get_args(Size)),
        "records": st.sampled_from([0, 500, 10_000_000]),
        "is_goods": st.booleans(),
        "is_public": st.booleans(),
        "is_ours": st.booleans(),
        **SUMS,
    }
).map(lambda fields: msgspec.structs.replace(CONTRACT, **fields))
CAP = st.sampled_from([0.0, 0.01, 0.5, 1.0, 3.0, 50.0])
DAYS = st.sampled_from([0, 1, 3, 7, 30, 45, 60, 120])
TERMS = st.builds(
    Terms,
    law=st.sampled_from(["home", "seat", "performed"]),
    cap=CAP,
    cap_floor_eur=EUR,
    cap_basis=st.sampled_from(["annual", "value", "insured"]),
    data_cap=CAP,
    unlimited=st.sets(st.sampled_from(get_args(Unlimited))).map(lambda names: tuple(sorted(names))),
    waives_indirect=st.booleans(),
    delay_rate=SHARE,
    delay_cap=SHARE,
    delay_base=st.sampled_from(["order_sum", "final_account"]),
    delay_is_sole=st.booleans(),
    warranty_months=st.sampled_from([0, 6, 12, 24, 60]),
    notice_days=DAYS,
    acceptance=st.sampled_from(["none", "deemed", "tested"]),
    indemnity_third_party=st.booleans(),
    payment_days=DAYS,
    late_interest=st.sampled_from([0.0, 5.0, 8.0, 9.0]),
    prepaid=SHARE,
)
MORE_FOR_CUSTOMER = {
    "cap": CAP,
    "cap_floor_eur": EUR,
    "data_cap": CAP,
    "ip_cap": CAP,
    "injury_cap": CAP,
    "insured_eur": EUR,
    "delay_rate": SHARE,
    "delay_cap": SHARE,
    "service_credit": SHARE,
    "warranty_months": st.integers(0, 120),
    "notice_days": DAYS,
    "payment_days": DAYS,
    "indemnity_third_party": st.booleans(),
    "indemnity_ip": st.booleans(),
}
LESS_FOR_CUSTOMER = {
    "waives_indirect": st.booleans(),
    "delay_is_sole": st.booleans(),
    "prepaid": SHARE,
    "late_interest": st.floats(0, 12),
}


@st.composite
def moves(draw):
    """Terms and the same terms with one of them moved in favour of the customer."""
    terms = draw(TERMS)
    rises = draw(st.booleans())
    choices = MORE_FOR_CUSTOMER if rises else LESS_FOR_CUSTOMER
    name = draw(st.sampled_from(sorted(choices)))
    other, own = draw(choices[name]), getattr(terms, name)
    low, high = sorted([own, other])
    customer, supplier = (high, low) if rises else (low, high)
    return (
        msgspec.structs.replace(terms, **{name: supplier}),
        msgspec.structs.replace(terms, **{name: customer}),
    )


def margins(contract, terms, side):
    found = check_terms(contract, terms, YEAR)
    return {f.rule: f.margin for f in found if BY_ID[f.rule].protects == side}


def holds(before, after):
    assert set(after) <= set(before)
    assert all(after[rule] <= before[rule] + 1e-12 for rule in after)


@given(CONTRACTS, moves())
@settings(max_examples=120, deadline=None)
def test_terms_softer_for_a_side_never_cross_a_line_that_protects_it(contract, pair):
    for_supplier, for_customer = pair
    holds(margins(contract, for_supplier, "customer"), margins(contract, for_customer, "customer"))
    holds(margins(contract, for_customer, "supplier"), margins(contract, for_supplier, "supplier"))


@given(CONTRACTS, TERMS, st.sampled_from(get_args(Unlimited)))
@settings(max_examples=120, deadline=None)
def test_more_without_limit_never_crosses_a_line(contract, terms, name):
    more = msgspec.structs.replace(terms, unlimited=(*terms.unlimited, name))
    holds(margins(contract, terms, "customer"), margins(contract, more, "customer"))


@given(CONTRACTS, TERMS)
@settings(max_examples=120, deadline=None)
def test_no_choice_of_law_helps_two_sides_who_sit_in_one_country(contract, terms):
    at_home = msgspec.structs.replace(contract, seat=contract.home)
    by_law = {
        law: {f.rule for f in blocks(check_terms(at_home, _under(terms, law), YEAR))}
        for law in ("home", "seat", "performed")
    }
    assert by_law["home"] == by_law["seat"] <= by_law["performed"]
    shopped = {f.rule for f in check_terms(at_home, _under(terms, "performed"), YEAR)}
    abroad = contract.home != contract.performed and contract.home in ("DE", "EW")
    assert ("rome-shopping" in shopped) == abroad


def _under(terms, law):
    return msgspec.structs.replace(terms, law=law)


@given(CONTRACTS, TERMS, st.fixed_dictionaries(SUMS))
@settings(max_examples=120, deadline=None)
def test_what_is_remembered_does_not_look_at_sums(contract, terms, sums):
    other = msgspec.structs.replace(contract, **sums)
    assert facts_of(other) == facts_of(contract)
    one, two = Case(contract, terms), Case(other, terms)
    assert rules_for(one, YEAR) == rules_for(two, YEAR)
    for rule in rules_for(one, YEAR):
        if not rule.sums:
            assert rule.margin(one) == rule.margin(two)


@given(CONTRACTS, CONTRACTS, TERMS)
@settings(max_examples=60, deadline=None)
def test_what_is_remembered_is_what_would_be_found_afresh(contract, other, terms):
    for name in ("type", "home", "seat", "performed", *FLAGS, "records", "value_eur"):
        contract = msgspec.structs.replace(contract, **{name: getattr(other, name)})
        case = Case(contract, terms)
        fresh = {(r.id, m) for r in rules_for(case, YEAR) if (m := r.margin(case)) > 0.0}
        assert {(f.rule, f.margin) for f in check_terms(contract, terms, YEAR)} == fresh


@pytest.mark.parametrize("flag", FLAGS)
def test_contracts_that_differ_in_kind_are_not_taken_for_each_other(flag):
    yes, no = (msgspec.structs.replace(CONTRACT, **{flag: value}) for value in (True, False))
    assert facts_of(yes) != facts_of(no)


def test_every_rule_says_whom_it_protects():
    assert {rule.protects for rule in RULES} == {"customer", "supplier", "both"}
    assert all(rule.protects != "both" or rule.clause == "law" for rule in RULES)
