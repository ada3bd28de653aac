"""Random graphs of prerequisites: layers, so that nothing builds on itself."""

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.course.structure import Graph
from simulators.education_paths.learning.model import Bools, Floats, Ints
from simulators.education_paths.world import World

MOST_NEEDED = 4  # prerequisites of a concept


def draw_graph(world: World, draws: Draws) -> Graph:
    """Concepts in the order of a syllabus: numbered layer by layer."""
    layer = _layers(world.concepts, world.layers, draws)
    return Graph(
        layer,
        _needs(layer, world.prerequisite_share, draws),
        _siblings(layer, world.sibling_share, draws),
    )


def _layers(concepts: int, layers: int, draws: Draws) -> Ints:
    """The layer of every concept, ascending: one in each, the others anywhere."""
    others = draws.generator("layers").integers(0, layers, concepts - layers)
    return np.sort(np.concatenate([np.arange(layers), others])).astype(np.int64)


def _needs(layer: Ints, share: float, draws: Draws) -> Bools:
    """One prerequisite from the layer before; others the less likely the farther away."""
    size = len(layer)
    uniform: Floats = draws.generator("edges").random((size, size))
    distance = layer[:, None] - layer[None, :]
    above = distance > 0
    needs = np.zeros((size, size), dtype=np.bool_)
    for concept in np.flatnonzero(layer > 0):
        order = np.argsort(np.where(distance[concept] == 1, uniform[concept], 2.0), kind="stable")
        first = int(order[0])
        chance = share / np.maximum(distance[concept], 1)
        more = np.flatnonzero(above[concept] & (uniform[concept] > 1.0 - chance))
        needs[concept, first] = True
        needs[concept, more[more != first][: MOST_NEEDED - 1]] = True
    return needs


def _siblings(layer: Ints, share: float, draws: Draws) -> Bools:
    """Pairs of neighbours in a layer; nobody has more than one sibling."""
    size = len(layer)
    siblings = np.zeros((size, size), dtype=np.bool_)
    free = np.ones(size, dtype=np.bool_)
    for left in range(size - 1):
        right = left + 1
        together = layer[left] == layer[right] and free[left]
        if together and draws.chance(share, "siblings", left):
            siblings[left, right] = siblings[right, left] = True
            free[right] = False
    return siblings
