"""A course tells rules what its graph, catalogue and exam are."""

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.education_paths.course.draw_course import draw_course
from simulators.education_paths.tools import Tools
from simulators.education_paths.world import World


def course(**values):
    return draw_course(World(**values), Draws(b"a" * 16))


def test_concepts_tell_what_the_graph_holds():
    structure = course()
    for number, concept in enumerate(structure.course.concepts):
        assert concept.prerequisites == tuple(np.flatnonzero(structure.graph.needs[number]))
        assert concept.confusable == tuple(np.flatnonzero(structure.graph.siblings[number]))


@pytest.mark.parametrize("items", [12, 37, 48])
def test_shares_of_the_exam_are_whole_items_and_one_in_all(items):
    shares = np.array(course(exam_items=items).exam_share)
    assert shares.sum() == pytest.approx(1.0)
    assert shares * items == pytest.approx(np.round(shares * items))
    assert shares.min() > 0.0


def test_the_tools_of_rules_find_every_activity():
    structure = course()
    tools = Tools(structure.course, lambda request: request)
    assert tools.order() == tuple(range(12))
    assert structure.course.activities[tools.exercise(7, 3)].level == 3


def test_concepts_differ_in_difficulty_as_the_world_says():
    wide = course(concepts=60, concept_difficulty_sd=0.6).difficulty
    assert wide.std() == pytest.approx(0.6, rel=0.3)
    assert not course(concept_difficulty_sd=0.0).difficulty.any()
