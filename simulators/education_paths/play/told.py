"""What a trace is told: the events behind every figure, if anybody looks."""

from typing import Any

import numpy as np

from simulators.education_paths.learning.model import Floats, Ints, LearnerModel
from simulators.education_paths.play.done import Done
from simulators.education_paths.setting import Setting


class Teller:
    """Writes the events of one course."""

    def __init__(self, trace: Any) -> None:
        self._trace = trace

    @property
    def on(self) -> bool:
        """Whether anybody looks."""
        return bool(self._trace.on)

    def course(self, setting: Setting) -> None:
        """The course and, for groups in figures, what nobody else sees of who learns it."""
        if not self.on:
            return
        course, learners = setting.course, setting.learners
        self._trace.event(
            "course",
            names=list(setting.structure.names),
            prerequisites=[list(each.prerequisites) for each in course.concepts],
            confusable=[list(each.confusable) for each in course.concepts],
            exam_share=[each.exam_share for each in course.concepts],
            activity_concept=[each.concept for each in course.activities],
            activity_kind=[each.kind for each in course.activities],
            activity_level=[each.level for each in course.activities],
            activity_min=[each.minutes for each in course.activities],
            days=course.days,
            exam_day=course.exam_day,
            budget_min=course.budget_min,
            prior_third=learners.prior_third.tolist(),
            is_poor=learners.is_poor.tolist(),
            is_slow=learners.is_slow.tolist(),
            pretest_share=learners.pretest_share.tolist(),
        )

    def plan(self, session_min: Floats) -> None:
        """Longest sessions by day."""
        if self.on:
            self._trace.event("plan", session_min=session_min.tolist())

    def done(self, done: Done, place: int) -> None:
        """A round: what some learners did, how it went, and who gave up after it."""
        if self.on:
            self._trace.event(
                "round",
                day=done.day,
                place=place,
                who=done.who.tolist(),
                activity=done.activity.tolist(),
                correct=[
                    int(right) if answered else -1
                    for right, answered in zip(
                        done.correct.tolist(), done.is_answer.tolist(), strict=True
                    )
                ],
                minutes=done.minutes.tolist(),
                load=done.load.tolist(),
                stopped=done.who[done.stopped].tolist(),
            )

    def finished(self, day: int, who: Ints) -> None:
        """Some are sent to the exam without learning any more."""
        if self.on and len(who):
            self._trace.event("finish", day=day, who=who.tolist())

    def knowledge(self, day: float, model: LearnerModel, setting: Setting) -> None:
        """Chances to solve a usual question of the exam now, guesses included.

        Learners x concepts. Mornings are whole days, evenings halves.
        """
        if not self.on:
            return
        form, concepts = setting.exam, np.arange(len(setting.course.concepts))
        difficulty, slope, guess = (
            np.full(len(concepts), of_items.mean())
            for of_items in (form.difficulty, form.slope, form.guess)
        )
        chance = model.p_item(concepts, difficulty, slope, guess, day)
        self._trace.event("knowledge", day=day, chance=chance.round(3).tolist())

    def exam(self, scores: Floats, minutes_used: Floats) -> None:
        """Points and minutes by learner."""
        if self.on:
            self._trace.event("exam", scores=scores.tolist(), minutes_used=minutes_used.tolist())

    def measures(self, found: dict[str, float]) -> None:
        """The course is over."""
        self._trace.event("measures", **found)
