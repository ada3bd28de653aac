"""Parameters that cannot matter are neither reported nor moved."""

from typing import Any

import msgspec
import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.education_paths.build import build_setting
from simulators.education_paths.in_use import in_use
from simulators.education_paths.learning.build import build_model
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.model import Doing
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
        moved = msgspec.structs.replace(World(learners=60), **{name: value})
        other = build_setting(moved, Draws(b"a" * 16))
        pairs = (
            (usual.learners.mastery, other.learners.mastery),
            (usual.learners.pace, other.learners.pace),
            (usual.exam.difficulty, other.exam.difficulty),
        )
        assert sum(not np.array_equal(one, two) for one, two in pairs) == 1


class Spy:
    """A world that remembers what was asked of it."""

    def __init__(self, world):
        self.world, self.asked = world, set()

    def __getattr__(self, name):
        self.asked.add(name)
        return getattr(self.world, name)


def asked(model):
    """Everything that a model asks a world for while a cohort does everything there is."""
    setting = build_setting(World(learners=40), Draws(b"a" * 16))
    spy: Any = Spy(setting.world)
    learning = build_model(
        model, setting.learners, subject=setting.subject, effects=spy, draws=Draws(b"b" * 16)
    )
    who, catalogue = np.arange(40), setting.structure.catalogue
    for day, activity in enumerate([0, 3, 4, 5, 2, 1, 5, 4]):
        concept, kind, level = (
            np.full(40, array[activity])
            for array in (catalogue.concept, catalogue.kind, catalogue.level)
        )
        doing = Doing(who, concept, kind, level, float(day), np.full(40, 50.0))
        learning.study(doing, who % 2 == 0)
        learning.rest(who)
    exam = setting.exam
    learning.p_item(exam.concept, exam.difficulty, exam.slope, exam.guess, 20.0)
    return spy.asked


# what the draws of a cohort read of the coefficients, whichever model it follows
BY_COHORT = {"guess", "mastery_logits", "unknown_logits", "ability_logits", "poor_persistence"}


@pytest.mark.parametrize("model", ["continuous", "tracing"])
def test_the_coefficients_in_use_are_those_that_the_model_reads(model):
    of_model = {
        name for name in in_use(World(learner_model=model)) if name in Effects.__struct_fields__
    }
    assert of_model - BY_COHORT == asked(model) - BY_COHORT
