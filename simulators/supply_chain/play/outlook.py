"""What the rest of a trip is expected to bring: lateness, and legal hours that run out."""

from simulators.supply_chain.play.trip import Trip
from simulators.supply_chain.play.visit import service_min
from simulators.supply_chain.staff.crew import Leg
from simulators.supply_chain.timing import nearest_window

BEHIND_MIN = 20.0  # a vehicle so much behind its plan, with a stop that will be late, reports it


def is_lawful(trip: Trip) -> bool:
    """Whether the next stop and the way home are expected to fit into the driver's hours.

    The way there is known as it will be: nobody sets off on one that the law would cut short.
    """
    scene, drop = trip.scene, trip.todo[0]
    entry = scene.orders.entries[drop.number]
    site, kind, now_min = entry.order.site, trip.vehicle.kind, scene.now_min
    there_min = trip.way_min(site)
    arrive_min = now_min + there_min
    wait_min = max(0.0, nearest_window(entry.windows, arrive_min)[0] - arrive_min)
    work_min = wait_min + service_min(trip, drop)
    home_min = scene.book.leg_min(site, trip.vehicle.base, arrive_min + work_min, kind)
    legs: tuple[Leg, ...] = ((there_min, work_min), (home_min, 0.0))
    return trip.duty.fits(legs)


def behind_min(trip: Trip) -> float:
    """How far the trip is behind its plan at its next stop, if any stop will be late; else 0."""
    scene, at_min, site = trip.scene, trip.scene.now_min, trip.site
    behind, is_late = 0.0, False
    for place, drop in enumerate(trip.todo):
        entry = scene.orders.entries[drop.number]
        at_min += scene.book.leg_min(site, entry.order.site, at_min, trip.vehicle.kind)
        open_min, close_min = nearest_window(entry.windows, at_min)
        if not place:
            behind = max(at_min, open_min) - drop.begin_min
            if behind <= BEHIND_MIN:
                return 0.0
        is_late = is_late or at_min > close_min
        at_min = max(at_min, open_min) + service_min(trip, drop)
        site = entry.order.site
    return behind if is_late else 0.0
