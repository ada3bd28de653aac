import numpy as np
import pytest

from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.memory import Memory
from tests.simulators.education_paths.learning.small_cohort import LEARNERS, cohort

AT = np.arange(LEARNERS * 4)
NOBODY, FULL = np.zeros(AT.size, dtype=bool), np.ones(AT.size, dtype=bool)


def test_recall_is_ninety_percent_when_the_stability_has_passed():
    memory = Memory(cohort(), Effects())
    for pair in AT[:20]:
        day = float(memory.stability_days()[pair])
        assert memory.recall(AT[pair : pair + 1], day)[0] == pytest.approx(0.9)


def test_stability_grows_more_the_more_was_forgotten():
    memory = Memory(cohort(), Effects())
    for correct in (NOBODY, FULL):
        growth = [
            memory.growth(np.full(AT.size, recall), exercise=FULL, correct=correct, hard=NOBODY)
            for recall in (1.0, 0.9, 0.5)
        ]
        assert np.all(growth[0] < growth[1])
        assert np.all(growth[1] < growth[2])


def test_a_right_answer_after_a_break_is_worth_more_than_a_wrong_one():
    memory = Memory(cohort(), Effects())
    recall = np.full(AT.size, 0.8)
    right = memory.growth(recall, exercise=FULL, correct=FULL, hard=NOBODY)
    wrong = memory.growth(recall, exercise=FULL, correct=NOBODY, hard=NOBODY)
    assert np.all(right > wrong)


def test_what_was_just_learnt_is_as_fragile_as_first_learning():
    effects, learners = Effects(), cohort()
    memory = Memory(learners, effects)
    memory.touch(AT, 0.0, growth=np.ones(AT.size), fresh=np.ones(AT.size))
    first = np.clip(np.repeat(learners.stability, 4) * effects.first_stability_days, 0.05, None)
    assert np.allclose(memory.stability_days(), first)


def test_a_touch_restores_recall_for_now():
    memory = Memory(cohort(), Effects())
    assert np.all(memory.recall(AT, 30.0) < 1.0)
    memory.touch(AT, 30.0, growth=np.ones(AT.size), fresh=np.zeros(AT.size))
    assert np.array_equal(memory.table(30.0), np.ones(AT.size))
