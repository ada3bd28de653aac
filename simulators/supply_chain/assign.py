"""Routes on vehicles that are there: which leave, and with what, so that the referee agrees."""

from collections.abc import Callable, Iterable

import msgspec

from simulators.supply_chain.actions import Route
from simulators.supply_chain.observations import FreeVehicle, Wave

CostOf = Callable[[Route, FreeVehicle], float | None]


def assigned(routes: Iterable[Route], wave: Wave, cost_of: CostOf) -> tuple[Route, ...]:
    """The routes with a free vehicle each, in their order, as long as there are any.

    A route keeps the vehicle that it names if that is still free; else it gets the cheapest one
    that may drive it, `cost_of` (EUR, None if it may not). Routes that nobody may drive are left
    out. On a dispatch day all vehicles are alike, and only their number counts.
    """
    if not wave.vehicles:
        return tuple(routes)[: wave.vehicles_free]
    free = {vehicle.number: vehicle for vehicle in wave.vehicles}
    leaving: list[Route] = []
    taken: set[int] = set()
    for route in routes:
        if not route.stops or not taken.isdisjoint(route.stops):
            continue
        named = [free[route.vehicle]] if route.vehicle in free else list(free.values())
        chosen = _cheapest(route, named, cost_of) or _cheapest(route, list(free.values()), cost_of)
        if chosen is None:
            continue
        del free[chosen.number]
        leaving.append(on(route, chosen))
        if not route.units:
            taken.update(route.stops)
    return tuple(leaving)


def on(route: Route, vehicle: FreeVehicle) -> Route:
    """The route on a vehicle."""
    return msgspec.structs.replace(route, kind=vehicle.kind, vehicle=vehicle.number)


def _cheapest(route: Route, vehicles: list[FreeVehicle], cost_of: CostOf) -> FreeVehicle | None:
    priced = [(cost_of(route, vehicle), vehicle) for vehicle in vehicles]
    able = [(cost, v.number, v) for cost, v in priced if cost is not None]
    return min(able, key=lambda each: each[:2])[2] if able else None
