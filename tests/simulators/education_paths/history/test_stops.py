import numpy as np
import pytest

from simulators.education_paths.history.fit_stops import fit_stops
from simulators.education_paths.history.stops import Table, at_risk, fit_hazard, hazards
from tests.simulators.education_paths.history.made_answers import answers_of


def stopping(*, learners: int, wrong: float, streak: float, seed: int, limit: int = 99):
    """Runs that end at mastery, at a limit, or by chance: by these log odds."""
    rng = np.random.default_rng(seed)
    rows = []
    for learner in range(learners):
        ability = rng.normal()
        for skill in range(6):
            right_row = wrong_row = attempt = 0
            while True:
                attempt += 1
                right = rng.random() < 1.0 / (1.0 + np.exp(-0.5 - ability))
                right_row, wrong_row = (right_row + 1, 0) if right else (0, wrong_row + 1)
                rows.append((learner, skill, right))
                logits = -3.5 + wrong * (wrong_row > 0) + streak * min(wrong_row, 4)
                stops = rng.random() < 1.0 / (1.0 + np.exp(-logits))
                if right_row == 3 or stops or attempt == limit:
                    break
    return answers_of(*zip(*rows, strict=True))


def totals_of(answers, weights=None):
    table = Table(at_risk(answers), answers.learners)
    return table.totals(np.ones(answers.learners) if weights is None else weights)


def test_runs_are_at_risk_until_they_are_mastered():
    mastered, stopped, goes_on = [0, 1, 1, 1], [1, 0, 0], [1, 1, 1, 0, 1]
    correct = [*mastered, *stopped, *goes_on]
    answers = answers_of([0] * 12, [0] * 4 + [1] * 3 + [0] * 5, correct)
    risk = at_risk(answers)
    assert risk.runs == 3
    assert risk.stopped_share == pytest.approx(1 / 3)
    assert risk.exact_share == pytest.approx(1 / 2)
    assert risk.record_share == 0.0
    assert risk.attempt.tolist() == [1, 2, 3, 1, 2, 3, 1, 2]
    assert risk.streak.tolist() == [1, 0, 0, 0, 1, 2, 0, 0]
    assert risk.ended.tolist() == [False] * 5 + [True] + [False] * 2


def test_a_stop_that_ends_the_record_is_told_apart():
    risk = at_risk(answers_of([0] * 3 + [1] * 2, [0, 0, 1, 1, 1], [1, 0, 1, 0, 0]))
    assert risk.ended.tolist() == [False, True, True, False, True]
    assert risk.record_share == pytest.approx(2 / 3)


def test_log_odds_that_made_the_stops_are_found_again_within_their_intervals():
    answers = stopping(learners=3000, wrong=1.5, streak=0.2, seed=1)
    found = fit_stops(answers, lambda _share: None)
    assert found is not None
    for at, truth in enumerate((1.5, 0.2)):
        assert found.logits.low[at] <= truth <= found.logits.high[at]
        assert found.logits.value[at] == pytest.approx(truth, abs=0.2)
    assert found.expected == pytest.approx(found.after.value, rel=0.1)
    assert found.limits == ()


def test_hazards_that_fall_with_the_streak_are_fitted_without_it():
    answers = stopping(learners=1500, wrong=2.0, streak=-0.4, seed=2)
    found = fit_hazard(totals_of(answers))
    assert found.streak == 0.0
    assert 1.0 < found.wrong < 2.0


def test_a_limit_of_the_platform_is_seen_and_moves_no_log_odds():
    answers = stopping(learners=3000, wrong=1.5, streak=0.0, seed=3, limit=5)
    found = fit_stops(answers, lambda _share: None)
    assert found is not None
    assert found.limits == (5,)
    free = fit_hazard(totals_of(stopping(learners=3000, wrong=1.5, streak=0.0, seed=3)))
    total = found.logits.value[0] + 2.0 * found.logits.value[1]
    assert total == pytest.approx(free.wrong + 2.0 * free.streak, abs=0.15)


def test_learners_count_as_often_as_they_are_weighted():
    answers = answers_of([0] * 4 + [1] * 2, [0, 1, 2, 3, 0, 1], [1, 1, 1, 1, 1, 1])
    both = totals_of(answers)
    one, other = (totals_of(answers, np.array(w)) for w in ([1.0, 0.0], [0.0, 3.0]))
    assert np.array_equal(3.0 * both.asked, 3.0 * one.asked + other.asked)
    assert hazards(both)[0] == hazards(one)[0] == hazards(other)[0] == 1.0
    assert np.isnan(hazards(both)[1])


def test_too_few_stops_are_not_fitted():
    answers = stopping(learners=5, wrong=1.5, streak=0.0, seed=1)
    assert fit_stops(answers, lambda _share: None) is None
