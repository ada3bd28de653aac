"""Which assumptions are moved together, so that few replications say something about many.

Moved one at a time, every replication speaks for a single assumption. Here many are moved at once,
in ever new company and each as often down as up, and a regression (`effects`) tells them apart: a
random balance design (Satterthwaite 1959, Technometrics 1(2)).
"""

import math
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ruleloop.draws import Draws

GROUPS = 4  # a quarter of the assumptions is moved at a time: worlds stay within what is plausible
ROWS_PER_EFFECT = 2.0  # so many replications more than unknowns that the intervals mean something
_DESIGN = Draws(b"sensitivity/moves"[:16])  # which company an assumption has is no secret


class Move(msgspec.Struct, frozen=True):
    """Some assumptions, each at its high (True) or low end, in one world; none: as it is."""

    is_high: Mapping[str, bool]
    world: int


def joint_moves(assumptions: Sequence[str], worlds: int) -> list[Move]:
    """Moves in which each assumption is at each of its ends in at least `worlds` pairs.

    In each of 2 x `worlds` worlds, and as often as it takes, all assumptions are moved once, a
    quarter of them at a time. Each world is also played as it is.
    """
    count = 2 * worlds
    groups = min(len(assumptions), GROUPS)
    wanted = ROWS_PER_EFFECT * (2 * len(assumptions) + count)
    rounds = max(1, math.ceil((wanted / count - 1.0) / max(1, groups)))
    ups = {name: _ups(name, count * rounds) for name in assumptions}
    moves = []
    for world in range(count):
        moves.append(Move({}, world))
        for number in range(world * rounds, (world + 1) * rounds):
            moves += [Move(high, world) for high in _round(ups, groups, number)]
    return moves


def _round(
    ups: Mapping[str, frozenset[int]], groups: int, number: int
) -> Iterator[Mapping[str, bool]]:
    order = sorted(ups, key=lambda name: _DESIGN.uniform("place", number, name))
    for group in range(groups):
        yield {name: number in ups[name] for name in order[group::groups]}


def _ups(name: str, rounds: int) -> frozenset[int]:
    """The half of the rounds in which an assumption is at its high end."""
    order = sorted(range(rounds), key=lambda number: _DESIGN.uniform("end", name, number))
    return frozenset(order[: rounds // 2])
