import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.report import clean
from tests.report.results import HOSTILE, hostile

anything = st.text(st.characters(codec=None), max_size=80)  # with lone surrogates


@given(anything)
def test_a_line_holds_no_control_and_no_invisible_character(text: str) -> None:
    shown = clean.line(text)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    shown.encode()  # nothing left that has no UTF-8


@given(anything, st.integers(1, 40))
def test_a_line_is_never_longer_than_asked(text: str, most: int) -> None:
    assert len(clean.line(text, most)) <= most


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), max_size=80))
def test_plain_text_is_left_alone(text: str) -> None:
    assert clean.line(text) == text
    assert clean.block(text) == text


@given(anything)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean.block(clean.block(text)) == clean.block(text)


def test_no_break_spaces_survive_because_our_numbers_use_them() -> None:
    assert clean.line("4.0\u00a0%") == "4.0\u00a0%"


def test_every_text_of_a_result_is_cleaned() -> None:
    result = hostile()
    assert "\x1b" in result.champion
    assert "\x1b" not in repr(clean.everything(result))
    assert "\\x1b" not in repr(clean.everything(result))


@pytest.mark.parametrize("bad", ["\udc80", "a\ud800b"])
def test_a_lone_surrogate_is_the_only_thing_that_encodable_replaces(bad: str) -> None:
    goal = clean.encodable(hostile())
    assert "\ufffd" in goal["champion"]
    assert goal["champion"].replace("\ufffd", "") == HOSTILE.replace("\udc80", "")
    assert bad not in repr(goal)
