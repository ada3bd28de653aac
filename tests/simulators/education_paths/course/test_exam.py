"""The exam: every concept as often as its share says, another form for every seed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.education_paths.course.exam import draw_exam, item_counts
from simulators.education_paths.world import World

SHARES = (0.5, 0.25, 0.25, 0.0)


def form(seed=b"a", **values):
    return draw_exam(World(**values), SHARES, Draws(seed * 16))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0.01, 1.0), min_size=1, max_size=20), st.integers(20, 100))
def test_all_items_are_given_out_and_every_share_gets_one(weights, items):
    shares = tuple((np.array(weights) / sum(weights)).tolist())
    counts = item_counts(shares, items)
    assert counts.sum() == items
    assert counts.min() >= 1


def test_whole_items_are_kept_as_they_are():
    assert item_counts((0.5, 0.3, 0.2), 10).tolist() == [5, 3, 2]


def test_more_concepts_than_items_get_one_each():
    assert item_counts((0.25, 0.25, 0.25, 0.25), 3).tolist() == [1, 1, 1, 1]


def test_the_points_of_a_concept_are_its_share_of_a_hundred():
    exam = form(exam_items=42)
    points = np.bincount(exam.concept, weights=exam.points, minlength=4)
    assert points == pytest.approx([50.0, 25.0, 25.0, 0.0])


def test_forms_of_two_seeds_are_parallel_and_not_the_same():
    one, two = form(b"a", exam_items=200), form(b"b", exam_items=200)
    assert np.array_equal(one.concept, two.concept)
    assert not np.array_equal(one.difficulty, two.difficulty)
    assert one.difficulty.mean() == pytest.approx(two.difficulty.mean(), abs=0.3)


def test_items_are_like_those_of_the_bank():
    exam = form(exam_items=200)
    assert exam.slope.min() >= 0.6
    assert exam.slope.max() <= 2.0
    assert exam.difficulty.mean() == pytest.approx(-0.3, abs=0.2)
    assert exam.difficulty.std() == pytest.approx(0.9, abs=0.15)
    assert set(exam.guess.tolist()) == {0.2}
