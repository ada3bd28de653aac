"""Whole trips as simpy processes: from loading over all stops and back to base."""

from typing import Any

from simulators.supply_chain.play.outlook import BEHIND_MIN, behind_min, is_lawful
from simulators.supply_chain.play.trip import Desk, Play, Trip
from simulators.supply_chain.play.visit import visit


def deliver(trip: Trip, desk: Desk, *, leave_min: float, after: Any = None) -> Play:
    """From the wave that sends the vehicle until it is back.

    Loading ends at `leave_min`, or when the simpy event `after` has come if that is later.
    """
    yield from trip.load(leave_min, after)
    yield from _round(trip, desk)


def rescue(trip: Trip, desk: Desk, *, site: int) -> Play:
    """Drive to a broken vehicle, take over its load there, and go on from there."""
    trip.duty.wait(trip.scene.now_min)
    yield from trip.charge_for(site)
    yield from trip.drive(site)
    yield from trip.work(trip.scene.city.loading_min)
    yield from _round(trip, desk)


def haul(trip: Trip, desk: Desk, *, leave_min: float, unloaded: Any) -> Play:
    """Bring goods to the cross-dock and come back; `unloaded` succeeds when they are there."""
    yield from trip.load(leave_min)
    yield from trip.charge_for(trip.scene.city.hub)
    yield from trip.drive(trip.scene.city.hub)
    yield from trip.work(trip.scene.city.hub_min)
    trip.cargo_kg = 0.0
    unloaded.succeed()
    yield from _round(trip, desk)


def _round(trip: Trip, desk: Desk) -> Play:
    """All stops that are left, then home; events may give a vehicle on its way home new stops."""
    yield from _stops(trip, desk)
    yield from trip.mend(trip.vehicle.base, desk)
    while trip.todo:
        yield from _stops(trip, desk)
        yield from trip.mend(trip.vehicle.base, desk)
    last_left_min = trip.scene.now_min
    yield from trip.drive(trip.vehicle.base)
    trip.come_home(last_left_min)


def _stops(trip: Trip, desk: Desk) -> Play:
    """One stop after the other, as long as the law allows; the rest is brought back."""
    while trip.todo:
        yield from trip.mend(trip.scene.week.orders[trip.todo[0].number].site, desk)
        if trip.todo and not is_lawful(trip):
            desk.tell("hours", trip)
            if trip.todo and not is_lawful(trip):
                trip.take_all_back()
        elif trip.todo:
            checked = trip.todo[0]
            _report_delay(trip, desk)
            if trip.todo and trip.todo[0] is checked:  # else the new first stop is looked at first
                yield from visit(trip, desk)


def _report_delay(trip: Trip, desk: Desk) -> None:
    if not trip.scene.city.is_designed:
        return
    behind = behind_min(trip)
    if behind > trip.told_behind_min + BEHIND_MIN:
        trip.told_behind_min = behind
        desk.tell("delay", trip, minutes=behind)
