"""Learners whose knowledge grows by degrees: the model that the coefficients were fitted in."""

from dataclasses import dataclass

import numpy as np

from simulators.education_paths.learning.affect import Affect, Experience
from simulators.education_paths.learning.doing_table import (
    FIRST_EXERCISE,
    HARD_CODE,
    code,
    hardness_logits,
)
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.logistic import logistic
from simulators.education_paths.learning.memory import Memory
from simulators.education_paths.learning.model import (
    WORKED,
    Bools,
    Doing,
    Felt,
    Floats,
    Ints,
)
from simulators.education_paths.learning.novelty import Novelty
from simulators.education_paths.learning.practice import Practice
from simulators.education_paths.learning.readiness import Readiness
from simulators.education_paths.learning.traits import Subject, Traits


@dataclass(frozen=True)
class Moment:
    """The state of those who act, just before they do: arrays like `Doing.who`."""

    at: Ints
    code: Ints
    mastery: Floats
    recall: Floats
    ready: Floats
    logits: Floats


class ContinuousModel:
    """Mastery m from 0 to 1 for every learner and concept, which only grows; recall R falls.

    A right answer has chance g + (1 - g) logistic(5 m R - 2.6 + ability - difficulty); what an
    activity teaches is a share of 1 - m, more where prerequisites are known. Instruction is worth
    more after productive failure, worked examples less the more is known, exercises most where
    right and wrong are even and right after one of a confusable sibling.
    """

    def __init__(self, traits: Traits, subject: Subject, effects: Effects) -> None:
        learners, self._concepts = traits.mastery.shape
        self._effects = effects
        self._mastery = np.clip(traits.mastery, 0.0, 1.0).ravel()  # a copy
        self._prepared = np.zeros(learners * self._concepts)
        self._novelty = Novelty(learners * self._concepts, effects.again_gain)
        self._rate = traits.rate
        self._memory = Memory(traits, effects)
        self._affect = Affect(traits, effects)
        self._readiness = Readiness(traits, subject, effects.ground_logits)
        self._practice = Practice(learners, subject)
        self._difficulty = np.array(subject.difficulty, dtype=np.float64)
        self._ability_logits = effects.ability_logits * traits.ability
        self._hardness = hardness_logits(effects)
        rates = (effects.video_gain, effects.text_gain, effects.worked_gain)
        drills = (effects.easy_gain, effects.middle_gain, effects.hard_gain)
        self._rates = np.array([*rates, *drills])
        self._prepares = np.array([0, 0, 0, 0, effects.prepared_middle, effects.prepared_hard])

    def p_correct(self, doing: Doing) -> Floats:
        """Chance of a right answer of each; of a middle exercise where none is done."""
        now = self._now(doing)
        return self._chance(now.logits - self._hardness.take(now.code))

    def study(self, doing: Doing, correct: Bools) -> Felt:
        """Let the learners do it; `correct` counts where it is an exercise. Changes the state."""
        now, who = self._now(doing), doing.who
        exercise = now.code >= FIRST_EXERCISE
        chance = self._chance(now.logits - self._hardness.take(now.code))
        usual = self._chance(now.logits)
        gain = np.where(
            exercise, self._by_practice(doing, now, chance, correct), self._by_lesson(doing, now)
        )
        gain *= self._rates.take(now.code) * self._rate.take(who) * (1.0 - now.mastery)
        gain *= self._affect.fresh_share(doing.session_min)
        self._prepare(now, failed=exercise & ~correct, lesson=~exercise)
        self._learn(now, gain, doing=doing, correct=correct)
        self._novelty.see(now.at, now.code)
        self._practice.note(who, doing.concept, exercise, doing.day)
        return self._affect.feel(
            who,
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
        """Chance of each learner to solve each exam item on a day: learners x items (3PL).

        An item of difficulty 0, slope 1 and the usual guess is a middle exercise.
        """
        effects = self._effects
        ability = effects.mastery_logits * self.mastery(day)[:, concept] - effects.unknown_logits
        ability += self._ability_logits[:, None] - self._difficulty[concept]
        return guess + (1.0 - guess) * logistic(slope * (ability - difficulty))

    def mastery(self, day: float) -> Floats:
        """Latent knowledge as it could be used on a day, 0 to 1: learners x concepts."""
        return (self._mastery * self._memory.table(day)).reshape(-1, self._concepts)

    def _now(self, doing: Doing) -> Moment:
        at = doing.who * self._concepts + doing.concept
        mastery, recall = self._mastery.take(at), self._memory.recall(at, doing.day)
        effects = self._effects
        logits = effects.mastery_logits * mastery * recall - effects.unknown_logits
        logits += self._ability_logits.take(doing.who) - self._difficulty.take(doing.concept)
        ready = self._readiness.of(
            doing.who, doing.concept, mastery=self._mastery, memory=self._memory, day=doing.day
        )
        return Moment(at, code(doing), mastery, recall, ready, logits)

    def _chance(self, logits: Floats) -> Floats:
        guess = self._effects.guess
        return guess + (1.0 - guess) * logistic(logits)

    def _by_lesson(self, doing: Doing, now: Moment) -> Floats:
        effects = self._effects
        gain = effects.lesson_unready + effects.lesson_ready * now.ready
        assisted = np.maximum(effects.worked_novice - effects.worked_reversal * now.mastery, 0.0)
        gain *= np.where(now.code == WORKED, assisted, 1.0) * self._novelty.of(now.at, now.code)
        gain *= 1.0 + effects.prepared_gain * self._prepared.take(now.at)
        overload = np.maximum(self._affect.load(doing.who) - 1.0, 0.0)
        return gain * np.maximum(1.0 - effects.overload_loss * overload, 0.0)

    def _by_practice(self, doing: Doing, now: Moment, chance: Floats, correct: Bools) -> Floats:
        effects = self._effects
        right = effects.right_gain + effects.challenge_gain * 4.0 * chance * (1.0 - chance)
        understood = np.minimum(now.mastery + 0.35 * now.ready, 1.0)
        wrong = effects.wrong_gain + effects.wrong_known_gain * understood
        gain = np.where(correct, right, wrong)
        known = np.minimum(1.6 * now.mastery, 1.0)
        gain *= effects.exercise_novice + effects.exercise_known * known
        gain *= effects.exercise_unready + effects.exercise_ready * now.ready
        contrast = self._practice.is_contrast(doing.who, doing.concept, doing.day)
        gain *= 1.0 + effects.contrast_gain * contrast
        return gain

    def _prepare(self, now: Moment, *, failed: Bools, lesson: Bools) -> None:
        effects, prepared = self._effects, self._prepared.take(now.at)
        worth = np.clip((now.ready - effects.prepared_from) / effects.prepared_span, 0.0, 1.0)
        added = self._prepares.take(now.code) * worth * (1.0 - prepared)
        added *= failed & (now.mastery < effects.prepared_below)
        self._prepared[now.at] = (prepared + added) * np.where(lesson, 1 - effects.prepared_used, 1)

    def _learn(self, now: Moment, gain: Floats, *, doing: Doing, correct: Bools) -> None:
        after = np.minimum(now.mastery + gain, 1.0)
        self._mastery[now.at] = after
        growth = self._memory.growth(
            now.recall,
            exercise=now.code >= FIRST_EXERCISE,
            correct=correct,
            hard=now.code == HARD_CODE,
        )
        fresh = (after - now.mastery) / np.maximum(after, 1e-9)
        self._memory.touch(now.at, doing.day, growth=growth, fresh=fresh)
