"""The brief of a domain says everything that its card holds, and nothing of a run."""

import msgspec
import pytest

from ruleloop.brief.domain_brief import domain_brief
from ruleloop.brief.limits import limit_words
from ruleloop.brief.program import MOST_BYTES, read_program
from ruleloop.domain import AtLeast, AtMost, Never, NotWorse
from ruleloop.errors import WorkspaceError
from ruleloop.session import open_session
from ruleloop.workspace import Workspace


@pytest.fixture(scope="module")
def card(toy):
    with open_session(str(toy / "scenarios/inventory/tiny.toml"), workers=1) as opened:
        return opened.card


def test_every_decision_guard_rail_signal_idiom_and_constant_is_named(card):
    text = domain_brief(card)
    names = [*card.decisions, *(rail.measure for rail in card.guardrails)]
    names += [each.expression for each in card.signals] + [each.code for each in card.idioms]
    names += [each.name for each in (*card.knobs, *card.stress)]
    assert [name for name in names if name not in text] == []
    assert card.interface.strip() in text


def test_a_brief_is_the_same_every_time(card):
    assert domain_brief(card) == domain_brief(card)


def test_a_brief_names_the_part_of_an_allowance_that_a_candidate_may_use_up(card):
    rail = NotWorse("served_share", 0.5)
    card = msgspec.structs.replace(card, guardrails=(rail,))
    assert "at most 0.2 above the baseline" in domain_brief(card, 0.4)
    assert "at most 0.5 above the baseline" in domain_brief(card)


@pytest.mark.parametrize(
    ("rail", "words"),
    [
        (AtLeast("m", 0.95), "at least 0.95"),
        (AtMost("m", 2), "at most 2"),
        (Never("m"), "never"),
        (NotWorse("m", 0.02, relative=True), "at most 2 % above the baseline"),
        (NotWorse("m", 0.5, more_is_better=True), "at most 0.5 below the baseline"),
    ],
)
def test_a_limit_is_said_in_words(rail, words):
    assert limit_words(rail) == words


def test_a_workspace_without_a_programme_has_the_usual_one(tmp_path):
    assert "You no longer write the rules" in read_program(Workspace(tmp_path))


def test_a_persons_programme_is_read_as_it_is(tmp_path):
    (tmp_path / "program.md").write_text("Save fuel.")
    assert read_program(Workspace(tmp_path)) == "Save fuel.\n"


@pytest.mark.parametrize("content", [b"\xff\xfe\xfa", b"x" * (MOST_BYTES + 1)])
def test_a_programme_that_no_agent_could_read_is_refused(content, tmp_path):
    (tmp_path / "program.md").write_bytes(content)
    with pytest.raises(WorkspaceError, match=r"program\.md"):
        read_program(Workspace(tmp_path))
