"""Orders in groups of neighbours: k-medoids by driving time, without chance."""

from collections.abc import Sequence

from simulators.supply_chain.observations import OpenOrder

ROUNDS = 3  # of moving the medoids; more changes little


def clusters_of(
    orders: Sequence[OpenOrder], count: int, travel: Sequence[Sequence[float]]
) -> tuple[tuple[OpenOrder, ...], ...]:
    """At most `count` groups, none empty, each with its orders as given.

    The first medoid is the order farthest from the depot, each next one farthest from all
    (Gonzalez 1985, doi:10.1016/0304-3975(85)90224-5); then medoids move to the middle of their
    groups.
    """
    if not orders or count < 1:
        return ()
    centres = _far_apart(orders, count, travel)
    groups = _near(orders, centres, travel)
    for _ in range(ROUNDS):
        moved = [_middle(group, travel) for group in groups]
        if moved == centres:
            break
        centres = moved
        groups = _near(orders, centres, travel)
    return tuple(tuple(group) for group in groups)


def _far_apart(
    orders: Sequence[OpenOrder], count: int, travel: Sequence[Sequence[float]]
) -> list[int]:
    sites = sorted({order.site for order in orders})
    centres = [max(sites, key=lambda site: (travel[0][site], -site))]
    while len(centres) < min(count, len(sites)):
        centres.append(max(sites, key=lambda s: (min(travel[c][s] for c in centres), -s)))
    return centres


def _near(
    orders: Sequence[OpenOrder], centres: list[int], travel: Sequence[Sequence[float]]
) -> list[list[OpenOrder]]:
    groups: dict[int, list[OpenOrder]] = {centre: [] for centre in centres}
    for order in orders:
        groups[min(centres, key=lambda c: travel[c][order.site])].append(order)
    return [group for group in groups.values() if group]


def _middle(group: list[OpenOrder], travel: Sequence[Sequence[float]]) -> int:
    sites = sorted({order.site for order in group})
    return min(sites, key=lambda s: (sum(travel[s][order.site] for order in group), s))
