"""The text says what the terms are: read back, it gives the same terms."""

import re
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.contract_risk.law.case import chosen_law
from simulators.contract_risk.papers import english, german
from simulators.contract_risk.papers.clause import paper_for
from simulators.contract_risk.terms import Terms, Unlimited
from tests.simulators.contract_risk.law.usual import CONTRACT
from tests.simulators.contract_risk.papers import read_back

MULTIPLE = st.sampled_from([0.0, 0.05, 1.0, 1.25, 3.0, 100.0]) | st.floats(0.01, 99)
EUR = st.sampled_from([0.0, 50_000.0, 1_250_000.0, 1e9]) | st.integers(1, 10**9).map(float)
SHARE = st.sampled_from([0.0, 0.005, 0.05, 0.125, 1.0]) | st.integers(1, 9999).map(
    lambda k: k / 10_000
)
ANY_TERMS = st.builds(
    Terms,
    law=st.sampled_from(["home", "seat", "performed"]),
    forum=st.sampled_from(["court", "arbitration", "mediation"]),
    cap=MULTIPLE,
    cap_floor_eur=EUR,
    cap_basis=st.sampled_from(["annual", "value", "insured"]),
    is_aggregate=st.booleans(),
    data_cap=MULTIPLE,
    ip_cap=MULTIPLE,
    injury_cap=MULTIPLE,
    unlimited=st.lists(st.sampled_from(get_args(Unlimited)), unique=True).map(tuple),
    waives_indirect=st.booleans(),
    delay_rate=SHARE,
    delay_cap=SHARE,
    delay_base=st.sampled_from(["order_sum", "final_account"]),
    delay_is_sole=st.booleans(),
    service_credit=SHARE,
    warranty_months=st.integers(0, 240),
    notice_days=st.integers(0, 365),
    acceptance=st.sampled_from(["none", "deemed", "tested"]),
    change_control=st.booleans(),
    indemnity_ip=st.booleans(),
    indemnity_data=st.booleans(),
    indemnity_third_party=st.booleans(),
    payment_days=st.integers(0, 365),
    late_interest=st.integers(0, 500).map(lambda k: k / 10),
    prepaid=SHARE,
    insured_eur=EUR,
    notice_months=st.integers(0, 60),
    price_of_cap=SHARE,
)
PLACES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["saas_sell", "construction_sell", "goods_buy"]),
        "seat": st.sampled_from(["DE", "EW"]),
        "performed": st.sampled_from(["US-NY", "US-CA"]),
        "is_goods": st.booleans(),
    }
)
LANGUAGES = {"english": (english, read_back.english), "german": (german, read_back.german)}


def meant(terms):
    """The terms without what has no effect: a penalty for delay that is never owed."""
    if terms.delay_is_sole or terms.delay_rate * terms.delay_cap:
        return terms
    return msgspec.structs.replace(terms, delay_rate=0.0, delay_cap=0.0, delay_base="final_account")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@given(terms=ANY_TERMS, places=PLACES)
@settings(max_examples=60, deadline=None)
def test_terms_can_be_read_back_from_their_text(language, terms, places):
    write, read = LANGUAGES[language]
    contract = msgspec.structs.replace(CONTRACT, **places)
    paper = paper_for(contract, terms)
    text = "\n".join(clause.text for clause in write.clauses(terms, paper))
    found = read(text, contract.type.endswith("sell"))
    for name in Terms.__struct_fields__:
        said, wanted = found[name], getattr(meant(terms), name)
        assert said == (pytest.approx(wanted, rel=1e-9) if isinstance(wanted, float) else wanted), (
            name
        )
    assert write.LAWS[chosen_law(contract, terms)] in text


@pytest.mark.parametrize("write", [english, german])
def test_no_clause_hides_behind_a_rider(write):
    text = " ".join(c.text.lower() for c in write.clauses(Terms(), paper_for(CONTRACT, Terms())))
    for rider in ("soweit gesetzlich", "soweit rechtlich", "permitted by law", "extent permitted"):
        assert rider not in text


def test_both_languages_have_the_same_clauses():
    paper = paper_for(CONTRACT, Terms())
    keys = [[c.key for c in write.clauses(Terms(), paper)] for write in (english, german)]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(keys[0])


@pytest.mark.parametrize(
    ("write", "general"), [(english, "the general limit applies"), (german, "allgemeine Haftungs")]
)
@pytest.mark.parametrize("head", ["ip", "data", "injury"])
def test_what_is_without_limit_is_nowhere_said_to_be_limited(write, general, head):
    place = ["data", "ip", "injury"].index(head)
    said = {}
    for unlimited in ((), (head,)):
        terms = Terms(data_cap=0.0, unlimited=unlimited)
        limits = next(
            c for c in write.clauses(terms, paper_for(CONTRACT, terms)) if c.key == "super_caps"
        )
        said[unlimited] = re.split(r"(?<=[a-z)])\. ?", limits.text)[place]
    assert general in said[()]
    if head == "injury":  # damage to property stays limited
        assert re.search("for personal injury none|für Personenschäden keine", said[(head,)])
    else:
        assert general not in said[(head,)]


@pytest.mark.parametrize("write", [english, german])
def test_clauses_that_are_referred_to_are_those_that_are_meant(write):
    clauses = write.clauses(Terms(), paper_for(CONTRACT, Terms()))
    referred = {
        number for c in clauses for number in re.findall(r"(?:clause|Ziffer) (\d+)", c.text)
    }
    assert referred == {"1"}
    assert clauses[0].key == "unlimited"


@pytest.mark.parametrize("write", [english, german])
def test_a_shorter_time_for_defects_leaves_out_what_is_without_limit(write):
    for terms, rest in ((Terms(unlimited=()), 0), (Terms(unlimited=("intent",)), 1)):
        defects = next(
            c for c in write.clauses(terms, paper_for(CONTRACT, terms)) if c.key == "warranty"
        )
        assert len(re.findall("periods of the law|gesetzliche Verj", defects.text)) == rest


def test_late_interest_is_above_the_rate_of_the_law_that_governs():
    rates = {}
    for law in ("DE", "EW", "US-NY"):
        contract = msgspec.structs.replace(CONTRACT, home=law)
        clauses = english.clauses(Terms(), paper_for(contract, Terms()))
        rates[law] = next(c.text for c in clauses if c.key == "payment").split("above ")[1]
    assert rates == {
        "DE": "the base rate of s. 247 BGB.",
        "EW": "the Bank of England's base rate.",
        "US-NY": "the Federal Reserve's target rate.",
    }
