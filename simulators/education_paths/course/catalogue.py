"""What can be done: for every concept a video, a text, a worked example and three exercises."""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.course.structure import KINDS, Catalogue
from simulators.education_paths.observations import EASY, HARD, MIDDLE, Activity, Kind
from simulators.education_paths.world import World

SHORTEST_MIN = 0.5
KIND_AND_LEVEL: tuple[tuple[Kind, int], ...] = (
    ("video", 0),
    ("text", 0),
    ("worked", 0),
    ("exercise", EASY),
    ("exercise", MIDDLE),
    ("exercise", HARD),
)


def draw_activities(world: World, concepts: int, draws: Draws) -> tuple[Activity, ...]:
    """Six activities of every concept, concept by concept; lengths vary around the usual ones."""
    usual = (
        world.video_min,
        world.text_min,
        world.worked_min,
        world.easy_min,
        world.middle_min,
        world.hard_min,
    )
    return tuple(
        Activity(concept, kind, level, _minutes(mean, world.minutes_cv, draws, (concept, place)))
        for concept in range(concepts)
        for place, ((kind, level), mean) in enumerate(zip(KIND_AND_LEVEL, usual, strict=True))
    )


def _minutes(mean: float, cv: float, draws: Draws, key: tuple[int, int]) -> float:
    """Rounded to six seconds, as a platform would show it."""
    return max(SHORTEST_MIN, round(draws.lognormal(mean, cv, "minutes", *key), 1))


def as_arrays(activities: tuple[Activity, ...]) -> Catalogue:
    """The catalogue for those who count with it."""
    return Catalogue(
        concept=np.array([each.concept for each in activities], dtype=np.int64),
        kind=np.array([KINDS.index(each.kind) for each in activities], dtype=np.int64),
        level=np.array([each.level for each in activities], dtype=np.int64),
        minutes=np.array([each.minutes for each in activities], dtype=np.float64),
    )
