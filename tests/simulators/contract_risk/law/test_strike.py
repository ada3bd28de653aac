"""What becomes of a clause in court."""

from simulators.contract_risk.law.rule import Finding
from simulators.contract_risk.law.strike import Strictness, Struck, struck

COURT = Strictness()


def finding(margin, rule="de-essential-duties", grade="GREY", clause="cap"):
    return Finding(rule, grade, "M", clause, margin)


def test_a_clause_that_crosses_no_line_is_kept():
    assert struck([], "cap", COURT) == Struck(0.0, "kept")


def test_further_past_the_line_is_struck_more_often():
    chances = [struck([finding(m)], "cap", COURT).probability for m in (0.01, 0.5, 1.5, 3.0, 10.0)]
    assert chances == sorted(chances)
    assert 0.04 < chances[0] < 0.06
    assert 0.99 < chances[-1] <= 1.0


def test_a_german_limit_falls_altogether_and_takes_the_super_cap_with_it():
    found = struck([finding(2.0)], "data_cap", COURT)
    assert found.left == "no_limit"
    assert found.probability == struck([finding(2.0)], "cap", COURT).probability


def test_a_void_clause_is_always_struck():
    assert struck([finding(0.01, "de-intent", "BLOCK")], "cap", COURT).probability == 1.0


def test_what_is_wrong_with_one_sum_leaves_the_other_alone_where_the_law_trims():
    shortfall = [finding(2.0, "ew-insurance")]
    assert struck(shortfall, "cap", COURT).left == "clause_gone"
    assert struck(shortfall, "data_cap", COURT) == Struck(0.0, "kept")
    assert struck([finding(2.0, "ew-fraud")], "data_cap", COURT).left == "clause_gone"


def test_what_is_only_worth_knowing_strikes_nothing():
    found = [finding(1.0, "de-warranty-statute", "INFO", "warranty")]
    assert struck(found, "warranty", COURT) == Struck()


def test_the_finding_that_is_furthest_past_its_line_decides():
    found = [finding(0.3, "de-gross-limited"), finding(2.0)]
    assert struck(found, "cap", COURT) == struck(found[1:], "cap", COURT)
