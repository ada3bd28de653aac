"""The certificate says of every rule what came of it."""

import re

from simulators.contract_risk.law.catalogue import RULES
from simulators.contract_risk.papers.certificate import certificate, certificate_page
from tests.simulators.contract_risk.law.usual import example

YEAR = 2026


def lines(*changes, law="DE"):
    return {line.rule: line for line in certificate([example(law, c) for c in changes], YEAR)}


def test_every_rule_has_a_line_with_its_citation_and_mark():
    found = lines({})
    assert [found[r.id].citation for r in RULES] == [r.citation for r in RULES]
    assert [found[r.id].mark for r in RULES] == [r.mark for r in RULES]


def test_a_rule_is_kept_or_crossed_or_was_never_reached():
    found = lines({}, {"unlimited": ("gross_negligence",)})
    assert (found["de-intent"].result, found["de-intent"].held, found["de-intent"].crossed) == (
        "BLOCK",
        2,
        1,
    )
    assert found["de-gross-excluded"].result == "kept"
    assert found["de-penalty-sum"].result == "not reached"
    assert found["ew-injury"].result == "not reached"


def test_the_page_says_what_is_unverified_and_that_it_is_no_advice():
    found = certificate([example("DE", {})], YEAR)
    html = certificate_page(found, offers=1, year=YEAR)
    assert "not legal advice" in html
    assert "For review by counsel" in html
    assert "M: from general knowledge, not verified" in html
    assert "No rule that voids a clause is broken" in html


def test_a_void_clause_is_said_first():
    found = certificate([example("DE", {"unlimited": ()})], YEAR)
    assert "Not to be used" in certificate_page(found, offers=1, year=YEAR)


def test_rules_that_are_crossed_stand_first():
    html = certificate_page(certificate([example("DE", {})], YEAR), offers=1, year=YEAR)
    results = re.findall(r"<span class='tag \w+'>(BLOCK|GREY|INFO|kept)</span>", html)
    order = ["BLOCK", "GREY", "INFO", "kept"]
    assert results == sorted(results, key=order.index)
    assert {"GREY", "kept"} <= set(results)
