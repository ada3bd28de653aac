"""What of the answers is possible; whoever is answered something else rests, and it is counted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulators.education_paths.actions import Choice, Plan
from simulators.education_paths.course.structure import Catalogue
from simulators.education_paths.learning.model import EXERCISE, Bools, Floats, Ints
from simulators.education_paths.observations import MOST_ATTEMPTS, Course
from simulators.education_paths.play.logs import Logs

REST, FINISH = -1, -2
_WORDS: dict[Choice, int] = {"rest": REST, "finish": FINISH}
_SLACK_MIN = 1e-6


@dataclass(frozen=True)
class Ruling:
    """One entry for each who was asked.

    activity: its number, `REST` or `FINISH`. refused: it was impossible, so the learner rests.
    """

    activity: Ints
    refused: Bools


def ruled(
    choices: Sequence[Choice], who: Ints, left_min: Floats, *, catalogue: Catalogue, logs: Logs
) -> Ruling:
    """The possible part of the answers; all that is checked here was shown to the rules."""
    wish = np.array([_WORDS.get(choice, choice) for choice in choices], dtype=np.int64)
    unknown = wish >= len(catalogue.concept)
    activity = np.where(unknown | (wish < 0), 0, wish)
    too_long = catalogue.minutes[activity] > left_min + _SLACK_MIN
    asked = logs.attempts[who, catalogue.concept[activity]]
    worn_out = (catalogue.kind[activity] == EXERCISE) & (asked >= MOST_ATTEMPTS)
    refused = (wish >= 0) & (unknown | too_long | worn_out)
    return Ruling(np.where(refused, REST, wish), refused)


def ruled_plan(plan: Plan, course: Course) -> tuple[Floats, bool]:
    """Minutes of a session by day of the course, and whether the plan was possible.

    Days that are left out have no session; those after the course are refused.
    """
    if not plan.session_min:
        even_min = min(course.session_min, course.budget_min / course.days)
        return np.full(course.days, even_min), True
    minutes = np.zeros(course.days)
    given = np.array(plan.session_min[: course.days])
    minutes[: len(given)] = np.minimum(given, course.session_min)
    return minutes, len(plan.session_min) <= course.days
