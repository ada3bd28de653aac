"""Where in a network things stand: weights over nodes, each summing to 1, and feed-in groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulators.grid_balancing.network.network import Floats, Integers, Network

MOST_GROUPS = 12  # of feed-in, so that rules and answers stay small
STEERED = ("wind", "pv")
OFFICES = 0.1  # the share of nodes, those with most load, where people work


@dataclass(frozen=True)
class Sites:
    """Weights of shape (nodes,): of houses with batteries, the busbar, homes, offices, a depot."""

    batteries: Floats
    busbar: Floats
    homes: Floats
    offices: Floats
    depot: Floats


@dataclass(frozen=True)
class FeedInGroup:
    """Plants of one kind on the same feeders.

    feeder: the one with most of their power; its number is the number of feeders for plants at the
    busbar. generators: their numbers.
    """

    kind: str
    feeder: int
    power_mw: float
    generators: tuple[int, ...]


def sites(network: Network, feeders: Sequence[Sequence[int]]) -> Sites:
    """Where assets stand, from where the network has load, sun and storages."""
    load = _at(network, network.loads.node, network.loads.p_mw)
    pv = network.generators.p_mw * (np.array(network.generators.kind) == "pv")
    sun = _at(network, network.generators.node, pv)
    stored = _at(network, network.storages.node, network.storages.p_max_mw)
    largest = np.argsort(-load, kind="stable")
    offices = largest[: max(1, round(OFFICES * np.count_nonzero(load)))]
    return Sites(
        batteries=_shares(network, stored, sun, load),
        busbar=_shares(network, _busbar(network, feeders), load),
        homes=_shares(network, load),
        offices=_shares(network, _marked(network, offices)),
        depot=_shares(network, _marked(network, largest[:1])),
    )


def pools(network: Network, count: int) -> Floats:
    """Consumers of each contract, (contracts, nodes), 0 or 1: nodes by load, dealt out in turn."""
    load = _at(network, network.loads.node, network.loads.p_mw)
    largest = [node for node in np.argsort(-load, kind="stable") if load[node] > 0.0]
    found = np.zeros((count, network.size))
    for rank, node in enumerate(largest if count else ()):
        found[rank % count, node] = 1.0
    return found


def feed_in_groups(
    network: Network, feeders: Sequence[Sequence[int]], scale: dict[str, float]
) -> tuple[FeedInGroup, ...]:
    """Wind, then sun, by feeder; at most `MOST_GROUPS`, the smallest of a kind are joined."""
    feeder_of = {node: k for k, nodes in enumerate(feeders) for node in nodes}
    members: dict[tuple[int, int], list[int]] = {}
    for g, kind in enumerate(network.generators.kind):
        if kind in STEERED and scale[kind] * network.generators.p_mw[g] > 0.0:
            feeder = feeder_of.get(int(network.generators.node[g]), len(feeders))
            members.setdefault((STEERED.index(kind), feeder), []).append(g)
    groups = [
        FeedInGroup(
            kind=STEERED[kind],
            feeder=feeder,
            power_mw=scale[STEERED[kind]] * float(network.generators.p_mw[plants].sum()),
            generators=tuple(plants),
        )
        for (kind, feeder), plants in sorted(members.items())
    ]
    return _joined(groups)


def _joined(groups: list[FeedInGroup]) -> tuple[FeedInGroup, ...]:
    while len(groups) > MOST_GROUPS:
        small, other = _smallest_pair(groups)
        joined = FeedInGroup(
            kind=other.kind,
            feeder=other.feeder,
            power_mw=small.power_mw + other.power_mw,
            generators=tuple(sorted(small.generators + other.generators)),
        )
        groups = [joined if g is other else g for g in groups if g is not small]
    return tuple(groups)


def _smallest_pair(groups: list[FeedInGroup]) -> tuple[FeedInGroup, FeedInGroup]:
    """The two groups of one kind with least power together, the smaller one first."""
    pairs = []
    for kind in STEERED:
        own = sorted((g for g in groups if g.kind == kind), key=lambda g: g.power_mw)
        if len(own) > 1:
            pairs.append((own[0], own[1]))
    return min(pairs, key=lambda pair: pair[0].power_mw + pair[1].power_mw)


def _at(network: Network, node: Integers, power: Floats) -> Floats:
    found: Floats = np.bincount(node, power, minlength=network.size).astype(np.float64)
    return found


def _busbar(network: Network, feeders: Sequence[Sequence[int]]) -> Floats:
    """1 at the first node that is neither the source nor on a feeder, if there is one."""
    taken = {network.slack, *(node for nodes in feeders for node in nodes)}
    free = [node for node in range(network.size) if node not in taken]
    return _marked(network, free[:1])


def _marked(network: Network, nodes: Sequence[int] | Integers) -> Floats:
    found = np.zeros(network.size)
    found[list(nodes)] = 1.0
    return found


def _shares(network: Network, *wishes: Floats) -> Floats:
    """The first of the wishes that is not all 0 outside the source, summing to 1."""
    for wish in (*wishes, np.ones(network.size)):
        outside = np.where(np.arange(network.size) == network.slack, 0.0, wish)
        if outside.sum() > 0.0:
            return np.asarray(outside / outside.sum())
    raise ValueError(f"{network.name}: expected a node besides the source, got none")
