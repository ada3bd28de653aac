"""One stop: the way there, waiting, and delivery or failure at the door."""

from collections.abc import Generator
from typing import Any, Literal

from simulators.supply_chain.observations import Window
from simulators.supply_chain.play import money
from simulators.supply_chain.play.doorstep import is_absent, is_turned_away
from simulators.supply_chain.play.orderbook import Entry
from simulators.supply_chain.play.trip import Desk, Drop, Trip
from simulators.supply_chain.timing import nearest_window
from simulators.supply_chain.tooling.nights import is_night

Outcome = Literal["delivered", "absent", "closed", "cancelled"]
Play = Generator[Any, Any, None]


def visit(trip: Trip, desk: Desk) -> Play:
    """Drive to the next stop of a trip and try to deliver; a failure is told to the desk."""
    scene = trip.scene
    drop = trip.heading = trip.todo.pop(0)
    entry = scene.orders.entries[drop.number]
    left_min = yield from trip.drive(entry.order.site, service_min(trip, drop))
    arrived_min = scene.now_min
    window = nearest_window(entry.windows, arrived_min)
    outcome = yield from _at_the_door(trip, drop, window)
    begun_min = scene.now_min
    if outcome == "delivered":
        minutes = scene.traffic.service_min(drop.number, _share_min(trip, drop), entry.attempts)
        yield from trip.work(minutes + parking_min(trip, entry))
    elif outcome != "cancelled" and trip.duty.fits(((0.0, scene.mishaps.in_vain_min),)):
        yield from trip.work(scene.mishaps.in_vain_min)  # trying again and again takes time
    late_min = max(0.0, arrived_min - window[1])
    if begun_min > max(arrived_min, window[0]):  # a break came first
        late_min = max(0.0, begun_min - window[1])
    _trace(trip, drop, window, outcome, times=(left_min, arrived_min, begun_min, late_min))
    trip.heading = None
    _conclude(trip, drop, outcome, late_min=late_min, begun_min=begun_min)
    if outcome in ("absent", "closed"):
        desk.tell("failed", trip, order=drop.number)


def service_min(trip: Trip, drop: Drop) -> float:
    """Expected minutes at a stop."""
    entry = trip.scene.orders.entries[drop.number]
    return _share_min(trip, drop) + parking_min(trip, entry)


def parking_min(trip: Trip, entry: Entry) -> float:
    """What a large vehicle loses in narrow streets."""
    city = trip.scene.city
    is_narrow = city.zones[city.site_zone[entry.order.site]].is_narrow
    return trip.kind.parking_min if is_narrow else 0.0


def _share_min(trip: Trip, drop: Drop) -> float:
    entry = trip.scene.orders.entries[drop.number]
    return entry.service_min(drop.units, trip.scene.city.stop_min)


def _at_the_door(trip: Trip, drop: Drop, window: Window) -> Generator[Any, Any, Outcome]:
    """Wait until the window opens; what comes of it, before service begins."""
    scene, entry = trip.scene, trip.scene.orders.entries[drop.number]
    if entry.is_cancelled:
        return "cancelled"
    if trip.is_relieved:
        return "closed"
    begin_min = max(scene.now_min, window[0])
    if is_turned_away(scene, entry, begin_min, window) or not _may_stay(trip, drop, begin_min):
        return "closed"
    yield from trip.wait(begin_min)
    yield from trip.rest_before(service_min(trip, drop))
    if entry.is_cancelled:
        return "cancelled"
    if is_turned_away(scene, entry, scene.now_min, window):
        return "closed"
    return "absent" if is_absent(scene, entry, scene.now_min) else "delivered"


def _may_stay(trip: Trip, drop: Drop, begin_min: float) -> bool:
    """Whether the driver's hours allow for waiting here, the service, and the way home."""
    scene = trip.scene
    if not scene.city.has_hours:
        return True
    work_min = begin_min - scene.now_min + service_min(trip, drop)
    leave_min = scene.now_min + work_min
    home_min = scene.book.leg_min(trip.site, trip.vehicle.base, leave_min, trip.vehicle.kind)
    return trip.duty.fits(((0.0, work_min), (home_min, 0.0)))


def _conclude(
    trip: Trip, drop: Drop, outcome: Outcome, *, late_min: float, begun_min: float
) -> None:
    """Write down what became of the goods, and what it costs."""
    scene, entry = trip.scene, trip.scene.orders.entries[drop.number]
    tally = scene.tally
    tally.stops += 1
    trip.forget_night(drop)
    if outcome == "delivered":
        scene.orders.deliver(drop.number, drop.units, late_min)
        is_business = entry.order.is_business
        tally.bill.lateness += money.lateness_cents(scene.city, late_min, is_business=is_business)
        tally.split_drops += drop.units != entry.order.quantity_units
        if is_night(begun_min) and scene.city.is_designed:
            tally.nights.make(scene.city.site_zone[entry.order.site], begun_min)
        return
    trip.back.append(drop)
    if outcome != "cancelled":
        entry.attempts += 1
        if outcome == "absent":
            scene.orders.try_again(drop.number, begun_min)
        tally.failed_drops += 1
        tally.bill.failed += money.cents(scene.city.failed_eur)


def _trace(
    trip: Trip,
    drop: Drop,
    window: Window,
    outcome: Outcome,
    *,
    times: tuple[float, float, float, float],
) -> None:
    scene, entry = trip.scene, trip.scene.orders.entries[drop.number]
    if not scene.trace.on:
        return
    left_min, arrived_min, begun_min, late_min = times
    scene.trace.event(
        "stop",
        trip=trip.number,
        vehicle=trip.vehicle.number,
        order=drop.number,
        site=entry.order.site,
        zone=scene.city.site_zone[entry.order.site],
        attempt=entry.attempts,
        outcome=outcome,
        left_min=left_min,
        arrived_min=arrived_min,
        begun_min=begun_min,
        done_min=scene.now_min,
        open_min=window[0],
        close_min=window[1],
        late_min=late_min if outcome == "delivered" else 0.0,
        units=drop.units,
    )
