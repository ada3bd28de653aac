"""Where nodes are drawn: on the map if it is known, else as a tree from the first node."""

import math

from domains.figures.network_week.record import Event

Point = tuple[float, float]


def places(grid: Event) -> list[Point]:
    """A point for each node, in kilometres on the map or in steps of the tree.

    A node without a place, such as the open end of a line, stands where its neighbour does. Of a
    network of which less than half is on the map, the tree is drawn.
    """
    xs, ys = grid["x"], grid["y"]
    known = {k: (x, y) for k, (x, y) in enumerate(zip(xs, ys, strict=True)) if x is not None}
    near = neighbours(grid)
    if 2 * len(known) < len(xs):
        return _tree(near)
    middle = math.cos(math.radians(sum(y for _, y in known.values()) / len(known)))
    scaled = {k: (111.3 * middle * x, 111.3 * y) for k, (x, y) in known.items()}
    west, south = (min(point[side] for point in scaled.values()) for side in (0, 1))
    return [_place(node, scaled, near, (west, south)) for node in range(len(xs))]


def neighbours(grid: Event) -> list[list[int]]:
    """The nodes at the other ends of each node's branches."""
    near: list[list[int]] = [[] for _ in grid["x"]]
    for start, end in zip(grid["from_node"], grid["to_node"], strict=True):
        near[start].append(end)
        near[end].append(start)
    return near


def walk(near: list[list[int]]) -> list[tuple[int, int]]:
    """Every node with its distance in branches from the first one, feeder after feeder."""
    found: list[tuple[int, int]] = []
    seen: set[int] = set()
    for root in range(len(near)):
        stack = [(root, 0)]
        while stack:
            node, depth = stack.pop()
            if node not in seen:
                seen.add(node)
                found.append((node, depth))
                stack += [(other, depth + 1) for other in reversed(near[node])]
    return found


def _place(node: int, known: dict[int, Point], near: list[list[int]], corner: Point) -> Point:
    beside = [known[other] for other in near[node] if other in known]
    x, y = known.get(node) or (beside[0] if beside else corner)
    return x - corner[0], y - corner[1]


def _tree(near: list[list[int]]) -> list[Point]:
    """Distance from the first node downwards; a new column wherever the walk turns back."""
    found, column, last = [(0.0, 0.0)] * len(near), 0.0, -1
    for node, depth in walk(near):
        if depth <= last:
            column += 1.0
        found[node], last = (column, -float(depth)), depth
    return found
