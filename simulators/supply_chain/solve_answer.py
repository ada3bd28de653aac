"""From PyVRP's solution to routes that the referee accepts."""

from collections.abc import Sequence
from typing import Any

from simulators.supply_chain.interface import Route, Wave
from simulators.supply_chain.solve_fleet import Group
from simulators.supply_chain.solve_parts import Part
from simulators.supply_chain.tools import Tools


class Answer:
    """Turns a solution into routes of numbered vehicles; what cannot leave legally is left out."""

    def __init__(
        self, parts: Sequence[Part], groups: Sequence[Group], *, wave: Wave, tools: Tools
    ) -> None:
        self._parts, self._groups = parts, groups
        self._wave, self._tools = wave, tools
        self._left = [list(group.numbers) for group in groups]

    def routes(
        self, solution: Any, *, required: frozenset[int], from_hub: bool
    ) -> tuple[Route, ...]:
        """The routes within capacity; time warp is allowed, the referee prices it as lateness."""
        found = []
        for route in solution.routes():
            if route.has_excess_load():
                continue
            if any(self._parts[v.idx].is_future for v in route if v.is_client()):
                continue  # it waits for an order that is not there yet
            planned = self._route(route, from_hub=from_hub)
            if planned.stops and planned.kind >= 0:
                planned = self._tools.mended(planned, self._wave, keep=required)
            if planned.stops:
                found.append(planned)
        return tuple(found)

    def _route(self, route: Any, *, from_hub: bool) -> Route:
        parts = [self._parts[visit.idx] for visit in route if visit.is_client()]
        units: dict[int, float] = {}
        for part in parts:
            number = part.order.number
            units[number] = units.get(number, 0.0) + part.order.quantity_units
        is_split = any(not part.is_whole for part in parts)
        group, numbers = self._groups[route.vehicle_type()], self._left[route.vehicle_type()]
        if not self._wave.vehicles:
            return Route(tuple(units))
        return Route(
            tuple(units),
            kind=group.kind,
            vehicle=numbers.pop(0) if numbers else -1,
            units=tuple(units.values()) if is_split else (),
            from_hub=from_hub,
        )
