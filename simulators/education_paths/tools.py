"""What rules may compute beside themselves: all pure, from facts and observations alone."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from simulators.education_paths.observations import MOST_ATTEMPTS, Course, Kind, Learner


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
        """The video, text or worked example of a concept.

        Raises:
            ValueError: the course has none.
        """
        return self._find(concept, kind, 0)

    def exercise(self, concept: int, level: int) -> int:
        """The exercise of a concept at a level, `EASY`, `MIDDLE` or `HARD`.

        Raises:
            ValueError: the course has none.
        """
        return self._find(concept, "exercise", level)

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

    def _find(self, concept: int, kind: Kind, level: int) -> int:
        number = self._number.get((concept, kind, level))
        if number is None:
            what = f"{kind} at level {level}" if level else kind
            raise ValueError(f"the course has no {what} of concept {concept}")
        return number


def _in_order(course: Course) -> Iterable[int]:
    left, done = set(range(len(course.concepts))), set[int]()
    while left:
        ready = [n for n in left if done.issuperset(course.concepts[n].prerequisites)]
        concept = min(ready)  # a course without cycles always has one: its reader says so
        left.remove(concept)
        done.add(concept)
        yield concept
