"""Runs that fill the store at the cross-dock, put together so that the referee lets them leave."""

from collections.abc import Iterable

from simulators.supply_chain.actions import Haul, Route
from simulators.supply_chain.observations import ROUNDING, OpenOrder, VehicleClass, Wave
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.tooling.legality import Sight


def haul_of(
    orders: Iterable[OpenOrder],
    wave: Wave,
    book: RoadBook,
    *,
    kinds: Iterable[int] = (),
    routes: Iterable[Route] = (),
    hauls: Iterable[Haul] = (),
) -> Haul | None:
    """The haul with the most of these orders, by a vehicle that the others leave at the depot.

    The first orders come first; what cannot be stored is left out. Of vehicles that take as much
    the smallest goes, if possible one that has been out today. kinds: only these classes; none
    named: all. None where nothing can be brought.
    """
    classes, sight = book.city.kinds, _sight_after(routes, hauls, wave, book)
    chosen = frozenset(kinds) or range(len(classes))
    may_go = [
        order
        for order in orders
        if not order.may_split and not order.at_hub and sight.is_left(order.number)
    ]
    most, best = 0.0, None
    able = [vehicle for vehicle in wave.vehicles if vehicle.kind in chosen]
    for vehicle in sorted(able, key=lambda v: (classes[v.kind].capacity_units, v.is_fresh)):
        load = _load(may_go, classes[vehicle.kind])
        units = sum(order.quantity_units for order in load)
        haul = Haul(tuple(o.number for o in load), kind=vehicle.kind, vehicle=vehicle.number)
        if units > most and not sight.check_haul(haul).faults:
            most, best = units, haul
    return best


def _sight_after(
    routes: Iterable[Route], hauls: Iterable[Haul], wave: Wave, book: RoadBook
) -> Sight:
    """What is left of a wave when routes, the trunk that they need, and hauls have left."""
    sight, goods = Sight(wave, book), list[OpenOrder]()
    for route in routes:
        check = sight.check(route)
        if not check.faults:
            sight.take(check)
            goods += [part for part in check.parts if route.from_hub and not part.at_hub]
    trunk = sight.trunk(goods) if goods else None
    if trunk is not None:
        sight.take_vehicle(trunk[0])
    for haul in hauls:
        check = sight.check_haul(haul)
        if not check.faults:
            sight.take_haul(check)
    return sight


def _load(orders: Iterable[OpenOrder], vehicle: VehicleClass) -> list[OpenOrder]:
    """As many of the orders, the first come first, as a vehicle holds."""
    load, most = [], 1.0 + ROUNDING
    units, kg = vehicle.capacity_units * most, vehicle.payload_kg * most
    for order in orders:
        if order.quantity_units <= units and order.weight_kg <= kg:
            load.append(order)
            units, kg = units - order.quantity_units, kg - order.weight_kg
    return load
