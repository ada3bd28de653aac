"""A redline holds both texts, whole."""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.contract_risk.papers.redline import changes, redline

TEXTS = st.lists(
    st.sampled_from(["cap", "of", "the", "price", "<b>", "&", "1.5", "times", "loss."]), max_size=25
).map(" ".join)


def without(tag, html):
    rest = re.sub(f"<{tag}>.*?</{tag}>", "", html)
    return unescape(re.sub("</?(ins|del)>", "", rest))


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_without_insertions_it_is_the_old_text_and_without_deletions_the_new(before, after):
    html = redline(before, after)
    assert without("ins", html) == before
    assert without("del", html) == after


@given(TEXTS)
@settings(deadline=None)
def test_what_stays_is_not_marked(text):
    assert "<ins>" not in redline(text, text)
    assert "<del>" not in redline(text, text)


def test_one_word_that_changes_is_all_that_is_marked():
    assert redline("paid within 30 days of receipt", "paid within 45 days of receipt") == (
        "paid within <del>30 </del><ins>45 </ins>days of receipt"
    )


def test_few_words_between_changes_do_not_tear_a_sentence_apart():
    assert changes("1 times the yearly price", "2 times the whole price") == [
        ("1 times the yearly ", "2 times the whole "),
        ("price", "price"),
    ]
