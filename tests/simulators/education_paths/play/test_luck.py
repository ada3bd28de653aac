"""Luck is a fact of the world: the same for every rule set, and as likely as it should be."""

import numpy as np
import pytest

from simulators.education_paths.play.luck import Luck
from tests.simulators.education_paths.play.small_class import draws


def test_an_answer_is_named_by_learner_concept_and_attempt() -> None:
    one, other = Luck(draws(), 50, 3), Luck(draws(), 50, 3)
    everybody = np.arange(50)
    other.answer(everybody, 0 * everybody, 0 * everybody + 4)  # others in between
    other.gives_up(everybody, np.full(50, 0.3))
    who, concept, attempt = np.array([3, 7]), np.array([2, 0]), np.array([1, 0])
    drawn = one.answer(who, concept, attempt)
    assert (other.answer(who, concept, attempt) == drawn).all()
    assert (other.answer(who[::-1], concept[::-1], attempt[::-1])[::-1] == drawn).all()


def test_patience_gives_every_activity_its_own_chance_to_give_up() -> None:
    count = 40_000
    luck, everybody = Luck(draws(), count, 1), np.arange(count)
    left = [luck.gives_up(everybody, np.full(count, chance)).sum() for chance in (0.1, 0.0, 0.3)]
    error = 4.0 * np.sqrt(0.25 / count)
    assert left[0] / count == pytest.approx(0.1, abs=error)
    assert left[1] == left[0]
    assert left[2] / count == pytest.approx(1.0 - 0.9 * 0.7, abs=error)


def test_more_hazard_never_keeps_who_would_have_left() -> None:
    everybody = np.arange(500)
    calm, harsh = Luck(draws(), 500, 1), Luck(draws(), 500, 1)
    for _ in range(10):
        stopped = calm.gives_up(everybody, np.full(500, 0.05))
        assert (harsh.gives_up(everybody, np.full(500, 0.08)) >= stopped).all()


def test_a_certain_end_is_an_end() -> None:
    assert Luck(draws(), 9, 1).gives_up(np.arange(9), np.ones(9)).all()
