"""What rules may compute beside themselves: all pure, from facts and observations alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from simulators.education_paths.observations import (
    EASY,
    HARD,
    MIDDLE,
    MOST_ATTEMPTS,
    Course,
    Kind,
    Learner,
)

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
        there = {
            (each.concept, each.kind, each.level): number
            for number, each in enumerate(facts.activities)
        }
        concepts = range(len(facts.concepts))
        self._lessons = {(c, kind): _lesson(there, c, kind) for c in concepts for kind in LESSONS}
        self._exercises = {
            (c, level): _exercise(there, c, level) for c in concepts for level in LEVELS
        }
        self._order = tuple(_in_order(facts))
        self._needs = tuple((n, facts.concepts[n].prerequisites) for n in self._order)

    def order(self) -> tuple[int, ...]:
        """All concepts, prerequisites first; among equals the one with the smaller number."""
        return self._order

    def ready(self, done: Sequence[bool]) -> list[int]:
        """Concepts that are not done though all their prerequisites are, in `order`.

        done: by concept, whether it is done with; what that means is the rule's own business.
        """
        return [
            concept
            for concept, needs in self._needs
            if not done[concept] and all(map(done.__getitem__, needs))
        ]

    def lesson(self, concept: int, kind: Kind) -> int:
        """The video, text or worked example of a concept; where there is none, another lesson.

        Raises:
            ValueError: the kind is no lesson, or there is no such concept.
        """
        found = self._lessons.get((concept, kind))
        if found is None:
            raise ValueError(
                f"expected a concept and one of {', '.join(LESSONS)}, got {concept!r}, {kind!r}"
            )
        return found

    def exercise(self, concept: int, level: int) -> int:
        """The exercise of a concept at a level, `EASY`, `MIDDLE` or `HARD`; else at the nearest.

        Raises:
            ValueError: there is no such level or concept.
        """
        found = self._exercises.get((concept, level))
        if found is None:
            raise ValueError(
                f"expected a concept and a level from {EASY} to {HARD}, got {concept!r}, {level!r}"
            )
        return found

    def fits(self, activity: int, learner: Learner) -> bool:
        """Whether the learner has the minutes today, at the usual length, and it is not worn out.

        An exercise is worn out after `MOST_ATTEMPTS` answers to its concept, at whatever level.
        """
        chosen = self._course.activities[activity]
        worn_out = chosen.level > 0 and learner.attempts[chosen.concept] >= MOST_ATTEMPTS
        return chosen.minutes <= learner.session_left_min and not worn_out

    def is_ready(self, concept: int, learner: Learner, known: float = 0.6) -> bool:
        """Whether the tutor believes that all prerequisites of the concept are known that well."""
        return all(learner.known[p] >= known for p in self._course.concepts[concept].prerequisites)

    def weakest(self, concepts: Iterable[int], learner: Learner) -> int:
        """Of some concepts the one least known by the tutor's estimate; the first among equals.

        Raises:
            ValueError: no concepts are given.
        """
        found = min(concepts, key=learner.known.__getitem__, default=None)
        if found is None:
            raise ValueError("the weakest of no concepts")
        return found


Numbers = Mapping[tuple[int, Kind, int], int]


def _lesson(there: Numbers, concept: int, kind: Kind) -> int:
    """The lesson of that kind, or the first other one: every concept has one."""
    return next(there[concept, each, 0] for each in (kind, *LESSONS) if (concept, each, 0) in there)


def _exercise(there: Numbers, concept: int, level: int) -> int:
    """The exercise at that level, or at the nearest, the easier first: every concept has one."""
    near = sorted(LEVELS, key=lambda each: (abs(each - level), each))
    return next(
        there[concept, "exercise", each] for each in near if (concept, "exercise", each) in there
    )


def _in_order(course: Course) -> Iterable[int]:
    left, done = set(range(len(course.concepts))), set[int]()
    while left:
        ready = [n for n in left if done.issuperset(course.concepts[n].prerequisites)]
        concept = min(ready)  # a course without cycles always has one: its reader says so
        left.remove(concept)
        done.add(concept)
        yield concept
