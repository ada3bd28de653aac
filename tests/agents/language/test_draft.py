"""What is read from replies, and what edits do to the champion."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.agents.language.draft import (
    MOST_REPLY,
    Draft,
    Edit,
    Unusable,
    apply_draft,
    read_draft,
)

CHAMPION = "A = 1\n\n\ndef f(x):\n    return A * x\n"


def reply(**fields) -> str:
    return json.dumps({"hypothesis": "why", "edits": [], "module": "", **fields})


def test_prose_around_the_json_is_no_matter():
    text = f"Of course! {{not json}} {reply(module='x = 1')} Hope that helps."
    assert read_draft(text) == Draft("why", module="x = 1")


def test_a_fenced_module_is_read_where_there_is_no_json():
    assert read_draft("More.\n```python\nx = 1\n```").module == "x = 1\n"


def test_the_longest_fenced_block_is_the_module():
    assert read_draft("```\na\n```\nand\n```python\nb = 1\nc = 2\n```").module == "b = 1\nc = 2\n"


@pytest.mark.parametrize("text", ["", "[]", "{}", reply(), "```python\n```", "{" * 5000])
def test_a_reply_without_code_is_unusable(text):
    with pytest.raises(Unusable):
        read_draft(text)


def test_a_reply_beyond_all_measure_is_not_even_looked_at():
    with pytest.raises(Unusable, match="characters"):
        read_draft(reply(module="x" * MOST_REPLY))


def test_edits_are_applied_in_order():
    draft = Draft("why", (Edit("A = 1", "A = 2"), Edit("A = 2", "A = 3")))
    assert apply_draft(draft, CHAMPION) == CHAMPION.replace("A = 1", "A = 3")


@pytest.mark.parametrize(("search", "times"), [("A", 2), ("nowhere", 0), ("", 0)])
def test_an_edit_whose_place_is_not_unique_is_refused_with_the_count(search, times):
    with pytest.raises(Unusable, match=f"occurs {times} times"):
        apply_draft(Draft("why", (Edit(search, "x"),)), CHAMPION)


@given(st.text(max_size=300))
def test_no_reply_whatever_raises_anything_else(text):
    try:
        draft = read_draft(text)
    except Unusable:
        return
    assert draft.edits or draft.module.strip()


@given(st.text(min_size=1, max_size=20), st.text(max_size=20), st.text(max_size=200))
def test_an_edit_changes_nothing_but_its_passage(search, replacement, around):
    champion = f"{around}\0{search}\0{around}"
    if champion.count(search) != 1:
        return
    edited = apply_draft(Draft("why", (Edit(search, replacement),)), champion)
    assert edited == f"{around}\0{replacement}\0{around}"
