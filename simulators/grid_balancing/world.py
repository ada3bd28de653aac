"""The parameters of a world in one flat struct; `problems.py` says what can be wrong with them.

A parameter marked `assumed` carries a range that practitioners would find plausible instead of a
source.
"""

from simulators.grid_balancing.parameters.money import MoneyParameters


class World(MoneyParameters, frozen=True, forbid_unknown_fields=True):
    """A network's week, with a market or as an island. A scenario gives values or ranges."""


def months(world: World) -> tuple[int, ...]:
    """The months of the season; a season may run over the new year."""
    first, last = world.first_month, world.last_month
    if first <= last:
        return tuple(range(first, last + 1))
    return (*range(first, 13), *range(1, last + 1))
