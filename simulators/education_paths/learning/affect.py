"""Cognitive load, boredom, and who gives up: shared by both models."""

from dataclasses import dataclass

import numpy as np

from simulators.education_paths.learning.doing_table import load_factor
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.logistic import logistic
from simulators.education_paths.learning.model import Bools, Felt, Floats, Ints
from simulators.education_paths.learning.traits import Traits

OVERLOAD_FROM, OVERLOAD_MOST = 0.8, 1.5  # load that makes people stop, and its most beyond that
STREAK_MOST = 4
TIRED_MOST_MIN = 60.0


@dataclass(frozen=True)
class Experience:
    """What an activity was like: arrays over those who did it.

    code: of the activity. chance: of a right answer, to it or, in a lesson, to a middle exercise.
    usual_chance: to a middle exercise. ready: readiness. failed: a wrong answer was given.
    answered: any was. session_min: minutes learnt today before.
    """

    code: Ints
    chance: Floats
    usual_chance: Floats
    ready: Floats
    answered: Bools
    failed: Bools
    session_min: Floats


class Affect:
    """Load, boredom and wrong answers in a row of every learner.

    A logistic hazard with frailty: in ASSISTments 2015 people stop five times as often after a
    wrong answer as after a right one; overload, boredom and long sessions are assumptions.
    """

    def __init__(self, traits: Traits, effects: Effects) -> None:
        learners = len(traits.ability)
        self._effects = effects
        self._steady = -effects.stop_logits - effects.persistence_logits * traits.persistence
        self._load = np.zeros(learners)
        self._boredom = np.zeros(learners)
        self._streak = np.zeros(learners)
        self._load_factor = load_factor(effects)

    def load(self, who: Ints) -> Floats:
        """Cognitive load of some learners; overload above 1."""
        return self._load.take(who)

    def fresh_share(self, session_min: Floats) -> Floats:
        """What is left of a gain as a session grows long, 0 to 1."""
        tired = np.clip(session_min - self._effects.tired_from_min, 0.0, TIRED_MOST_MIN)
        return 1.0 - self._effects.tired_loss * tired

    def feel(self, who: Ints, what: Experience) -> Felt:
        """Change the state of some learners by what they did; how they feel about it now."""
        load = self._strain(who, what)
        boredom = self._bore(who, what)
        streak = np.where(what.answered, (self._streak.take(who) + 1.0) * what.failed, 0.0)
        streak = np.where(what.answered, streak, self._streak.take(who))
        self._streak[who] = streak
        return Felt(load=load, boredom=boredom, stop=self._stop(who, what, load, boredom))

    def rest(self, who: Ints) -> None:
        """A night's rest; wrong answers are not forgiven by it."""
        self._load[who] *= self._effects.load_rest
        self._boredom[who] = 0.0

    def _strain(self, who: Ints, what: Experience) -> Floats:
        effects = self._effects
        easy = np.clip(what.usual_chance + effects.load_relief * what.ready, 0.0, 1.0)
        new = effects.load_new * (1.0 - easy) * self._load_factor.take(what.code)
        load = effects.load_keep * self._load.take(who) + new
        self._load[who] = load
        return load

    def _bore(self, who: Ints, what: Experience) -> Floats:
        effects = self._effects
        dull = np.clip((what.chance - effects.bored_from) / (1.0 - effects.bored_from), 0.0, 1.0)
        boredom = effects.bored_keep * self._boredom.take(who) + (1.0 - effects.bored_keep) * dull
        self._boredom[who] = boredom
        return boredom

    def _stop(self, who: Ints, what: Experience, load: Floats, boredom: Floats) -> Floats:
        effects = self._effects
        logits = self._steady.take(who)
        streak = np.minimum(self._streak.take(who), STREAK_MOST)
        logits += what.failed * (effects.stop_wrong + effects.stop_streak * streak)
        logits += effects.stop_overload * np.clip(load - OVERLOAD_FROM, 0.0, OVERLOAD_MOST)
        logits += effects.stop_bored * boredom
        tired = np.clip(what.session_min - effects.tired_from_min, 0.0, TIRED_MOST_MIN)
        return logistic(logits + effects.stop_tired * tired)
