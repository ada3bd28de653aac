"""Which nodes are lost when a feeder is lost: what hangs on one outgoing line of the busbar."""

from collections.abc import Iterable

from simulators.grid_balancing.network.network import Network


def feeders(network: Network) -> tuple[tuple[int, ...], ...]:
    """The feeders as ascending node numbers, those with the smallest numbers first.

    The busbar is the slack node and what transformers connect it to; without transformers, the
    slack node alone. Feeders are the parts into which the rest falls apart when it is taken away.
    """
    joined = _neighbours(network, network.branches.kind)
    by_trafo = _neighbours(
        network, ("trafo" if k == "trafo" else "" for k in network.branches.kind)
    )
    busbar = _reached(network.slack, by_trafo, apart=set())
    left, found = set(range(network.size)) - busbar, []
    while left:
        part = _reached(min(left), joined, apart=busbar)
        found.append(tuple(sorted(part)))
        left -= part
    return tuple(found)


def _neighbours(network: Network, kinds: Iterable[str]) -> list[list[int]]:
    """Neighbours of every node over the branches whose kind is not empty."""
    joined: list[list[int]] = [[] for _ in range(network.size)]
    ends = zip(network.branches.from_node.tolist(), network.branches.to_node.tolist(), strict=True)
    for kind, (a, b) in zip(kinds, ends, strict=True):
        if kind:
            joined[a].append(b)
            joined[b].append(a)
    return joined


def _reached(start: int, joined: list[list[int]], *, apart: set[int]) -> set[int]:
    """All nodes that can be reached from `start` without the nodes of `apart`."""
    found, waiting = {start}, [start]
    while waiting:
        for other in joined[waiting.pop()]:
            if other not in found and other not in apart:
                found.add(other)
                waiting.append(other)
    return found
