"""What packing rules see and answer."""

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Protocol

import msgspec


class Box(msgspec.Struct, frozen=True):
    """What does not change. capacity_units: of every bin."""

    capacity_units: float


class Item(msgspec.Struct, frozen=True, array_like=True):
    """An item that has arrived and must be placed at once.

    size_units: its size. rooms_units: what is left in the bins in which it fits. Bins with equal
    room are interchangeable, so each room stands here once, for the bin that was opened first; the
    order is that in which these bins were opened, and the last is an empty bin.
    """

    size_units: float
    rooms_units: tuple[float, ...]


Place = Annotated[int, msgspec.Meta(ge=0, le=10**7)]
"""Position in `rooms_units`."""


class Tools:
    """What rules may compute beside themselves."""

    ANSWERS: ClassVar[dict[type, Any]] = {}

    def __init__(self, facts: Box, ask: Callable[[Any], Any]) -> None:
        self._box = facts

    def highest(self, scores: list[float]) -> int:
        """The position of the highest score, the first among equals."""
        return scores.index(max(scores))


class Rules(Protocol):
    """The decision of a packer."""

    def place(self, item: Item, box: Box, tools: Tools) -> Place:
        """Where the item goes."""
        ...
