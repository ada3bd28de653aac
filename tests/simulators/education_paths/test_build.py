"""A setting is a function of world and seed, and fits together."""

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.education_paths.build import build_setting
from simulators.education_paths.world import World


def test_the_same_world_and_seed_give_the_same_setting():
    one, two = (build_setting(World(learners=40), Draws(b"a" * 16)) for _ in range(2))
    assert one.course == two.course
    assert one.cohort == two.cohort
    assert np.array_equal(one.learners.mastery, two.learners.mastery)
    assert np.array_equal(one.exam.difficulty, two.exam.difficulty)


def test_another_seed_gives_another_course_cohort_and_exam():
    one, two = (build_setting(World(learners=40), Draws(seed * 16)) for seed in (b"a", b"b"))
    assert one.course.concepts != two.course.concepts
    assert not np.array_equal(one.learners.ability, two.learners.ability)
    assert not np.array_equal(one.exam.difficulty, two.exam.difficulty)


def test_the_learner_model_changes_nothing_that_is_drawn_before():
    worlds = (World(learners=40), World(learners=40, learner_model="tracing", stop_scale=1.2))
    one, two = (build_setting(world, Draws(b"a" * 16)) for world in worlds)
    assert one.course == two.course
    assert np.array_equal(one.learners.mastery, two.learners.mastery)


def test_the_exam_comes_after_the_days_of_learning():
    course = build_setting(World(learners=40, days=5, exam_delay_days=3), Draws(b"a" * 16)).course
    assert course.days == 5
    assert course.exam_day == 7  # days 0 to 4, then three days


@pytest.mark.parametrize("learners", [20, 333])
def test_every_array_has_one_row_for_each_learner(learners):
    setting = build_setting(World(learners=learners), Draws(b"a" * 16))
    found = vars(setting.learners).values()
    assert {len(array) for array in found} == {learners}
    assert setting.cohort.learners == learners
