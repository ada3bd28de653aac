"""The tutor's estimates are textbook formulas over the log, and nothing else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.education_paths.play import estimates
from simulators.education_paths.play.estimates import Estimates


def _note(own: Estimates, *, answered: bool = True, correct: bool = True, day: int = 0) -> None:
    one = np.array([0])
    own.note(
        who=one, concept=one, answered=np.array([answered]), correct=np.array([correct]), day=day
    )


def _bayes(known: float, *, correct: bool) -> float:
    """Corbett & Anderson 1995, by joint probabilities."""
    given_known = 1.0 - estimates.SLIP if correct else estimates.SLIP
    given_not = estimates.GUESS if correct else 1.0 - estimates.GUESS
    posterior = known * given_known / (known * given_known + (1.0 - known) * given_not)
    return posterior + (1.0 - posterior) * estimates.LEARN


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.booleans(), max_size=12))
def test_knowledge_is_traced_by_bayes(answers: list[bool]) -> None:
    own, known = Estimates(1, 1), estimates.PRIOR
    for correct in answers:
        _note(own, correct=correct)
        known = _bayes(known, correct=correct)
    assert own.known[0, 0] == pytest.approx(known)


def test_mastery_takes_four_right_answers_in_a_row() -> None:
    own, taken = Estimates(1, 1), 0
    while own.known[0, 0] < 0.95:
        _note(own)
        taken += 1
    assert taken == 4


def test_a_lesson_says_nothing_about_knowing() -> None:
    own = Estimates(1, 1)
    _note(own, answered=False, correct=False)
    assert own.known[0, 0] == estimates.PRIOR
    assert own.recall[0, 0] == 1.0


def test_recall_is_nine_tenths_after_the_stability_and_falls_with_time() -> None:
    own = Estimates(1, 2)
    _note(own)
    seen = []
    for day in (0, 1, 2, 5, 20):
        own.open_day(day)
        seen.append(own.recall[0, 0])
    assert seen == sorted(seen, reverse=True)
    assert own.recall[0, 1] == 0.0  # never touched
    own.open_day(0)
    own.touched_day[0, 0] = -estimates.FIRST_DAYS
    own.open_day(0)
    assert own.recall[0, 0] == pytest.approx(0.9)


def test_recalling_late_makes_memory_more_stable_than_recalling_at_once() -> None:
    def recalled_on(day: int) -> float:
        own = Estimates(1, 1)
        _note(own)
        own.open_day(day)
        _note(own, day=day)
        own.open_day(day + 10)
        return float(own.recall[0, 0])

    assert recalled_on(4) > recalled_on(1) > recalled_on(0)


def test_failing_to_recall_makes_memory_less_stable() -> None:
    own = Estimates(1, 1)
    _note(own)
    own.open_day(3)
    _note(own, correct=False, day=3)
    own.open_day(13)
    kept = own.recall[0, 0]
    own = Estimates(1, 1)
    _note(own)
    own.open_day(10)
    assert kept < own.recall[0, 0]
