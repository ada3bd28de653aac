"""One arm of a virtual trial: who does what, minute by minute, until the time is over."""

from collections.abc import Sequence
from dataclasses import dataclass

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

MINUTES = {VIDEO: (5.5,), TEXT: (3.5,), WORKED: (3.5,), EXERCISE: (0.0, 1.25, 2.5, 5.0)}
"""What activities take, exercises by level; assumptions, as everywhere in this domain."""
WRONG_MINUTES = 1.35  # factor of a wrong answer, with its feedback


@dataclass(frozen=True)
class Step:
    """An activity for everybody: kind (code), level of an exercise, concept."""

    kind: int
    level: int = 0
    concept: int = 0


@dataclass(frozen=True)
class Session:
    """A day on which steps are done one after the other, until the minutes are over.

    The last step is repeated for whoever has minutes left. Minutes None: each step once.
    """

    day: int
    steps: Sequence[Step]
    minutes: float | None = None


def play(model: LearnerModel, sessions: Sequence[Session], learners: int, draws: Draws) -> Floats:
    """Play an arm; the share of right answers by number of the exercise, in order.

    Answers are keyed by session and number of the activity in it. Nobody gives up.
    """
    shares = []
    for session in sessions:
        used = np.zeros(learners)
        luck = draws.within("session", session.day)
        for number in range(len(session.steps) if session.minutes is None else 60):
            step = session.steps[min(number, len(session.steps) - 1)]
            who = _who_has_time(used, step, session.minutes)
            if not who.size:
                break
            chance = luck.generator(number).random(learners).take(who)
            correct = _do(model, step, who, used, day=session.day, chance=chance)
            if step.kind == EXERCISE:
                shares.append(correct.mean())
        model.rest(np.arange(learners))
    return np.array(shares)


def _who_has_time(used: Floats, step: Step, minutes: float | None) -> Ints:
    if minutes is None:
        return np.arange(used.size)
    half = MINUTES[step.kind][step.level] / 2.0  # rounds, so that arms have the same minutes
    return np.flatnonzero(used + half <= minutes)


def _do(
    model: LearnerModel, step: Step, who: Ints, used: Floats, *, day: int, chance: Floats
) -> Bools:
    doing = Doing(
        who=who,
        concept=np.full(who.size, step.concept),
        kind=np.full(who.size, step.kind),
        level=np.full(who.size, step.level),
        day=float(day),
        session_min=used.take(who),
    )
    correct = chance < model.p_correct(doing)
    model.study(doing, correct)
    minutes = MINUTES[step.kind][step.level]
    wrong = (step.kind == EXERCISE) & ~correct
    used[who] += minutes * np.where(wrong, WRONG_MINUTES, 1.0)
    return correct
