"""The real answers give the figures that were found before, by other code."""

import time

import numpy as np
import pytest

from simulators.education_paths.history.fit_answers import fit_answers
from simulators.supply_chain.readers.faults import InputFaults
from tests.simulators.education_paths.history.made_answers import (
    answers_of,
    real_answers,
    write_answers,
)

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
TRACED = {  # of the 60 largest skills: known before, learnt, guess, slip
    0: (0.37, 0.57, 0.70, 0.74, 0.84),
    1: (0.08, 0.13, 0.23, 0.32, 0.66),
    2: (0.11, 0.26, 0.36, 0.48, 0.57),
    3: (0.05, 0.11, 0.17, 0.21, 0.27),
}


@pytest.fixture(scope="module")
def real():
    path, began_s = real_answers(), time.process_time()
    found = fit_answers(path)
    return found, time.process_time() - began_s


def test_real_answers_are_counted_and_described(real):
    found, cpu_s = real
    described = found.described
    assert cpu_s < 60.0
    assert len(found.answers.correct) == 544_339
    assert found.answers.learners == 15_275
    assert len(found.answers.skills) == 100
    assert described.overall.value[0] == pytest.approx(0.733, abs=0.001)
    assert described.by_attempt.value[:3] == pytest.approx((0.665, 0.767, 0.808), abs=0.001)
    skills, learners = (0.57, 0.68, 0.75, 0.83, 0.90), (0.50, 0.65, 0.75, 0.84, 0.94)
    assert described.of_skills.value == pytest.approx(skills, abs=0.006)
    assert described.of_learners.value == pytest.approx(learners, abs=0.006)


def test_real_skills_are_traced_as_before(real):
    """Quartiles within .03 and tails within .08 of another implementation that stopped earlier."""
    chances = real[0].traced.tracing.chances
    assert chances.shape == (4, 60)
    for row, expected in TRACED.items():
        found = np.quantile(chances[row], QUANTILES)
        assert found[1:4] == pytest.approx(expected[1:4], abs=0.03)
        assert found == pytest.approx(expected, abs=0.08)
    assert np.corrcoef(chances[0], chances[3])[0, 1] == pytest.approx(-0.56, abs=0.1)
    assert np.corrcoef(chances[2], chances[3])[0, 1] == pytest.approx(-0.68, abs=0.1)
    assert real[0].traced.expected == pytest.approx(real[0].traced.right, abs=0.04)


def test_real_learners_spread_as_far_as_others_do(real):
    """Koedinger et al. 2023 find .65 to .85 logits."""
    spread = real[0].apart.spread
    assert 0.65 < spread.ability_sd.low < spread.ability_sd.high < 0.85


def test_real_learners_stop_after_wrong_answers(real):
    stops = real[0].stops
    assert stops is not None
    assert stops.risk.runs == 129_420
    assert stops.risk.stopped_share == pytest.approx(0.215, abs=0.001)
    after = (0.027, 0.150, 0.135, 0.128, 0.137)
    assert stops.after.value == pytest.approx(after, abs=0.001)
    by_attempt = stops.by_attempt.value
    assert by_attempt[:2] == pytest.approx((0.091, 0.053), abs=0.001)
    assert by_attempt[2:8] == pytest.approx(0.045, abs=0.007)
    assert by_attempt[9] == pytest.approx(0.25, abs=0.01)
    assert stops.odds.value[0] == pytest.approx(6.0, abs=0.5)
    assert 10 in stops.limits
    assert stops.risk.record_share == pytest.approx(0.11, abs=0.02)


def test_intervals_hold_the_value_and_are_the_same_every_time(tmp_path):
    rng = np.random.default_rng(7)
    learner = np.repeat(np.arange(80), 30)
    answers = answers_of(learner, np.tile(np.repeat(np.arange(6), 5), 80), rng.random(2400) < 0.6)
    path = write_answers(tmp_path / "answers.csv", answers)
    one, two = fit_answers(path), fit_answers(path)
    for interval in (one.traced.quartiles, one.described.by_attempt, one.described.of_skills):
        assert np.all(interval.low <= interval.value + 1e-9)
        assert np.all(interval.value <= interval.high + 1e-9)
    assert np.array_equal(one.traced.quartiles.low, two.traced.quartiles.low)
    assert one.stops is not None
    assert two.stops is not None
    assert np.array_equal(one.stops.logits.low, two.stops.logits.low)


def test_a_history_of_too_few_learners_is_refused(tmp_path):
    path = write_answers(tmp_path / "answers.csv", answers_of([0, 1], [0, 0], [1, 0]))
    with pytest.raises(InputFaults, match="a skill that at least 30 learners answered, got none"):
        fit_answers(path)
