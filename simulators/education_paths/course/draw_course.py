"""Draws a course: its graph, its activities, what its concepts count in the exam."""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.course.catalogue import as_arrays, draw_activities
from simulators.education_paths.course.exam import item_counts
from simulators.education_paths.course.graph import draw_graph
from simulators.education_paths.course.structure import Graph, Structure
from simulators.education_paths.learning.model import Floats
from simulators.education_paths.observations import Activity, Concept, Course
from simulators.education_paths.world import World, exam_day


def draw_course(world: World, draws: Draws) -> Structure:
    """The course of this world and seed."""
    graph = draw_graph(world, draws)
    activities = draw_activities(world, world.concepts, draws)
    names = tuple(f"concept {number}" for number in range(world.concepts))
    shares = _exam_shares(world, draws)
    return structure_of(world, draws, graph, activities=activities, shares=shares, names=names)


def structure_of(
    world: World,
    draws: Draws,
    graph: Graph,
    *,
    activities: tuple[Activity, ...],
    shares: tuple[float, ...],
    names: tuple[str, ...],
) -> Structure:
    """A course of given concepts and activities; only how hard its concepts are is drawn."""
    difficulty = world.concept_difficulty_sd * draws.generator("difficulty").normal(size=len(names))
    return Structure(
        course=Course(
            concepts=_concepts(graph, shares),
            activities=activities,
            days=world.days,
            exam_day=exam_day(world),
            budget_min=world.budget_min,
            session_min=world.session_min,
        ),
        graph=graph,
        catalogue=as_arrays(activities),
        names=names,
        difficulty=difficulty,
    )


def _concepts(graph: Graph, shares: tuple[float, ...]) -> tuple[Concept, ...]:
    return tuple(
        Concept(
            prerequisites=tuple(np.flatnonzero(graph.needs[number]).tolist()),
            confusable=tuple(np.flatnonzero(graph.siblings[number]).tolist()),
            exam_share=share,
        )
        for number, share in enumerate(shares)
    )


def _exam_shares(world: World, draws: Draws) -> tuple[float, ...]:
    """Whole items by concept, so that all items count the same."""
    weights: Floats = np.array(
        [draws.lognormal(1.0, world.exam_share_cv, "exam", n) for n in range(world.concepts)]
    )
    counts = item_counts(tuple((weights / weights.sum()).tolist()), world.exam_items)
    return tuple((counts / counts.sum()).tolist())
