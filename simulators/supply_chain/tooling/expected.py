"""How routes that leave at one wave are expected to go, each worked out once."""

from collections.abc import Sequence

from simulators.supply_chain.actions import Route
from simulators.supply_chain.observations import OpenOrder, Wave
from simulators.supply_chain.timing import RoadBook, Timing


class Expected:
    """The timings of one wave: rules and the referee look at the same route again and again."""

    def __init__(self, wave: Wave, book: RoadBook) -> None:
        self._wave, self._book = wave, book
        self._known: dict[tuple[object, ...], Timing] = {}

    def timing(self, route: Route, kind: int, parts: Sequence[OpenOrder]) -> Timing:
        """How a vehicle of a class is expected to drive a route over `parts`, which are its stops.

        A route without stops, which says nothing of its parts, is not remembered.
        """
        if not route.stops:
            return self._work_out(route, kind, parts)
        key = (route.stops, kind, route.units, route.leave_min, route.from_hub)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._work_out(route, kind, parts)
        return found

    def _work_out(self, route: Route, kind: int, parts: Sequence[OpenOrder]) -> Timing:
        city, now_min = self._book.city, self._wave.now_min
        by_trunk = route.from_hub and not (parts and all(part.at_hub for part in parts))
        ready_min = self._book.ready_min(now_min, from_hub=by_trunk)
        base = city.hub if route.from_hub else 0
        return self._book.time(parts, max(ready_min, route.leave_min), kind, base)
