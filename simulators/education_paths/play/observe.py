"""What rules are shown: the log of everybody who is about to choose."""

from collections.abc import Iterator
from itertools import repeat
from typing import Any

import numpy as np

from simulators.education_paths.cohort.cohort import Learners
from simulators.education_paths.learning.model import Floats, Ints
from simulators.education_paths.observations import NEVER, Course, Learner
from simulators.education_paths.play.logs import Logs


class Watch:
    """Makes the observations of one replication."""

    def __init__(self, course: Course, learners: Learners, logs: Logs) -> None:
        self._course, self._logs = course, logs
        self._pretest_share = learners.pretest_share

    def learners(self, who: Ints, day: int, left_min: Floats) -> list[Learner]:
        """Observations of some learners; `left_min` is their room for more today."""
        logs, estimates = self._logs, self._logs.estimates
        columns = (
            logs.step[who].tolist(),
            repeat(day),
            repeat(self._course.exam_day - day),
            logs.minutes_used[who].tolist(),
            logs.minutes_left[who].tolist(),
            logs.session_min[who].tolist(),
            left_min.tolist(),
            self._pretest_share[who].tolist(),
            logs.pace[who].tolist(),
            logs.last[who].tolist(),
            logs.last_correct[who].tolist(),
            logs.wrong_streak[who].tolist(),
            logs.recent_share[who].tolist(),
            logs.idle_days[who].tolist(),
            _rows(logs.lessons[who]),
            _rows(logs.attempts[who]),
            _rows(logs.correct[who]),
            _rows(logs.streak[who]),
            _rows(logs.last_level[who]),
            _rows(np.minimum(day - estimates.touched_day[who], NEVER)),
            _rows(estimates.known[who]),
            _rows(estimates.recall[who]),
        )
        return [Learner(*row) for row in zip(*columns, strict=False)]  # `repeat` has no end


def _rows(matrix: Any) -> Iterator[tuple[Any, ...]]:
    return map(tuple, matrix.tolist())
