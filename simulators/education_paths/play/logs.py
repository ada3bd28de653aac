"""The log of a learning platform: all that observations are made from."""

import numpy as np

from simulators.education_paths.learning.model import Bools, Floats, Ints
from simulators.education_paths.play.done import Done
from simulators.education_paths.play.estimates import Estimates

RECENT = 5  # answers that `recent_share` looks back on


class Logs:
    """Counts by learner, and by learner x concept; named and meant as in `Learner`."""

    def __init__(self, learners: int, concepts: int, budget_min: float) -> None:
        shape = (learners, concepts)
        self.budget_min = budget_min
        self.step: Ints = np.zeros(learners, dtype=np.int64)
        self.minutes_used: Floats = np.zeros(learners)
        self.usual_used: Floats = np.zeros(learners)
        self.session_min: Floats = np.zeros(learners)
        self.last: Ints = np.full(learners, -1, dtype=np.int64)
        self.last_correct: Ints = np.full(learners, -1, dtype=np.int64)
        self.wrong_streak: Ints = np.zeros(learners, dtype=np.int64)
        self.idle_days: Ints = np.zeros(learners, dtype=np.int64)
        self.lessons: Ints = np.zeros(shape, dtype=np.int64)
        self.attempts: Ints = np.zeros(shape, dtype=np.int64)
        self.correct: Ints = np.zeros(shape, dtype=np.int64)
        self.streak: Ints = np.zeros(shape, dtype=np.int64)
        self.last_level: Ints = np.zeros(shape, dtype=np.int64)
        self.estimates = Estimates(learners, concepts)
        self._answers: Ints = np.zeros(learners, dtype=np.int64)
        self._recent: Bools = np.zeros((learners, RECENT), dtype=bool)
        self._session_day: Ints = np.full(learners, -1, dtype=np.int64)

    @property
    def minutes_left(self) -> Floats:
        """Of the budget, by learner."""
        return np.asarray(self.budget_min - self.minutes_used)

    @property
    def pace(self) -> Floats:
        """Minutes used by minutes usual; 1 before the first activity."""
        started = self.usual_used > 0.0
        return np.where(started, self.minutes_used / np.where(started, self.usual_used, 1.0), 1.0)

    @property
    def recent_share(self) -> Floats:
        """Right ones of the last answers; a half before the first."""
        seen = np.minimum(self._answers, RECENT)
        return np.where(seen > 0, self._recent.sum(axis=1) / np.maximum(seen, 1), 0.5)

    def open_day(self, day: int) -> None:
        """A new day: nothing is learnt yet, and memories are a day older."""
        self.session_min[:] = 0.0
        self.idle_days = np.where(self._session_day >= 0, day - self._session_day, 0)
        self.estimates.open_day(day)

    def note(self, done: Done) -> None:
        """Write down what some learners did."""
        who = done.who
        self.step[who] += 1
        self.minutes_used[who] += done.minutes
        self.usual_used[who] += done.usual_min
        self.session_min[who] += done.minutes
        self.last[who] = done.activity
        self.last_correct[who] = np.where(done.is_answer, done.correct, -1)
        self._session_day[who] = done.day
        self.lessons[who, done.concept] += ~done.is_answer
        self._note_answers(done)
        self.estimates.note(
            who=who,
            concept=done.concept,
            answered=done.is_answer,
            correct=done.correct,
            day=done.day,
        )

    def _note_answers(self, done: Done) -> None:
        who, right = done.who[done.is_answer], done.correct[done.is_answer]
        at = (who, done.concept[done.is_answer])
        self.wrong_streak[who] = np.where(right, 0, self.wrong_streak[who] + 1)
        self._recent[who, self._answers[who] % RECENT] = right
        self._answers[who] += 1
        self.attempts[at] += 1
        self.correct[at] += right
        self.streak[at] = np.where(right, self.streak[at] + 1, 0)
        self.last_level[at] = done.level[done.is_answer]
