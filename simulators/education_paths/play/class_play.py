"""Plays a course: days of sessions, sessions of rounds, then the exam for everybody."""

from typing import Any

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.actions import Plan
from simulators.education_paths.learning.model import (
    EXERCISE,
    Bools,
    Doing,
    Floats,
    Ints,
    LearnerModel,
)
from simulators.education_paths.observations import MOST_ATTEMPTS
from simulators.education_paths.play.done import Done
from simulators.education_paths.play.exam_day import sit_exam
from simulators.education_paths.play.logs import Logs
from simulators.education_paths.play.luck import Luck
from simulators.education_paths.play.measures import measures
from simulators.education_paths.play.observe import Watch
from simulators.education_paths.play.referee import FINISH, REST, ruled, ruled_plan
from simulators.education_paths.play.tally import Tally
from simulators.education_paths.play.told import Teller
from simulators.education_paths.setting import Setting

ROUND_DAYS = 3.0 / 1440.0  # between activities of a session, for forgetting within it
KNOWN = 0.4  # latent mastery from which a prerequisite is met: three of five exercises are solved


class ClassPlay:
    """One course while it is being played.

    wrong_minutes_factor: how much longer a wrong answer takes.
    """

    def __init__(
        self,
        setting: Setting,
        model: LearnerModel,
        *,
        wrong_minutes_factor: float,
        draws: Draws,
        rules: Any,
        trace: Any,
    ) -> None:
        self.setting, self.model = setting, model
        self.course, self.learners = setting.course, setting.learners
        count, concepts = len(self.learners.pace), len(self.course.concepts)
        self.logs = Logs(count, concepts, self.course.budget_min)
        self.tally = Tally(count, concepts=concepts, activities=len(self.course.activities))
        self._wrong_minutes_factor = wrong_minutes_factor
        self._draws, self._rules = draws, rules
        self._luck = Luck(draws, count, concepts)
        self._watch = Watch(self.course, self.learners, self.logs)
        self._teller = Teller(trace)
        self._is_active: Bools = np.ones(count, dtype=bool)  # neither stopped nor finished
        self._shortest_min = float(setting.structure.catalogue.minutes.min())

    def play(self) -> dict[str, float]:
        """Play to the end and return the measures."""
        self._rules.begin(self.course, None)
        self._teller.course(self.setting)
        session_min = self._plan()
        for day in range(self.course.days):
            self._teller.knowledge(day, self.model, self.setting)
            if session_min[day] > 0.0:
                self._day(day, float(session_min[day]))
            self._teller.knowledge(day + 0.5, self.model, self.setting)
        for day in range(self.course.days, self.course.exam_day + 1):
            self._teller.knowledge(day, self.model, self.setting)
        return self._exam()

    def _plan(self) -> Floats:
        plan: Plan = self._rules.plan(self.setting.cohort)
        session_min, is_possible = ruled_plan(plan, self.course)
        self.tally.decisions += 1
        self.tally.illegal += not is_possible
        self._teller.plan(session_min)
        return session_min

    def _day(self, day: int, longest_min: float) -> None:
        """A session of everybody who is still there."""
        self.logs.open_day(day)
        in_session = self._is_active.copy()
        place = 0
        while True:
            left_min = self._left_min(longest_min)
            in_session &= self._is_active & (left_min >= self._shortest_min)
            who = np.flatnonzero(in_session)
            if not len(who):
                break
            goes_on, activity = self.ask(who, day, left_min[who])
            in_session[who] = goes_on
            if goes_on.any():
                self._round(day, place, who[goes_on], activity[goes_on])
            place += 1
        self.model.rest(np.flatnonzero(self._is_active))

    def _left_min(self, longest_min: float) -> Floats:
        """Room for more today, by learner."""
        return np.minimum(longest_min - self.logs.session_min, self.logs.minutes_left)

    def ask(self, who: Ints, day: int, left_min: Floats) -> tuple[Bools, Ints]:
        """Who goes on with the session, and the activity of each."""
        choices = self._rules.choose.map(self._watch.learners(who, day, left_min))
        catalogue = self.setting.structure.catalogue
        ruling = ruled(choices, who, left_min, catalogue=catalogue, logs=self.logs)
        self.tally.decisions += len(who)
        self.tally.illegal += int(ruling.refused.sum())
        finished = who[ruling.activity == FINISH]
        self._is_active[finished] = False
        self._teller.finished(day, finished)
        return ruling.activity > REST, ruling.activity

    def _round(self, day: int, place: int, who: Ints, activity: Ints) -> None:
        """Some learners do something, and it is written down."""
        done = self._study(day + place * ROUND_DAYS, day, who, activity)
        self.logs.note(done)
        self.tally.note(done, self.logs)
        self._is_active[who[done.stopped]] = False
        self._teller.done(done, place)

    def _study(self, now: float, day: int, who: Ints, activity: Ints) -> Done:
        catalogue, logs = self.setting.structure.catalogue, self.logs
        concept, kind = catalogue.concept[activity], catalogue.kind[activity]
        level, is_answer = catalogue.level[activity], kind == EXERCISE
        doing = Doing(who, concept, kind, level, now, logs.session_min[who])
        is_unmet = self._is_unmet(who, concept, now)
        correct = self.answers(doing, self.model)
        felt = self.model.study(doing, correct)
        return Done(
            day=day,
            who=who,
            activity=activity,
            concept=concept,
            level=level,
            is_answer=is_answer,
            correct=correct,
            # What is begun is finished, but the last minute of the budget is the last.
            minutes=np.minimum(self.own_min(who, activity, correct), logs.minutes_left[who]),
            usual_min=catalogue.minutes[activity],
            load=felt.load,
            is_unmet=is_unmet,
            stopped=self._luck.gives_up(who, felt.stop),
        )

    def answers(self, doing: Doing, model: LearnerModel, *, ahead: int = 0) -> Bools:
        """Who answers right, by the luck of the next answer but `ahead`; nobody to a lesson."""
        is_answer = doing.kind == EXERCISE
        attempt = self.logs.attempts[doing.who, doing.concept] + ahead
        attempt = np.where(is_answer, np.minimum(attempt, MOST_ATTEMPTS - 1), 0)
        luck = self._luck.answer(doing.who, doing.concept, attempt)
        return np.asarray(is_answer & (luck < model.p_correct(doing)))

    def own_min(self, who: Ints, activity: Ints, correct: Bools) -> Floats:
        """Minutes that some learners take: by their pace, and longer where they are wrong."""
        catalogue = self.setting.structure.catalogue
        is_wrong = (catalogue.kind[activity] == EXERCISE) & ~correct
        factor = np.where(is_wrong, self._wrong_minutes_factor, 1.0)
        return np.asarray(catalogue.minutes[activity] * self.learners.pace[who] * factor)

    def _is_unmet(self, who: Ints, concept: Ints, now: float) -> Bools:
        """Whose activity builds on something that is latently unknown."""
        is_low = self.model.mastery(now)[who] < KNOWN
        return np.asarray((is_low & self.setting.structure.graph.needs[concept]).any(axis=1))

    def _exam(self) -> dict[str, float]:
        scores = sit_exam(self.setting.exam, self.model, self._draws, self.course.exam_day)
        shares = np.array(self.setting.structure.exam_share)
        found = measures(self.learners, shares, scores=scores, logs=self.logs, tally=self.tally)
        self._teller.exam(scores, self.logs.minutes_used)
        self._teller.measures(found)
        return found
