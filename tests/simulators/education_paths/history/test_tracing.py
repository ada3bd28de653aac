import numpy as np
import pytest

from simulators.education_paths.history.sequences import largest_skills, sequences_of
from simulators.education_paths.history.tracing import (
    _expect,
    fit_tracing,
    predicted,
    resampled,
)
from tests.simulators.education_paths.history.made_answers import answers_of, traced_answers

CHANCES = ((0.2, 0.5, 0.7), (0.1, 0.2, 0.3), (0.15, 0.25, 0.3), (0.05, 0.1, 0.2))


@pytest.fixture(scope="module")
def made():
    answers = traced_answers(CHANCES, learners=4000, attempts=8, seed=5)
    sequences = sequences_of(answers, np.arange(3))
    return sequences, fit_tracing(sequences)


def by_hand(answers, chances):
    """Likelihood of one sequence by summing over when it was learnt: no recursion."""
    before, learns, guess, slip = chances
    known = [1.0 - slip if right else slip for right in answers]
    unknown = [guess if right else 1.0 - guess for right in answers]
    total = before * np.prod(known)
    for n in range(1, len(answers)):
        chance = (1.0 - before) * (1.0 - learns) ** (n - 1) * learns
        total += chance * np.prod(unknown[:n]) * np.prod(known[n:])
    never = (1.0 - before) * (1.0 - learns) ** (len(answers) - 1)
    return total + never * np.prod(unknown)


def test_chances_that_made_the_answers_are_found_again(made):
    assert np.max(np.abs(made[1].chances - np.array(CHANCES))) < 0.06
    assert np.mean(np.abs(made[1].chances - np.array(CHANCES))) < 0.02


def test_the_likelihood_is_that_of_all_ways_to_have_learnt():
    rng = np.random.default_rng(1)
    learners = np.repeat(np.arange(40), 1 + np.arange(40) % 7)
    answers = answers_of(learners, np.zeros_like(learners), rng.random(len(learners)) < 0.6)
    sequences = sequences_of(answers, np.array([0]))
    chances = np.array([[0.3], [0.2], [0.25], [0.1]])
    found = _expect(sequences, chances)
    for n, likelihood in enumerate(np.exp(found.log_likelihood)):
        row = [bool(step[n]) for step in sequences.steps if n < len(step)]
        assert likelihood == pytest.approx(by_hand(row, chances[:, 0]))


def test_hits_less_tries_are_the_slope_of_the_likelihood():
    answers = traced_answers(np.array(CHANCES)[:, :1], learners=200, attempts=6, seed=2)
    sequences = sequences_of(answers, np.array([0]))
    chances = np.array([[0.4], [0.25], [0.2], [0.15]])
    found = _expect(sequences, chances)
    for n in range(4):
        moved = []
        for step in (1e-5, -1e-5):
            odds = np.log(chances / (1.0 - chances))
            odds[n] += step
            likelihood = _expect(sequences, 1.0 / (1.0 + np.exp(-odds))).log_likelihood
            moved.append(sequences.by_skill(likelihood)[0])
        slope = sequences.by_skill(found.hits[n] - chances[n] * found.tries[n])[0]
        assert slope == pytest.approx((moved[0] - moved[1]) / 2e-5, rel=1e-4)


def test_what_is_expected_of_the_next_answer_is_what_comes(made):
    sequences, found = made
    for step, chance in zip(sequences.steps, predicted(sequences, found.chances), strict=True):
        times = sequences.times[: len(step)]
        assert np.average(step, weights=times) == pytest.approx(
            np.average(chance, weights=times), abs=0.01
        )


def test_one_step_of_resampling_lands_where_a_fit_would(made):
    sequences, found = made
    rng = np.random.default_rng(3)
    weights = np.bincount(rng.integers(4000, size=4000), minlength=4000).astype(float)
    times = np.bincount(sequences.member, weights[sequences.learner], len(sequences.times))
    again = fit_tracing(type(sequences)(**{**sequences.__dict__, "times": times})).chances
    moved = resampled(found, sequences, weights)
    assert np.corrcoef((again - found.chances).ravel(), (moved - found.chances).ravel())[0, 1] > 0.9
    assert np.max(np.abs(again - moved)) < 0.03


def test_the_largest_skills_come_first_and_those_few_learners_met_not_at_all():
    answers = answers_of([0, 0, 0, 1, 1, 2, 2, 2, 2], [0, 1, 1, 1, 0, 2, 2, 2, 2], [1] * 9)
    assert largest_skills(answers, most=5, least_learners=2).tolist() == [1, 0]
    assert largest_skills(answers, most=2, least_learners=1).tolist() == [2, 1]


def test_answers_on_a_skill_are_one_sequence_also_where_others_came_between():
    answers = answers_of([0, 0, 0, 1, 1, 1], [0, 1, 0, 0, 1, 0], [1, 0, 0, 1, 1, 0])
    sequences = sequences_of(answers, np.array([0]))
    assert [step.tolist() for step in sequences.steps] == [[True], [False]]
    assert sequences.times.tolist() == [2.0]
    assert sequences.learner.tolist() == [0, 1]
