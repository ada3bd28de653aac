"""Routes on vehicles that are there: which leave, and with what, so that the referee agrees."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from simulators.supply_chain.actions import Route
from simulators.supply_chain.legality import Check, Sight
from simulators.supply_chain.observations import FreeVehicle, OpenOrder, Wave
from simulators.supply_chain.parts import without
from simulators.supply_chain.timing import RoadBook

PriceOf = Callable[[Route, FreeVehicle], float]
Choice = tuple[float, int, Route, Check]


def assigned(
    routes: Iterable[Route], wave: Wave, book: RoadBook, price_of: PriceOf
) -> tuple[Route, ...]:
    """The routes that can leave together, in their order, each on a free vehicle of its own.

    A route keeps the vehicle that it names if it may drive it; else it gets the cheapest of its
    class by `price_of` (EUR). Routes that nobody may drive are left out, and so are those from
    the cross-dock when no vehicle is left that could bring the goods there. On a dispatch day all
    vehicles are alike, and only their number counts.
    """
    if not wave.vehicles:
        return tuple(routes)[: wave.vehicles_free]
    sight, leaving = Sight(wave, book), list[Route]()
    hub_parts: list[OpenOrder] = []
    for route in (route for route in routes if route.stops):
        found = _as_named(route, sight) or _cheapest(route, sight, wave, price_of)
        if found is None:
            continue
        chosen, check = found
        sight.take(check)
        leaving.append(chosen)
        hub_parts += check.parts if route.from_hub else ()
    return _with_trunk(leaving, hub_parts, sight)


def mended(route: Route, sight: Sight, keep: frozenset[int]) -> tuple[Route, Check]:
    """The route without its last stops, as few as make it legal; those in `keep` go last."""
    check = sight.check(route)
    while route.stops and check.faults:
        free = [k for k, number in enumerate(route.stops) if number not in keep]
        route = without(route, free[-1] if free else len(route.stops) - 1)
        check = sight.check(route)
    return route, check


def _as_named(route: Route, sight: Sight) -> tuple[Route, Check] | None:
    if route.vehicle < 0:
        return None
    check = sight.check(route)
    return None if check.faults else (route, check)


def _cheapest(
    route: Route, sight: Sight, wave: Wave, price_of: PriceOf
) -> tuple[Route, Check] | None:
    able: list[Choice] = []
    for vehicle in wave.vehicles:
        if route.kind not in (-1, vehicle.kind):
            continue
        driven = msgspec.structs.replace(route, kind=vehicle.kind, vehicle=vehicle.number)
        check = sight.check(driven)
        if not check.faults:
            able.append((price_of(driven, vehicle), vehicle.number, driven, check))
    return min(able, key=lambda choice: choice[:2])[2:] if able else None


def _with_trunk(
    leaving: Sequence[Route], parts: Sequence[OpenOrder], sight: Sight
) -> tuple[Route, ...]:
    if parts and sight.trunk(parts) is None:
        return tuple(route for route in leaving if not route.from_hub)
    return tuple(leaving)
