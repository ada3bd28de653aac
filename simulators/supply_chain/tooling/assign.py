"""Routes on vehicles that are there: which leave, and with what, so that the referee agrees."""

from collections.abc import Callable, Iterable

import msgspec

from simulators.supply_chain.actions import Route
from simulators.supply_chain.observations import FreeVehicle, Wave
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.tooling.expected import Expected
from simulators.supply_chain.tooling.legality import Check, Sight, is_stored
from simulators.supply_chain.tooling.parts import without

PriceOf = Callable[[Route, FreeVehicle], float]
Choice = tuple[float, int, Route, Check]


def assigned(
    routes: Iterable[Route],
    wave: Wave,
    book: RoadBook,
    price_of: PriceOf,
    *,
    expected: Expected | None = None,
) -> tuple[Route, ...]:
    """The routes that can leave together, each on a free vehicle of its own; the first come first.

    A route keeps the vehicle that it names if it may drive it; else it gets the cheapest of its
    class by `price_of` (EUR). Routes that nobody may drive are left out. Those from the cross-dock
    come before the others, with the vehicle that brings their goods there; without such a vehicle
    all of them are left out but those with nothing to bring. On a dispatch day all vehicles are
    alike, and only their number counts.
    """
    if not wave.vehicles:
        return tuple(routes)[: wave.vehicles_free]
    routes = [route for route in routes if route.stops]
    sight = Sight(wave, book, expected=expected)
    at_hub = _leaving([route for route in routes if route.from_hub], sight, wave, price_of)
    goods = [part for _, check in at_hub for part in check.parts if not part.at_hub]
    trunk = sight.trunk(goods) if goods else None
    if trunk is not None:
        sight.take_vehicle(trunk[0])
    elif goods:
        sight = Sight(wave, book, expected=expected)
        stored = [route for route, check in at_hub if is_stored(route, check.parts)]
        at_hub = _leaving(stored, sight, wave, price_of)
    others = _leaving([route for route in routes if not route.from_hub], sight, wave, price_of)
    return tuple(route for route, _ in (*at_hub, *others))


def _leaving(
    routes: Iterable[Route], sight: Sight, wave: Wave, price_of: PriceOf
) -> list[tuple[Route, Check]]:
    leaving = []
    for route in routes:
        found = _as_named(route, sight) or _cheapest(route, sight, wave, price_of)
        if found is not None:
            sight.take(found[1])
            leaving.append(found)
    return leaving


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
