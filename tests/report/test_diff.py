import difflib

from hypothesis import given
from hypothesis import strategies as st

from ruleloop.report.diff import diff, unified
from tests.report.rule_texts import CHAMPION_SOURCE, SHIPPED_SOURCE

line = st.sampled_from(["", "x = 1", "x = 2", "y = f(x, 2.5)", "y = f(x, 12.5)", "return y"])
module = st.lists(line, max_size=12).map("\n".join)


@given(module, module)
def test_the_diff_with_all_its_context_rebuilds_both_modules(before: str, after: str) -> None:
    lines = diff(before, after, context=10**6)
    if before.splitlines() == after.splitlines():
        assert lines == ()
        return
    old = [d.text for d in lines if d.kind in ("same", "removed")]
    new = [d.text for d in lines if d.kind in ("same", "added")]
    assert (old, new) == (before.splitlines(), after.splitlines())


@given(module, module)
def test_the_plain_diff_equals_the_one_of_the_standard_library(before: str, after: str) -> None:
    expected = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm=""))
    assert unified(before, after) == "\n".join(expected[2:])


@given(module, module)
def test_line_numbers_point_at_the_lines_they_show(before: str, after: str) -> None:
    old, new = before.splitlines(), after.splitlines()
    for shown in diff(before, after):
        assert shown.old is None or old[shown.old - 1] == shown.text
        assert shown.new is None or new[shown.new - 1] == shown.text


def test_only_the_changed_words_of_an_edited_line_are_highlighted() -> None:
    lines = diff(SHIPPED_SOURCE, CHAMPION_SOURCE)
    slack = next(d for d in lines if d.kind == "added" and d.text.startswith("SLACK_MIN"))
    assert [(p.text, p.changed) for p in slack.pieces] == [("SLACK_MIN = ", False), ("12.5", True)]


def test_an_edited_line_is_found_behind_inserted_ones() -> None:
    lines = diff(SHIPPED_SOURCE, CHAMPION_SOURCE)
    plan = next(d for d in lines if d.kind == "added" and d.text.startswith("    plan ="))
    assert "".join(p.text for p in plan.pieces if p.changed) == " + 0.1 * day.congestion_min"


def test_a_hostile_line_of_endless_words_is_one_piece() -> None:
    before, after = "a " * 5000, "a " * 5001
    assert [len(d.pieces) for d in diff(before, after) if d.kind == "added"] == [1]
