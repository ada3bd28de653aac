"""A course taught by somebody who sees the latent state and the luck of every next answer.

Each learner does what promises most points at the exam for a minute; the promise is found by trying
it on a copy of the model. One step ahead (greedy) undervalues what only pays together, such as a
problem before its lesson; pairs of activities (rollout) see that.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulators.education_paths.learning.model import Bools, Doing, Floats, Ints, LearnerModel
from simulators.education_paths.observations import EASY, HARD, MIDDLE, MOST_ATTEMPTS
from simulators.education_paths.play.class_play import ClassPlay
from simulators.education_paths.setting import Setting
from simulators.education_paths.tools import LESSONS, Tools

MOST_CONCEPTS = 4  # that are looked at for each learner: those with most to gain
Tries = tuple[tuple[int, ...], ...]
GREEDY: Tries = ((0,), (1,), (2,), (3,), (4,), (5,))  # places among the activities of a concept
ROLLOUT: Tries = (
    *GREEDY,
    (0, 3),
    (1, 3),
    (1, 4),
    (2, 3),
    (2, 4),
    (3, 3),
    (4, 4),
    (4, 1),
    (5, 1),
    (5, 0),
)
WORTH_PER_MIN = 0.1  # points that a minute brings on the whole: what giving up early costs


@dataclass(frozen=True)
class Look:
    """What some learners could do: rate in points a minute, and the first activity of it."""

    rate: Floats
    activity: Ints


class LatentPlay(ClassPlay):
    """Plays a course by foresight; `tries` are the sequences of activities that are looked at."""

    def __init__(self, tries: Tries, setting: Setting, model: LearnerModel, **rest: Any) -> None:
        super().__init__(setting, model, **rest)
        self._tries = tries
        tools = Tools(setting.course, lambda _request: None)
        self._activity = np.array(
            [
                [tools.lesson(concept, kind) for kind in LESSONS]
                + [tools.exercise(concept, level) for level in (EASY, MIDDLE, HARD)]
                for concept in range(len(setting.course.concepts))
            ]
        )

    def ask(self, who: Ints, day: int, left_min: Floats) -> tuple[Bools, Ints]:
        """Who goes on with the session, and the activity of each."""
        looks = list(self._looks(who, day, left_min))
        rates = np.stack([look.rate for look in looks])
        best = rates.argmax(axis=0)
        columns = np.arange(len(who))
        activity = np.stack([look.activity for look in looks])[best, columns]
        return rates[best, columns] > -np.inf, activity

    def _looks(self, who: Ints, day: int, left_min: Floats) -> Iterator[Look]:
        before = self._points(self.model)[who]
        for concept in self._most_to_gain(who):
            for places in self._tries:
                activities = [self._activity[concept, place] for place in places]
                yield self._look(who, activities, day=day, left_min=left_min, before=before)

    def _look(
        self, who: Ints, activities: list[Ints], *, day: int, left_min: Floats, before: Floats
    ) -> Look:
        """Try a sequence on a copy of the cohort."""
        model, minutes = copy.deepcopy(self.model), np.zeros(len(who))
        stays = np.ones(len(who))
        catalogue, logs = self.setting.structure.catalogue, self.logs
        usual_min = np.zeros(len(who))
        for step, activity in enumerate(activities):
            concept, kind = catalogue.concept[activity], catalogue.kind[activity]
            doing = Doing(
                who, concept, kind, catalogue.level[activity], float(day), logs.session_min[who]
            )
            correct = self.answers(doing, model, ahead=step)
            felt = model.study(doing, correct)
            stays *= 1.0 - felt.stop
            usual_min += catalogue.minutes[activity]
            minutes += self.own_min(who, activity, correct)
        gain = self._points(model)[who] - before
        gain -= (1.0 - stays) * WORTH_PER_MIN * logs.minutes_left[who]
        worn = logs.attempts[who, concept] + len(activities) > MOST_ATTEMPTS
        possible = (usual_min <= left_min) & ~worn
        return Look(np.where(possible, gain / minutes, -np.inf), activities[0])

    def _points(self, model: LearnerModel) -> Floats:
        """Points that each learner could expect of the exam, as if learning ended now."""
        form = self.setting.exam
        chance = model.p_item(
            form.concept, form.difficulty, form.slope, form.guess, float(self.course.exam_day)
        )
        return np.asarray(chance @ form.points)

    def _most_to_gain(self, who: Ints) -> Ints:
        """Concepts for each learner: rows are ranks, columns learners."""
        usable = self.model.mastery(float(self.course.exam_day))[who]
        need = np.array(self.setting.structure.exam_share) * (1.0 - usable)
        need = need * (0.2 + self._ready(usable))
        return np.argsort(-need, axis=1, kind="stable")[:, :MOST_CONCEPTS].T

    def _ready(self, usable: Floats) -> Floats:
        """The least of what is usable of the prerequisites, 1 where there are none."""
        needs = self.setting.structure.graph.needs
        least: Floats = np.where(needs[None], usable[:, None, :], 1.0).min(axis=2)
        return least
