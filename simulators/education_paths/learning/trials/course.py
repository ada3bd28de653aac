"""A whole course in a virtual trial: a linear path or mastery learning, with or without dropout."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.model import (
    EXERCISE,
    TEXT,
    VIDEO,
    WORKED,
    Bools,
    Doing,
    Floats,
    Ints,
    LearnerModel,
)
from simulators.education_paths.learning.traits import Subject
from simulators.education_paths.learning.trials.arm import MINUTES, WRONG_MINUTES
from simulators.education_paths.learning.trials.tutor import Tutor
from simulators.education_paths.observations import MIDDLE

CONCEPTS = 8
PRIOR = 0.15  # mean mastery before the course
SESSIONS, SESSION_MIN, EVERY_DAYS = 8, 20.0, 2
USUAL_MIN = np.array([*(MINUTES[kind][0] for kind in (VIDEO, TEXT, WORKED)), MINUTES[EXERCISE][2]])
TEST_DAY = SESSIONS * EVERY_DAYS + 6.0


def subject() -> Subject:
    """Eight concepts, each on the two before it; difficulties spread evenly over +-.6 logits."""
    spread = np.linspace(-0.6, 0.6, CONCEPTS)
    return Subject(
        prerequisites=tuple(tuple(range(max(0, n - 2), n)) for n in range(CONCEPTS)),
        confusable=((),) * CONCEPTS,
        difficulty=tuple(spread[(3 * np.arange(CONCEPTS)) % CONCEPTS]),
    )


class Path(Protocol):
    """What each learner does next."""

    def __call__(self, tutor: Tutor, who: Ints) -> tuple[Ints, Ints]:
        """For each of some learners: number of a concept, -1 when done, and kind (code)."""
        ...


@dataclass(frozen=True)
class Run:
    """What happened in a course: by learner whether stopped, minutes, activities; and all answers.

    wrong, stopped_then: of each answer in the order of play, whether it was wrong and whether the
    learner gave up right after it.
    """

    stopped: Bools
    minutes: Floats
    activities: Ints
    wrong: Bools
    stopped_then: Bools


class Classroom:
    """Learners of one arm on their way through the course; a lesson first, then exercises."""

    def __init__(self, model: LearnerModel, learners: int, draws: Draws, *, may_stop: bool) -> None:
        self._model, self._draws, self._may_stop = model, draws, may_stop
        self._tutor = Tutor(learners, CONCEPTS)
        self._stopped = np.zeros(learners, dtype=np.bool_)
        self._minutes = np.zeros(learners)
        self._activities = np.zeros(learners, dtype=np.int64)
        self._answers: list[tuple[Bools, Bools]] = []

    def run(self, path: Path) -> Run:
        """Play all sessions."""
        for session in range(SESSIONS):
            self._session(path, session)
        wrong, then = (np.concatenate(part) for part in zip(*self._answers, strict=True))
        return Run(self._stopped, self._minutes, self._activities, wrong, then)

    def _session(self, path: Path, session: int) -> None:
        used = np.zeros(self._stopped.size)
        left = SESSION_MIN * (session + 1) - self._minutes  # what no session had room for waits
        while True:
            who = np.flatnonzero(~self._stopped & (used < left))
            concept, kind = path(self._tutor, who)
            half = USUAL_MIN.take(kind) / 2.0  # rounds, so that arms have the same minutes
            goes_on = (concept >= 0) & (used.take(who) + half <= left.take(who))
            if not goes_on.any():
                break
            now = (who[goes_on], concept[goes_on], kind[goes_on])
            self._round(*now, used=used, day=float(session * EVERY_DAYS))
        self._minutes += used
        self._model.rest(np.arange(used.size))

    def _round(self, who: Ints, concept: Ints, kind: Ints, *, used: Floats, day: float) -> None:
        exercise = kind == EXERCISE
        doing = Doing(
            who=who,
            concept=concept,
            kind=kind,
            level=np.where(exercise, MIDDLE, 0),
            day=day,
            session_min=used.take(who),
        )
        step = self._activities.take(who)
        correct = self._luck("answer", who, step) < self._model.p_correct(doing)
        felt = self._model.study(doing, correct)
        self._tutor.note(who, concept, exercise=exercise, correct=correct)
        used[who] += USUAL_MIN.take(kind) * np.where(exercise & ~correct, WRONG_MINUTES, 1.0)
        self._activities[who] += 1
        stops = self._luck("stop", who, step) < felt.stop * self._may_stop
        self._stopped[who] = stops
        self._answers.append((~correct[exercise], stops[exercise]))

    def _luck(self, what: str, who: Ints, step: Ints) -> Floats:
        number = np.empty(who.size)
        for each in np.unique(step):
            same = step == each
            drawn = self._draws.generator(what, int(each)).random(self._stopped.size)
            number[same] = drawn.take(who[same])
        return number
