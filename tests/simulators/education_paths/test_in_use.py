"""Parameters that cannot matter are neither reported nor moved."""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.build import build_setting
from simulators.education_paths.in_use import in_use
from simulators.education_paths.world import World


def test_files_decide_what_the_generator_would_draw():
    files = World(concepts_csv="a.csv", activities_csv="b.csv")
    left_out = in_use(World()) - in_use(files)
    assert {"concepts", "layers", "video_min", "exam_share_cv"} <= left_out
    assert "exam_items" not in left_out
    assert "budget_min" not in left_out


def test_what_only_one_model_reads_is_not_in_use_under_the_other():
    continuous, tracing = in_use(World()), in_use(World(learner_model="tracing"))
    assert "failure_scale" in continuous - tracing
    assert {"stop_scale", "lesson_scale"} <= continuous & tracing


def test_what_is_said_to_be_drawn_moves_the_course_or_the_cohort():
    usual = build_setting(World(learners=60), Draws(b"a" * 16))
    for name, value in (("prior_sd", 0.4), ("pace_sd", 0.4), ("exam_difficulty_sd", 0.3)):
        assert name in in_use(World())
        other = build_setting(World(learners=60, **{name: value}), Draws(b"a" * 16))
        pairs = (
            (usual.learners.mastery, other.learners.mastery),
            (usual.learners.pace, other.learners.pace),
            (usual.exam.difficulty, other.exam.difficulty),
        )
        assert sum(not np.array_equal(one, two) for one, two in pairs) == 1
