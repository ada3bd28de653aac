"""Only what is possible happens; the rest is refused and the learner rests."""

import numpy as np
import pytest

from simulators.education_paths.actions import Choice, Plan
from simulators.education_paths.observations import MOST_ATTEMPTS
from simulators.education_paths.play.logs import Logs
from simulators.education_paths.play.referee import FINISH, REST, ruled, ruled_plan
from tests.simulators.education_paths.play.small_class import small_course, small_setting

CATALOGUE = small_setting().structure.catalogue


def _ruled(choice: Choice, left_min: float = 30.0, attempts: int = 0) -> tuple[int, bool]:
    logs = Logs(1, 4, 100.0)
    logs.attempts[0, 0] = attempts
    one = np.array([0])
    ruling = ruled([choice], one, np.array([left_min]), catalogue=CATALOGUE, logs=logs)
    return int(ruling.activity[0]), bool(ruling.refused[0])


@pytest.mark.parametrize(
    ("choice", "left_min", "attempts", "expected"),
    [
        ("rest", 30.0, 0, (REST, False)),
        ("finish", 0.0, 0, (FINISH, False)),
        (0, 5.0, 0, (0, False)),  # a video of five minutes just fits
        (0, 4.9, 0, (REST, True)),
        (len(CATALOGUE.concept), 30.0, 0, (REST, True)),  # there is none of that number
        (3, 30.0, MOST_ATTEMPTS - 1, (3, False)),
        (3, 30.0, MOST_ATTEMPTS, (REST, True)),  # all items were seen
        (0, 30.0, MOST_ATTEMPTS, (0, False)),  # a video can be seen again
    ],
)
def test_only_what_fits_and_exists_is_done(
    choice: Choice, left_min: float, attempts: int, expected: tuple[int, bool]
) -> None:
    assert _ruled(choice, left_min, attempts) == expected


def test_a_plan_is_cut_to_the_longest_session_and_to_the_days_of_the_course() -> None:
    course = small_course()
    even, _ = ruled_plan(Plan(), course)
    assert even.tolist() == [20.0] * 5
    cut, is_possible = ruled_plan(Plan(session_min=(10.0, 99.0)), course)
    assert cut.tolist() == [10.0, 30.0, 0.0, 0.0, 0.0]
    assert is_possible
    _, is_possible = ruled_plan(Plan(session_min=(10.0,) * 6), course)
    assert not is_possible
