"""The tap changer: one step in a quarter-hour, and how often it moved."""

from simulators.grid_balancing.observations import TICKS_PER_DAY

STAY = -1


class Tap:
    """The regulated transformers' common tap position, as an index.

    Counters: `moves`, and `worst_day_moves` of the day with most.
    """

    def __init__(self, positions: int, usual: int) -> None:
        self._positions = positions
        self._next = usual
        self.position = usual
        self.moves = 0
        self.worst_day_moves = 0
        self._today = 0
        self._tick = 0

    def observe(self) -> int:
        """The index of the position now."""
        return self.position

    def clip(self, wanted: int = STAY) -> tuple[int, int]:
        """The index of this tick's position, at most one step away; 1 if there is no such index."""
        refused = int(not STAY <= wanted < self._positions)
        self._next = self.position
        if not refused and wanted != STAY:
            self._next += (wanted > self.position) - (wanted < self.position)
        return self._next, refused

    def run(self) -> None:
        """Let a tick pass at the position that `clip` found."""
        moved = int(self._next != self.position)
        self.moves += moved
        self._today += moved
        self.worst_day_moves = max(self.worst_day_moves, self._today)
        self.position = self._next
        self._tick += 1
        if self._tick % TICKS_PER_DAY == 0:
            self._today = 0
