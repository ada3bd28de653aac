"""Which assumptions are moved together, so that few replications say something about many.

Moved one at a time, seventy assumptions need 140 replications for every world. Here a few are moved
at once, in ever new company and each as often down as up, and a regression (`effects`) tells them
apart: a random balance design (Satterthwaite 1959, Technometrics 1(2)).
"""

import math
from collections.abc import Mapping, Sequence

import msgspec

from ruleloop.draws import Draws

LEAST_GROUPS = 8
ROWS_PER_EFFECT = 3.0  # replications per unknown; with fewer, intervals widen fast
_DESIGN = Draws(b"sensitivity/moves"[:16])  # which company an assumption has is no secret


class Move(msgspec.Struct, frozen=True):
    """Some assumptions, each at its high (True) or low end, in one world; none: as it is."""

    is_high: Mapping[str, bool]
    world: int


def joint_moves(assumptions: Sequence[str], worlds: int) -> list[Move]:
    """Moves in which each assumption is at each of its ends in `worlds` worlds.

    In each of 2 x `worlds` worlds all assumptions are moved once, in groups as small as the number
    of replications allows; eight or fewer are moved alone. Each world is also played as it is.
    """
    count = 2 * worlds
    least = math.ceil(ROWS_PER_EFFECT * (2 * len(assumptions) + count) / count) - 1
    groups = min(len(assumptions), max(LEAST_GROUPS, least))
    ups = {name: _ups(name, count) for name in assumptions}
    moves = []
    for world in range(count):
        order = sorted(assumptions, key=lambda name: _DESIGN.uniform("place", world, name))
        members = [order[group::groups] for group in range(groups)]
        moves.append(Move({}, world))
        moves += [Move({name: world in ups[name] for name in names}, world) for names in members]
    return moves


def _ups(name: str, worlds: int) -> frozenset[int]:
    """The half of the worlds in which an assumption is at its high end."""
    order = sorted(range(worlds), key=lambda world: _DESIGN.uniform("end", name, world))
    return frozenset(order[: worlds // 2])
