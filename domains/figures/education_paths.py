"""Pictures of a course and its learners, from the trace of one replication."""

from collections.abc import Mapping, Sequence
from typing import Any

from domains.figures.education.chosen import chosen
from domains.figures.education.fairness import fairness
from domains.figures.education.knowledge import knowledge
from domains.figures.education.minutes_score import minutes_score
from domains.figures.education.paths import paths
from domains.figures.education.record import read
from domains.figures.education.ridges import ridges
from domains.figures.education.saw_tooth import saw_tooth
from domains.figures.education.survival import survival


def figures(world: Any, events: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Altair charts by title; none without a course that came to its exam.

    events: the trace of one replication of `simulate`, in any order.
    """
    del world
    played = read(events)
    if played is None:
        return {}
    return {
        "What learners do": paths(played),
        "When what is chosen": chosen(played),
        "Knowledge of each concept": knowledge(played),
        "Learning and forgetting": saw_tooth(played),
        "Exam points of each group": ridges(played),
        "Groups beside each other": fairness(played),
        "Who stays in the course": survival(played),
        "Minutes and points": minutes_score(played),
    }
