"""Graphs of prerequisites are courses that somebody could teach."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.education_paths.course.graph import MOST_NEEDED, draw_graph
from simulators.education_paths.world import World


@st.composite
def graphs(draw):
    concepts = draw(st.integers(2, 40))
    world = World(
        concepts=concepts,
        layers=draw(st.integers(1, concepts)),
        prerequisite_share=draw(st.floats(0.0, 1.0)),
        sibling_share=draw(st.floats(0.0, 1.0)),
    )
    return world, draw_graph(world, Draws(draw(st.binary(min_size=16, max_size=16))))


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_concepts_build_only_on_concepts_with_smaller_numbers(drawn):
    _, graph = drawn
    assert not np.triu(graph.needs).any()


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_a_layer_is_one_below_its_deepest_prerequisite(drawn):
    world, graph = drawn
    assert graph.layer.max() == world.layers - 1
    for concept, layer in enumerate(graph.layer):
        needed = np.flatnonzero(graph.needs[concept])
        assert layer == (graph.layer[needed].max() + 1 if len(needed) else 0)


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_no_concept_builds_on_more_than_a_few(drawn):
    _, graph = drawn
    assert graph.needs.sum(axis=1).max() <= MOST_NEEDED


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_siblings_are_pairs_of_one_layer(drawn):
    _, graph = drawn
    assert np.array_equal(graph.siblings, graph.siblings.T)
    assert graph.siblings.sum(axis=1).max() <= 1
    left, right = np.nonzero(graph.siblings)
    assert (graph.layer[left] == graph.layer[right]).all()
    assert (left != right).all()


def test_denser_worlds_have_more_edges():
    edges = [
        sum(
            int(draw_graph(World(prerequisite_share=share), Draws(bytes([n] * 16))).needs.sum())
            for n in range(20)
        )
        for share in (0.0, 0.2, 0.6)
    ]
    assert edges[0] < edges[1] < edges[2]


def test_without_more_edges_every_later_concept_builds_on_one():
    graph = draw_graph(World(prerequisite_share=0.0), Draws(b"x" * 16))
    assert (graph.needs.sum(axis=1) == (graph.layer > 0)).all()
