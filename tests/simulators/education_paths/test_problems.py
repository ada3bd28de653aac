"""Worlds that nobody could play are told apart, in one sentence each."""

import pytest

from simulators.education_paths.problems import problems
from simulators.education_paths.world import World


def test_the_usual_world_can_be_played():
    assert problems(World()) == []


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({"concepts": 3, "layers": 5}, "layers"),
        ({"concepts": 20, "exam_items": 12}, "exam_items"),
        ({"days": 2, "session_min": 30.0, "budget_min": 100.0}, "budget_min"),
        ({"session_min": 15.0, "video_min": 20.0}, "video_min"),
        ({"concepts_csv": "a.csv"}, "concepts_csv, activities_csv"),
    ],
)
def test_a_world_that_cannot_be_played_is_told_by_the_names_of_its_parameters(values, names):
    assert [sentence.split(":")[0] for sentence in problems(World(**values))] == [names]


def test_everything_wrong_is_told_at_once():
    world = World(concepts=20, layers=30, exam_items=5, days=1, budget_min=1000.0)
    assert len(problems(world)) == 3
