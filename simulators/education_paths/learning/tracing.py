"""Learners who know a concept or do not: a second model, to hold rules out against."""

from dataclasses import dataclass

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.affect import Affect, Experience
from simulators.education_paths.learning.doing_table import (
    FIRST_EXERCISE,
    HARD_CODE,
    code,
    hardness_logits,
)
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.logistic import logistic, logit
from simulators.education_paths.learning.luck import Luck
from simulators.education_paths.learning.memory import Memory
from simulators.education_paths.learning.model import Bools, Doing, Felt, Floats, Ints
from simulators.education_paths.learning.novelty import Novelty
from simulators.education_paths.learning.readiness import Readiness
from simulators.education_paths.learning.traits import Subject, Traits


@dataclass(frozen=True)
class Moment:
    """The state of those who act, just before they do: arrays like `Doing.who`."""

    at: Ints
    code: Ints
    known: Floats
    recall: Floats
    ready: Floats
    logits: Floats


class TracingModel:
    """Knowledge tracing with forgetting and prerequisites: a concept is known (1) or not (0).

    Corbett & Anderson 1995, doi:10.1007/BF01099821, here for lessons as well as exercises. Every
    activity may make a concept known, with a chance that falls with unmet prerequisites. Who knows
    it and recalls it fails only by a slip; everybody else solves an exercise only by a guess. Of
    what the other model assumes it has no productive failure, no expertise reversal, no contrast
    of siblings and no challenge that suits best: rules that win by these alone win nothing here.
    """

    def __init__(self, traits: Traits, subject: Subject, effects: Effects, draws: Draws) -> None:
        learners, self._concepts = traits.mastery.shape
        self._effects = effects
        luck = draws.generator("known before").random(traits.mastery.shape)
        self._known = (luck < effects.tracing_start * traits.mastery).astype(np.float64).ravel()
        self._touches = np.zeros(learners * self._concepts, dtype=np.int64)
        self._luck = Luck(draws, learners, self._concepts)
        self._novelty = Novelty(learners * self._concepts, effects.again_gain)
        self._rate = traits.rate
        self._memory = Memory(traits, effects)
        self._affect = Affect(traits, effects)
        self._readiness = Readiness(traits, subject, effects.ground_logits)
        self._difficulty = np.array(subject.difficulty, dtype=np.float64)
        self._ability_logits = effects.ability_logits * traits.ability
        self._hardness = hardness_logits(effects)
        lesson, drill = effects.tracing_lesson, effects.tracing_exercise
        self._chances = np.array([lesson, lesson, effects.tracing_worked, drill, drill, drill])

    def p_correct(self, doing: Doing) -> Floats:
        """Chance of a right answer of each; of a middle exercise where none is done."""
        now = self._now(doing)
        return self._chance(now, self._hardness.take(now.code))

    def study(self, doing: Doing, correct: Bools) -> Felt:
        """Let the learners do it; `correct` counts where it is an exercise. Changes the state."""
        now = self._now(doing)
        exercise = now.code >= FIRST_EXERCISE
        chance = self._chance(now, self._hardness.take(now.code))
        usual = self._chance(now, np.zeros(1))
        self._learn(doing, now, correct)
        return self._affect.feel(
            doing.who,
            Experience(
                code=now.code,
                chance=chance,
                usual_chance=usual,
                ready=now.ready,
                answered=exercise,
                failed=exercise & ~correct,
                session_min=doing.session_min,
            ),
        )

    def rest(self, who: Ints) -> None:
        """The session of these learners is over: load and fatigue fall."""
        self._affect.rest(who)

    def p_item(
        self, concept: Ints, difficulty: Floats, slope: Floats, guess: Floats, day: float
    ) -> Floats:
        """Chance of each learner to solve each exam item on a day: learners x items.

        Who knows and recalls has the ability of full mastery in the other model, else of none.
        """
        effects, recalled = self._effects, self.mastery(day)[:, concept]
        ability = self._ability_logits[:, None] - self._difficulty[concept]
        ability = ability - effects.unknown_logits - difficulty
        knowing = logistic(slope * (ability + effects.mastery_logits))
        solved = recalled * knowing + (1.0 - recalled) * logistic(slope * ability)
        return guess + (1.0 - guess) * solved

    def mastery(self, day: float) -> Floats:
        """Chance that it is known and recalled on a day, 0 to 1: learners x concepts."""
        return (self._known * self._memory.table(day)).reshape(-1, self._concepts)

    def _now(self, doing: Doing) -> Moment:
        at = doing.who * self._concepts + doing.concept
        logits = self._ability_logits.take(doing.who) - self._difficulty.take(doing.concept)
        known = self._known
        ready = self._readiness.of(
            doing.who, doing.concept, mastery=known, memory=self._memory, day=doing.day
        )
        recall = self._memory.recall(at, doing.day)
        return Moment(at, code(doing), known.take(at), recall, ready, logits)

    def _chance(self, now: Moment, hardness: Floats) -> Floats:
        effects, logits = self._effects, now.logits - hardness
        recalled = now.known * now.recall
        solves = logistic(logits - logit(effects.tracing_slip))
        guesses = logistic(logits + logit(effects.tracing_guess))
        return recalled * solves + (1.0 - recalled) * guesses

    def _learn(self, doing: Doing, now: Moment, correct: Bools) -> None:
        effects, who = self._effects, doing.who
        gate = effects.tracing_unready + (1.0 - effects.tracing_unready) * now.ready
        chance = self._chances.take(now.code) * gate * self._rate.take(who)
        chance *= self._affect.fresh_share(doing.session_min) * self._novelty.of(now.at, now.code)
        self._novelty.see(now.at, now.code)
        luck = self._luck.uniform(who, doing.concept, self._touches.take(now.at))
        learnt = (now.known == 0.0) & (luck < chance)
        self._touches[now.at] += 1
        self._known[now.at] = np.maximum(now.known, learnt)
        growth = self._memory.growth(
            now.recall,
            exercise=now.code >= FIRST_EXERCISE,
            correct=correct,
            hard=now.code == HARD_CODE,
        )
        self._memory.touch(now.at, doing.day, growth=growth, fresh=learnt.astype(np.float64))
