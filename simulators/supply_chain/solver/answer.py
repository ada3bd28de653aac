"""From PyVRP's solution to routes that the referee accepts."""

from collections.abc import Sequence
from typing import Any

from simulators.supply_chain.interface import Route, Wave
from simulators.supply_chain.solver.fleet import Group
from simulators.supply_chain.solver.parts import Part
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.tooling.assign import mended
from simulators.supply_chain.tooling.legality import Sight


class Answer:
    """Turns a solution into routes of numbered vehicles; what cannot leave legally is left out."""

    def __init__(
        self, parts: Sequence[Part], groups: Sequence[Group], *, wave: Wave, book: RoadBook
    ) -> None:
        self._parts, self._groups, self._wave = parts, groups, wave
        self._sight = Sight(wave, book)
        self._left = [list(group.numbers) for group in groups]

    def routes(
        self, solution: Any, *, required: frozenset[int], from_hub: bool
    ) -> tuple[Route, ...]:
        """The routes within capacity; time warp is allowed, the referee prices it as lateness."""
        found = []
        for route in solution.routes():
            if route.has_excess_load() or self._waits(route):
                continue
            planned = self._route(route, from_hub=from_hub)
            if planned.vehicle >= 0:
                planned, check = mended(planned, self._sight, required)
                if planned.stops:
                    self._sight.take(check)
            if planned.stops:
                found.append(planned)
        return tuple(found)

    def _waits(self, route: Any) -> bool:
        """Whether the route holds an order of the future, which is not there yet."""
        return any(self._parts[v.idx].is_future for v in route if v.is_client())

    def _route(self, route: Any, *, from_hub: bool) -> Route:
        parts = [self._parts[visit.idx] for visit in route if visit.is_client()]
        units: dict[int, float] = {}
        for part in parts:
            number = part.order.number
            units[number] = units.get(number, 0.0) + part.order.quantity_units
        if not self._wave.vehicles:
            return Route(tuple(units))
        is_split = any(not part.is_whole for part in parts)
        group, numbers = self._groups[route.vehicle_type()], self._left[route.vehicle_type()]
        return Route(
            tuple(units),
            kind=group.kind,
            vehicle=numbers.pop(0) if numbers else -1,
            units=tuple(units.values()) if is_split else (),
            from_hub=from_hub,
        )
