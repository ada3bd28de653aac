"""What packing rules see and answer."""

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Protocol

import msgspec


class Box(msgspec.Struct, frozen=True):
    """What does not change. capacity_units: of every bin. items: that will come in all."""

    capacity_units: float
    items: int


class Item(msgspec.Struct, frozen=True, array_like=True):
    """An item that has arrived and must be placed at once.

    size_units: its size. number: from 0. rooms_units: what is left in each open bin in which the
    item fits, in the order in which the bins were opened.
    """

    size_units: float
    number: int
    rooms_units: tuple[float, ...]


Place = Annotated[int, msgspec.Meta(ge=-1, le=10**7)]
"""Position in `rooms_units`, or -1 for a new bin."""


class Tools:
    """What rules may compute beside themselves."""

    ANSWERS: ClassVar[dict[type, Any]] = {}

    def __init__(self, facts: Box, ask: Callable[[Any], Any]) -> None:
        self._box = facts

    def highest(self, scores: list[float]) -> int:
        """The position of the highest score, the first among equals; -1 without any."""
        return scores.index(max(scores)) if scores else -1


class Rules(Protocol):
    """The decision of a packer."""

    def place(self, item: Item, box: Box, tools: Tools) -> Place:
        """Where the item goes."""
        ...
