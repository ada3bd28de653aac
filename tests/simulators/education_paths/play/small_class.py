"""A small course with a stand-in for the learner model: enough to play by, and easy to foresee."""

import hashlib
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from ruleloop.domain import Trace
from ruleloop.draws import Draws
from simulators.education_paths.actions import Choice, Plan
from simulators.education_paths.cohort.cohort import Learners
from simulators.education_paths.cohort.draw_cohort import cohort_of
from simulators.education_paths.course.catalogue import as_arrays
from simulators.education_paths.course.exam import ExamForm
from simulators.education_paths.course.structure import Graph, Structure
from simulators.education_paths.learning.model import EXERCISE, Bools, Doing, Felt, Floats, Ints
from simulators.education_paths.observations import Activity, Concept, Course, Learner
from simulators.education_paths.play.class_play import ClassPlay
from simulators.education_paths.setting import Setting
from simulators.education_paths.tools import Tools
from simulators.education_paths.world import World

N = 60
KINDS = (("video", 0, 5.0), ("text", 0, 3.5), ("worked", 0, 3.5),
         ("exercise", 1, 1.5), ("exercise", 2, 2.5), ("exercise", 3, 5.0))  # fmt: skip


def small_course(concepts: int = 4, *, days: int = 5, budget_min: float = 100.0) -> Course:
    """A chain of concepts."""
    return Course(
        concepts=tuple(
            Concept(prerequisites=(n - 1,) if n else (), confusable=(), exam_share=1.0 / concepts)
            for n in range(concepts)
        ),
        activities=tuple(
            Activity(concept, kind, level, minutes)  # type: ignore[arg-type] # of a table
            for concept in range(concepts)
            for kind, level, minutes in KINDS
        ),
        days=days,
        exam_day=days + 6,
        budget_min=budget_min,
        session_min=30.0,
    )


def some_learners(concepts: int = 4, count: int = N) -> Learners:
    """Learners who differ a little."""
    rank = np.arange(count)
    return Learners(
        mastery=np.full((count, concepts), 0.1) + 0.2 * (rank[:, None] * 3 // count),
        ability=np.zeros(count),
        rate=np.ones(count),
        stability=np.ones(count),
        persistence=np.zeros(count),
        pace=np.where(rank % 2 == 0, 1.0, 1.2),
        pretest_share=np.asarray(0.2 + 0.2 * (rank * 3 // count), dtype=np.float64),
        prior_third=rank * 3 // count,
        is_poor=rank % 5 == 0,
        is_slow=rank % 4 == 0,
    )


def small_setting(course: Course | None = None, count: int = N) -> Setting:
    """A small course with its exam, two items a concept, and a class."""
    course = course or small_course()
    concepts = len(course.concepts)
    needs = np.zeros((concepts, concepts), dtype=bool)
    for number, concept in enumerate(course.concepts):
        needs[number, list(concept.prerequisites)] = True
    items = np.repeat(np.arange(concepts), 3)
    learners = some_learners(concepts, count)
    return Setting(
        world=World(),
        structure=Structure(
            course=course,
            graph=Graph(np.arange(concepts), needs, np.zeros_like(needs)),
            catalogue=as_arrays(course.activities),
            names=tuple(f"concept {n}" for n in range(concepts)),
            difficulty=np.zeros(concepts),
        ),
        exam=ExamForm(
            concept=items,
            difficulty=np.zeros(len(items)),
            slope=np.ones(len(items)),
            guess=np.full(len(items), 0.2),
            points=np.full(len(items), 100.0 / len(items)),
        ),
        learners=learners,
        cohort=cohort_of(learners),
    )


class StandIn:
    """Everything teaches the same, nothing is forgotten, every activity has the same hazard."""

    def __init__(self, learners: Learners, *, gain: float = 0.3, stop: float = 0.002) -> None:
        self.known = learners.mastery.copy()
        self._gain, self._stop = gain, stop
        self.rested = 0

    def p_correct(self, doing: Doing) -> Floats:
        return np.asarray(0.2 + 0.75 * self.known[doing.who, doing.concept] - 0.05 * doing.level)

    def study(self, doing: Doing, correct: Bools) -> Felt:
        at = (doing.who, doing.concept)
        rate = np.where(
            doing.kind == EXERCISE, self._gain * np.where(correct, 1.0, 0.5), self._gain
        )
        self.known[at] += rate * (1.0 - self.known[at])
        zero = np.zeros(len(doing.who))
        return Felt(zero, zero, np.where(correct, self._stop, 3.0 * self._stop))

    def rest(self, who: Ints) -> None:
        self.rested += 1

    def p_item(
        self, concept: Ints, difficulty: Floats, slope: Floats, guess: Floats, day: float
    ) -> Floats:
        logit = slope * (6.0 * self.known[:, concept] - 3.0 - difficulty)
        return np.asarray(guess + (1.0 - guess) / (1.0 + np.exp(-logit)))

    def mastery(self, day: float) -> Floats:
        return self.known


class WrittenRules:
    """A RulesProxy over plain functions: a cell without walls; `last` keeps the last observations.

    It takes the names of an interface that a module may use, and the module's own functions.
    """

    def __init__(self, choose: Callable[..., Choice], plan: Callable[..., Plan] | None = None):
        self._choose, self._plan = choose, plan or (lambda *_: Plan())
        self.last: Sequence[Learner] = ()
        self.choose = self

    def begin(self, facts: Course, answer: Any = None) -> None:
        self.course, self.tools = facts, Tools(facts, lambda _request: None)

    def plan(self, cohort: Any) -> Plan:
        return self._plan(cohort, self.course, self.tools)

    def map(self, learners: Sequence[Learner]) -> list[Choice]:
        self.last = learners
        return [self._choose(learner, self.course, self.tools) for learner in learners]


def written(module: ModuleType | str) -> WrittenRules:
    """The rules of a module, or of a source text."""
    if isinstance(module, str):
        text, module = module, ModuleType("rules")
        exec(text, module.__dict__)
    return WrittenRules(module.choose, getattr(module, "plan", None))


def draws(number: int = 0) -> Draws:
    return Draws(hashlib.blake2b(str(number).encode(), digest_size=16).digest())


def class_play(
    rules: Any,
    setting: Setting | None = None,
    *,
    number: int = 0,
    trace: Trace | None = None,
    **stand_in: float,
) -> ClassPlay:
    """A play with the stand-in, ready to begin."""
    setting = setting or small_setting()
    return ClassPlay(
        setting,
        StandIn(setting.learners, **stand_in),
        wrong_minutes_factor=1.35,
        draws=draws(number),
        rules=rules,
        trace=trace or Trace(),
    )
