import numpy as np
import pytest

from simulators.education_paths.history.spread import fit_spread, made_up


def first_answers(
    *, learners: int, skills: int, ability_sd: float, difficulty_sd: float, seed: int
):
    rng = np.random.default_rng(seed)
    ability = ability_sd * rng.standard_normal(learners)
    difficulty = difficulty_sd * rng.standard_normal(skills) - 0.8
    asked = rng.random((learners, skills)) < 0.3
    chance = 1.0 / (1.0 + np.exp(difficulty - ability[:, None]))
    learner, skill = np.nonzero(asked)
    return learner, skill, (rng.random(asked.shape) < chance)[asked], difficulty


def test_the_spread_that_made_the_answers_is_found_again():
    *answers, difficulty = first_answers(
        learners=3000, skills=40, ability_sd=0.8, difficulty_sd=0.6, seed=1
    )
    found = fit_spread(*answers)
    assert found.ability_sd.value == pytest.approx(0.8, abs=0.06)
    assert np.corrcoef(found.difficulty, difficulty)[0, 1] > 0.98
    assert found.difficulty_sd.value == pytest.approx(np.std(difficulty, ddof=1), abs=0.05)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    held = 0
    for seed in range(30):
        *answers, _ = first_answers(
            learners=300, skills=12, ability_sd=0.7, difficulty_sd=0.5, seed=100 + seed
        )
        ability = fit_spread(*answers).ability_sd
        held += ability.low <= 0.7 <= ability.high
    assert held >= 25  # of 30 at 95 %: fewer in four of a thousand such tests


def test_learners_who_are_all_alike_have_next_to_no_spread():
    *answers, _ = first_answers(learners=3000, skills=40, ability_sd=0.0, difficulty_sd=0.6, seed=4)
    assert fit_spread(*answers).ability_sd.value < 0.2


def test_made_up_learners_solve_as_much_as_the_real_ones():
    learner, skill, right, _ = first_answers(
        learners=3000, skills=40, ability_sd=0.8, difficulty_sd=0.6, seed=1
    )
    made = made_up(fit_spread(learner, skill, right), learner, skill, seed=9)
    assert np.mean(made) == pytest.approx(np.mean(right), abs=0.01)
