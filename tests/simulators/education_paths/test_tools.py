"""What rules may compute beside themselves."""

from types import SimpleNamespace

import pytest

from simulators.education_paths.interface import (
    EASY,
    HARD,
    MIDDLE,
    MOST_ATTEMPTS,
    Activity,
    Concept,
    Course,
)
from simulators.education_paths.tools import Tools

CONCEPTS = (Concept((1,), (), 0.5), Concept((), (), 0.5))
ACTIVITIES = (
    Activity(0, "text", 0, 3.0),
    Activity(0, "exercise", EASY, 1.0),
    Activity(0, "exercise", HARD, 5.0),
    Activity(1, "video", 0, 5.0),
    Activity(1, "worked", 0, 4.0),
    Activity(1, "exercise", MIDDLE, 2.0),
)


@pytest.fixture
def tools():
    course = Course(CONCEPTS, ACTIVITIES, days=3, exam_day=5, budget_min=60.0, session_min=30.0)
    return Tools(course, lambda request: request)


def test_prerequisites_come_first_whatever_their_numbers(tools):
    assert tools.order() == (1, 0)


def test_a_lesson_is_of_the_kind_asked_for_where_there_is_one(tools):
    assert ACTIVITIES[tools.lesson(1, "worked")].kind == "worked"


def test_where_a_kind_is_missing_another_lesson_of_the_concept_is_found(tools):
    assert ACTIVITIES[tools.lesson(0, "video")] == ACTIVITIES[0]
    assert ACTIVITIES[tools.lesson(1, "text")].kind == "video"


@pytest.mark.parametrize(
    ("concept", "level", "found"),
    [(0, EASY, EASY), (0, MIDDLE, EASY), (0, HARD, HARD), (1, EASY, MIDDLE), (1, HARD, MIDDLE)],
)
def test_an_exercise_is_of_the_nearest_level(tools, concept, level, found):
    activity = ACTIVITIES[tools.exercise(concept, level)]
    assert (activity.concept, activity.level) == (concept, found)


@pytest.mark.parametrize("ask", [lambda t: t.lesson(2, "video"), lambda t: t.exercise(-1, EASY)])
def test_a_concept_that_is_not_there_is_told(tools, ask):
    with pytest.raises(ValueError, match="expected a concept"):
        ask(tools)


def test_an_exercise_is_no_lesson_and_levels_end_at_hard(tools):
    with pytest.raises(ValueError, match="one of video"):
        tools.lesson(0, "exercise")
    with pytest.raises(ValueError, match="a level from 1 to 3"):
        tools.exercise(0, 4)


def test_a_concept_is_ready_when_all_that_it_builds_on_is_done_with(tools):
    assert tools.ready([False, False]) == [1]
    assert tools.ready([False, True]) == [0]
    assert tools.ready([True, False]) == [1]
    assert tools.ready([True, True]) == []


@pytest.mark.parametrize(
    ("activity", "left_min", "attempts", "fits"),
    [
        (3, 5.0, 0, True),
        (3, 4.9, 0, False),
        (5, 30.0, MOST_ATTEMPTS - 1, True),
        (5, 30.0, MOST_ATTEMPTS, False),  # all items were seen
        (3, 30.0, MOST_ATTEMPTS, True),  # a video can be seen again
    ],
)
def test_what_fits_is_what_the_referee_allows(tools, activity, left_min, attempts, fits):
    learner = SimpleNamespace(session_left_min=left_min, attempts=(0, attempts))
    assert tools.fits(activity, learner) == fits


def test_the_weakest_is_the_first_of_the_least_known(tools):
    learner = SimpleNamespace(known=(0.4, 0.3, 0.3))
    assert tools.weakest([0, 1, 2], learner) == 1
    assert tools.weakest([2, 1], learner) == 2
    with pytest.raises(ValueError, match="no concepts"):
        tools.weakest([], learner)
