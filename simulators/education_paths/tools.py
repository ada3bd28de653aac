"""What rules may compute beside themselves: all pure, from facts and observations alone."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from simulators.education_paths.observations import EASY, HARD, MIDDLE, Course, Kind, Learner

LESSONS: tuple[Kind, ...] = ("video", "text", "worked")
LEVELS = (EASY, MIDDLE, HARD)


class Tools:
    """Made beside the rules from the facts of the course."""

    ANSWERS: ClassVar[dict[type, Any]] = {}

    def __init__(
        self,
        facts: Course,
        ask: Callable[[Any], Any],  # noqa: ARG002 - every domain's tools are made this way
    ) -> None:
        self._course = facts
        self._number = {
            (each.concept, each.kind, each.level): number
            for number, each in enumerate(facts.activities)
        }
        self._order = tuple(_in_order(facts))

    def order(self) -> tuple[int, ...]:
        """All concepts, prerequisites first; among equals the one with the smaller number."""
        return self._order

    def lesson(self, concept: int, kind: Kind) -> int:
        """The video, text or worked example of a concept; where there is none, another lesson.

        Raises:
            ValueError: the kind is no lesson, or there is no such concept.
        """
        if kind not in LESSONS:
            raise ValueError(f"expected one of {', '.join(LESSONS)}, got {kind!r}")
        return self._first(concept, ((each, 0) for each in (kind, *LESSONS)))

    def exercise(self, concept: int, level: int) -> int:
        """The exercise of a concept at a level, `EASY`, `MIDDLE` or `HARD`; else at the nearest.

        Raises:
            ValueError: there is no such level or concept.
        """
        if level not in LEVELS:
            raise ValueError(f"expected a level from {EASY} to {HARD}, got {level!r}")
        near = sorted(LEVELS, key=lambda each: (abs(each - level), each))
        return self._first(concept, (("exercise", each) for each in near))

    def fits(self, activity: int, learner: Learner) -> bool:
        """Whether the learner has the minutes today, at the usual length."""
        return self._course.activities[activity].minutes <= learner.session_left_min

    def is_ready(self, concept: int, learner: Learner, known: float = 0.6) -> bool:
        """Whether the tutor believes that all prerequisites of the concept are known that well."""
        return all(learner.known[p] >= known for p in self._course.concepts[concept].prerequisites)

    def weakest(self, concepts: Iterable[int], learner: Learner) -> int:
        """Of some concepts the one least known by the tutor's estimate; the first among equals.

        Raises:
            ValueError: no concepts are given.
        """
        return min(concepts, key=lambda concept: (learner.known[concept], concept))

    def _first(self, concept: int, wanted: Iterable[tuple[Kind, int]]) -> int:
        """The first that there is; every concept has a lesson and an exercise."""
        for kind, level in wanted:
            number = self._number.get((concept, kind, level))
            if number is not None:
                return number
        raise ValueError(f"the course has no concept {concept!r}")


def _in_order(course: Course) -> Iterable[int]:
    left, done = set(range(len(course.concepts))), set[int]()
    while left:
        ready = [n for n in left if done.issuperset(course.concepts[n].prerequisites)]
        concept = min(ready)  # a course without cycles always has one: its reader says so
        left.remove(concept)
        done.add(concept)
        yield concept
