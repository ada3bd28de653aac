"""What one course wrote down, sorted for pictures.

Events are those of `simulators.education_paths.play.told`; days are counted from the start.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Event = Mapping[str, Any]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NEVER = 10_000  # a day after every course
GUESSED = 0.2  # what guesses alone solve of usual questions: where scales of chances begin


@dataclass(frozen=True)
class Doings:
    """Everything that learners did, in the order of time: arrays of one length.

    place: round of the day's session. step: how many things this learner did before.
    correct: 1 right, 0 wrong, -1 no answer. minutes: the learner's own.
    """

    day: Ints
    place: Ints
    who: Ints
    activity: Ints
    correct: Ints
    minutes: Floats
    step: Ints


@dataclass(frozen=True)
class Played:
    """One replication.

    course: as it was told. times: days, with fractions, of `chance`: (times, learners, concepts),
    to solve a usual question of the exam then, guesses included, 0 to 1. stopped_day, finished_day:
    when learners gave up, or were sent to the exam without more; `NEVER` for all others.
    scores: points of the exam, 0 to 100. minutes_used: by learner.
    """

    course: Event
    doings: Doings
    times: Floats
    chance: Floats
    stopped_day: Ints
    finished_day: Ints
    scores: Floats
    minutes_used: Floats

    @property
    def learners(self) -> int:
        """How many began."""
        return len(self.scores)

    @property
    def concepts(self) -> int:
        """How many there are to learn."""
        return len(self.course["names"])

    @property
    def days(self) -> int:
        """On how many one may learn."""
        return int(self.course["days"])

    @property
    def exam_day(self) -> int:
        """The day of the exam."""
        return int(self.course["exam_day"])

    @property
    def gave_up(self) -> NDArray[np.bool_]:
        """Who did."""
        return self.stopped_day < NEVER

    def whole_exam(self) -> Floats:
        """Chances of all concepts by their shares of the exam: (times, learners)."""
        return np.asarray(self.chance @ np.array(self.course["exam_share"]))


def read(events: Sequence[Event]) -> Played | None:
    """The course that a trace tells of; None without a course, knowledge or an exam."""
    by_kind: dict[str, list[Event]] = {}
    for event in events:
        by_kind.setdefault(str(event["kind"]), []).append(event)
    if not all(by_kind.get(kind) for kind in ("course", "knowledge", "exam")):
        return None
    rounds = sorted(by_kind.get("round", []), key=lambda one: (one["day"], one["place"]))
    known = sorted(by_kind["knowledge"], key=lambda one: float(one["day"]))
    exam = by_kind["exam"][0]
    count = len(exam["scores"])
    return Played(
        course=by_kind["course"][0],
        doings=_doings(rounds, count),
        times=np.array([float(one["day"]) for one in known]),
        chance=np.array([one["chance"] for one in known]),
        stopped_day=_first_day(rounds, "stopped", count),
        finished_day=_first_day(by_kind.get("finish", []), "who", count),
        scores=np.array(exam["scores"]),
        minutes_used=np.array(exam["minutes_used"]),
    )


def _first_day(events: Sequence[Event], key: str, learners: int) -> Ints:
    day = np.full(learners, NEVER)
    for event in events:
        who = np.array(event[key], dtype=np.int64)
        day[who] = np.minimum(day[who], event["day"])
    return day


def _doings(rounds: Sequence[Event], learners: int) -> Doings:
    def column(name: str) -> Ints:
        return np.array([entry for one in rounds for entry in one[name]], dtype=np.int64)

    def of_round(name: str) -> Ints:
        values = [one[name] for one in rounds]
        return np.repeat(np.array(values, dtype=np.int64), [len(one["who"]) for one in rounds])

    steps, done = [], np.zeros(learners, dtype=np.int64)
    for one in rounds:
        steps.append(done[one["who"]])
        done[one["who"]] += 1
    return Doings(
        day=of_round("day"),
        place=of_round("place"),
        who=column("who"),
        activity=column("activity"),
        correct=column("correct"),
        minutes=np.array([minutes for one in rounds for minutes in one["minutes"]], dtype=float),
        step=np.concatenate([np.zeros(0, dtype=np.int64), *steps]),
    )
