"""The best structures met so far, to start from besides the champion."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A structure at its best constants; `gain` is relative to the present champion."""

    source: str
    structure: str
    gain: float


class Archive:
    """At most `size` structures, best first."""

    def __init__(self, size: int = 6) -> None:
        self._size = size
        self.entries: tuple[Entry, ...] = ()

    def add(self, entry: Entry) -> None:
        """Take a structure in if it is among the best; only its best constants stay."""
        same = next((e for e in self.entries if e.structure == entry.structure), None)
        if same is not None and same.gain >= entry.gain:
            return
        others = [e for e in self.entries if e is not same]
        ranked = sorted([*others, entry], key=lambda e: -e.gain)
        self.entries = tuple(ranked[: self._size])

    def champion_gained(self, gain: float) -> None:
        """The champion has moved up: everything else is worth that much less."""
        self.entries = tuple(e._replace(gain=e.gain - gain) for e in self.entries)
