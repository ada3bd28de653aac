"""The bins that are open, those of equal room together."""

from heapq import heappop, heappush


class Bins:
    """Bins of one capacity, by what is left in each."""

    def __init__(self, capacity_units: float) -> None:
        self.opened = 0
        self._capacity_units = capacity_units
        self._by_room: dict[float, list[int]] = {}  # numbers of bins, as heaps

    def rooms_units(self, size_units: float) -> tuple[float, ...]:
        """The rooms that suffice, in the order of their first bins; an empty bin is the last."""
        fits = [(bins[0], room) for room, bins in self._by_room.items() if room >= size_units]
        return (*(room for _, room in sorted(fits)), self._capacity_units)

    def fill(self, room_units: float, size_units: float) -> None:
        """Put an item into the first bin with exactly this room; an empty bin is opened."""
        number = self._taken_out(room_units)
        heappush(self._by_room.setdefault(room_units - size_units, []), number)

    def _taken_out(self, room_units: float) -> int:
        if room_units == self._capacity_units:
            self.opened += 1
            return self.opened - 1
        bins = self._by_room[room_units]
        number = heappop(bins)
        if not bins:
            del self._by_room[room_units]
        return number
