import msgspec
import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.education_paths.learning.continuous import ContinuousModel
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.trials import course, lessons, tutor, whole
from simulators.education_paths.learning.trials.published import TRIALS
from simulators.education_paths.learning.trials.sample import LEARNERS, sample
from simulators.education_paths.learning.trials.trial import SEED

USUAL = Effects()


def without(**changed: float) -> Effects:
    return msgspec.structs.replace(USUAL, **changed)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_a_virtual_trial_gives_the_published_effect(trial):
    assert trial.low <= trial.measure(USUAL) <= trial.high


def test_eighty_percent_are_right_after_about_seven_opportunities():
    curve = np.array(whole.curve(USUAL))
    assert 5 <= int(np.argmax(curve >= 0.8)) <= 8


@pytest.mark.parametrize(
    ("measure", "changed", "most"),
    [
        (lessons.problem_first, {"prepared_gain": 0.0}, 0.1),
        (lessons.interleaved, {"contrast_gain": 0.0}, 0.05),
        (lessons.spaced, {"right_spaced": 0.0, "lesson_spaced": 0.0, "wrong_spaced": 0.0}, 0.15),
    ],
    ids=["productive failure", "interleaving", "spacing"],
)
def test_an_effect_comes_from_the_coefficient_that_is_said_to_make_it(measure, changed, most):
    assert measure(without(**changed)) < most


def test_without_a_cost_of_wrong_answers_nobody_gives_up_because_of_them():
    calm = without(stop_wrong=0.0, stop_streak=0.0, stop_overload=0.0)
    assert whole.hazard_ratio(calm) == pytest.approx(1.0, abs=0.4)


def test_problems_first_do_not_help_who_knows_nothing_to_build_on():
    assert lessons.problem_first(USUAL, prerequisites=0.05) < lessons.problem_first(USUAL) - 0.1


def test_the_two_ways_through_a_course_take_the_same_minutes():
    draws, minutes = Draws(SEED), []
    for path in (tutor.mastery_and_review, tutor.linear):
        participants = sample(draws, (course.PRIOR,) * course.CONCEPTS)
        model = ContinuousModel(participants, course.subject(), USUAL)
        arm = course.Classroom(model, LEARNERS, draws, may_stop=False)
        minutes.append(arm.run(path).minutes.mean())
    assert minutes[0] == pytest.approx(minutes[1], rel=0.01)


def test_a_course_with_mastery_learning_has_about_fifty_activities():
    course_run = whole.mastery_course(USUAL)
    assert 44 <= course_run.activities[~course_run.stopped].mean() <= 56
