"""The papers of a year, from its events."""

import re

import msgspec
import pytest

from simulators.contract_risk.papers.offered import read_offered, tell_terms
from simulators.contract_risk.papers.papers import papers
from simulators.contract_risk.papers.positions import steps_of
from simulators.contract_risk.terms import Terms
from tests.simulators.contract_risk.law.usual import example

YEAR = 2026
MENU = [Terms(), Terms(cap=1.5), Terms(cap=2.0), Terms(law="seat", waives_indirect=False)]


def told(*talks):
    """Events of talks, each (law, changes, numbers of the terms offered, signed, exposure)."""
    events = [{"kind": "terms", **tell_terms(k, terms)} for k, terms in enumerate(MENU)]
    for law, changes, steps, signed, exposure in talks:
        events.append(
            {
                "kind": "contract",
                "contract": msgspec.to_builtins(example(law, changes)[0]),
                "steps": list(steps),
                "signed": signed,
                "cost_eur": {"retained_loss": exposure - 10.0, "negotiation": 10.0},
            }
        )
    return msgspec.json.decode(msgspec.json.encode(events))


NOW = told(
    ("DE", {}, [1], True, 1_000.0),
    ("DE", {}, [1, 2], True, 3_000.0),
    ("DE", {"seat": "US-NY"}, [1, 2], False, 20_000.0),
    ("EW", {"type": "construction_sell"}, [0], True, 5_000.0),
    ("EW", {"type": "construction_sell"}, [], False, 7_000.0),
)
THEN = told(
    ("DE", {}, [0], True, 1_500.0),
    ("DE", {}, [0, 1], True, 3_500.0),
    ("DE", {"seat": "US-NY"}, [0], False, 20_000.0),
    ("EW", {"type": "construction_sell"}, [0], True, 5_000.0),
    ("EW", {"type": "construction_sell"}, [0], True, 6_000.0),
)


def test_talks_are_read_back_from_events():
    talks = read_offered(NOW)
    assert [len(talk.steps) for talk in talks] == [1, 2, 2, 1, 0]
    assert talks[1].steps[-1].cap == 2.0
    assert [talk.exposure_eur for talk in talks] == [1_000.0, 3_000.0, 20_000.0, 5_000.0, 7_000.0]
    assert talks[0].margin_eur == 20_000.0


def test_every_type_and_law_that_was_offered_has_its_papers():
    assert sorted(papers(NOW, THEN, YEAR)) == [
        "certificate.html",
        "clauses-construction_sell-EW.html",
        "clauses-services_sell-DE.html",
        "index.html",
        "playbook-construction_sell.html",
        "playbook-services_sell.html",
        "redline-services_sell-DE.html",
    ]


def test_what_did_not_change_has_no_redline():
    assert not [name for name in papers(NOW, NOW, YEAR) if name.startswith("redline")]


def test_a_year_without_offers_has_no_papers():
    assert papers([], [], YEAR) == {}
    nothing = told(("DE", {}, [], False, 5.0))
    assert papers(nothing, nothing, YEAR) == {}


def test_the_positions_of_a_playbook_count_every_contract_once():
    talks = read_offered(NOW)[:3]
    opening, fallback = steps_of(talks)
    assert (opening.offered, opening.signed, opening.signed_so_far) == (3, 1, 1)
    assert (fallback.offered, fallback.signed, fallback.signed_so_far) == (2, 1, 2)
    assert (opening.exposure_eur, fallback.exposure_eur) == (1_000.0, 3_000.0)
    assert fallback.before == opening.terms == MENU[1]


def test_a_playbook_says_what_it_gains_against_the_baseline_and_what_a_fallback_changes():
    found = papers(NOW, THEN, YEAR)
    page = found["playbook-services_sell.html"]
    assert "EUR 333 less than the baseline" in page
    assert "cap 2 \N{MULTIPLICATION SIGN} yearly price" in page
    assert "66.7 %" in page
    dearer = found["playbook-construction_sell.html"]
    assert "EUR 500 more than the baseline" in dearer
    assert "1 were not offered" in dearer


def test_pages_stand_alone_and_say_that_they_are_no_advice():
    for name, text in papers(NOW, THEN, YEAR).items():
        assert "not legal advice" in text, name
        assert "http://" not in text.replace("http://wordscope.be", ""), name
        assert "<script" not in text, name
        assert text.count("<html") == text.count("</html>") == 1, name


def test_links_of_the_index_lead_to_papers():
    found = papers(NOW, THEN, YEAR)
    links = [part.split("'")[0] for part in found["index.html"].split("href='")[1:]]
    assert set(links) == set(found) - {"index.html"}


@pytest.mark.parametrize("events", [NOW[:-1], NOW[:2]])
def test_two_years_that_are_not_the_same_are_refused(events):
    with pytest.raises(ValueError, match="argument 2 is"):
        papers(events, THEN, YEAR)


def test_every_text_that_is_offered_is_written_out():
    page = papers(NOW, THEN, YEAR)["clauses-services_sell-DE.html"]
    assert "The opening for 3 of 3 contracts" in page
    assert "limited to 1.5 times" in page
    assert "<h2>Other texts (1)</h2>" in page
    assert "later offer to 2" in page
    assert "limited to 2 times" in page


def test_a_fallback_is_what_changes_in_each_contract():
    talks = read_offered(NOW)[:3]
    opening, fallback = steps_of(talks)
    assert [len(variant.talks) for variant in opening.variants] == [3]
    ((change, count),) = [(each.words, len(each.talks)) for each in fallback.variants]
    assert (change, count) == ("cap 2 \N{MULTIPLICATION SIGN} yearly price", 2)


def test_what_a_position_is_worth_is_margin_less_exposure():
    page = papers(NOW, THEN, YEAR)["playbook-services_sell.html"]
    rows = [
        re.sub("<[^>]+>", "|", part)
        for part in page.split("<p class='note'>Margin")[0].split("<tr>")
    ]
    worth = {
        name: [cell for cell in next(r for r in rows if name in r).split("|") if cell.strip()][-1]
        for name in ("Opening", "Fallback 1", "Walk-away")
    }
    assert worth == {
        "Opening": "19,000",
        "Fallback 1": "17,000",
        "Walk-away": "\N{MINUS SIGN}20,000",
    }


def test_the_index_says_what_the_playbook_is_worth_in_all():
    page = papers(NOW[:-1], THEN[:-1], YEAR)["index.html"]
    assert "EUR 7,250 a contract and year, EUR 250 less than the baseline" in page
    assert "as much as the baseline" in papers(NOW, THEN, YEAR)["index.html"]
    assert "66.7 %" in page
