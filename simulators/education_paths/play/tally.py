"""What is counted while a course is played."""

import numpy as np

from simulators.education_paths.learning.model import Bools, Floats, Ints
from simulators.education_paths.play.done import Done
from simulators.education_paths.play.logs import Logs

OVERLOAD = 1.0
MASTERED_STREAK = 3  # right answers in a row
WHEEL_ATTEMPTS = 10  # more without mastery is wheel-spinning (Beck & Gong 2013)
LONG_STREAK = 4  # wrong answers in a row; more is too long
SAME_MOST = 8  # doings of one activity by one learner; more is repetition
HARD = 3


class Tally:
    """The running counts.

    decisions, illegal: how often rules were asked, and how often the answer was impossible.
    done: activities. guided: lessons and exercises that need prerequisites. unmet: of them, with a
    prerequisite latently unknown. repeats: beyond `SAME_MOST` of the same activity.
    """

    def __init__(self, learners: int, *, concepts: int, activities: int) -> None:
        self.decisions = self.illegal = self.done = self.unmet = self.repeats = 0
        self.answers = self.right = 0
        self.minutes = self.overload_min = 0.0
        self.stopped: Bools = np.zeros(learners, dtype=bool)
        self.had_long_streak: Bools = np.zeros(learners, dtype=bool)
        self.mastered: Bools = np.zeros((learners, concepts), dtype=bool)
        self._times: Ints = np.zeros((learners, activities), dtype=np.int64)
        self._excused: Bools = np.zeros((learners, concepts), dtype=bool)

    def note(self, done: Done, logs: Logs) -> None:
        """Count a round; the logs already hold it."""
        who, at = done.who, (done.who, done.concept)
        self.done += len(who)
        self.minutes += float(done.minutes.sum())
        self.overload_min += float(done.minutes[done.load > OVERLOAD].sum())
        self.unmet += self._violations(done, logs)
        self._times[who, done.activity] += 1
        self.repeats += int((self._times[who, done.activity] > SAME_MOST).sum())
        self.stopped[who] |= done.stopped
        self.answers += int(done.is_answer.sum())
        self.right += int(done.correct.sum())
        self.had_long_streak[who] |= logs.wrong_streak[who] > LONG_STREAK
        self.mastered[at] |= logs.streak[at] >= MASTERED_STREAK

    def _violations(self, done: Done, logs: Logs) -> int:
        """A hard exercise before anything else is a try of one's own: excused once a concept."""
        at = (done.who, done.concept)
        touches = logs.lessons[at] + logs.attempts[at]
        is_try = (done.level == HARD) & (touches == 1) & ~self._excused[at]
        self._excused[at] |= is_try
        return int((done.is_unmet & ~is_try).sum())

    def wheel_spinning_share(self, attempts: Ints) -> float:
        """Of all pairs of learner and concept: many answers, and never a few right in a row."""
        return float(((attempts > WHEEL_ATTEMPTS) & ~self.mastered).mean())


def coverage_share(logs: Logs, stopped: Bools, exam_share: Floats) -> float:
    """Concepts of the exam that were taught, by lesson or exercise, to those who did not stop."""
    asked = exam_share > 0.0
    touched = (logs.lessons + logs.attempts)[:, asked] > 0
    stayed = touched[~stopped]
    return float(stayed.mean()) if len(stayed) else 1.0
