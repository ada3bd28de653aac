"""What rules answer, and what their tools may ask of the trusted side."""

from typing import Annotated

import msgspec
from msgspec import Meta

from simulators.supply_chain.observations import OrderNumber

MAX_ITERATIONS = 400
Units = Annotated[float, Meta(gt=0, le=1e6)]
Site = Annotated[int, Meta(ge=0, le=100_000)]
MinuteOfDay = Annotated[float, Meta(ge=0, lt=1440)]


class Route(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One trip of one vehicle: order numbers in the order of their stops.

    kind: class of the vehicle, -1 for the cheapest that is free, may go there and holds the load;
        vehicles that have been out today go first.
    vehicle: number of a free vehicle; -1 for any of that class.
    units: how much of each order is delivered, for orders that `may_split`; empty for all of it.
    leave_min: not before this minute; 0 for as soon as loaded.
    from_hub: starts and ends at the cross-dock; a free vehicle at the depot brings there at once
        what is not `at_hub` already.
    """

    stops: Annotated[tuple[OrderNumber, ...], Meta(max_length=500)]
    kind: Annotated[int, Meta(ge=-1, le=100)] = -1
    vehicle: Annotated[int, Meta(ge=-1, le=10_000)] = -1
    units: Annotated[tuple[Units, ...], Meta(max_length=500)] = ()
    leave_min: Annotated[float, Meta(ge=0, le=20_000)] = 0.0
    from_hub: bool = False


class Haul(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A run that brings orders to the cross-dock, say on the evening before, and leaves them there.

    Once unloaded they are `at_hub`: only routes `from_hub` can take them, at any later wave. A free
    vehicle at the depot drives there and back while its driver is on duty. Orders that `may_split`
    are not stored.

    kind, vehicle: as in a route; of several classes the smallest that holds the load goes.
    """

    orders: Annotated[tuple[OrderNumber, ...], Meta(max_length=500)]
    kind: Annotated[int, Meta(ge=-1, le=100)] = -1
    vehicle: Annotated[int, Meta(ge=-1, le=10_000)] = -1


class WavePlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The routes that leave now; orders in none of them wait. At most `vehicles_free` routes.

    hauls: runs to the cross-dock, by vehicles that the routes leave free.
    """

    routes: Annotated[tuple[Route, ...], Meta(max_length=500)] = ()
    hauls: Annotated[tuple[Haul, ...], Meta(max_length=50)] = ()


class Shift(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`count` drivers with a vehicle of class `kind` each, on every one of `days`.

    start_min: minute of the day; hours: paid length, breaks not counted.
    from_hub: the vehicles stand at the cross-dock, and goods come there by trunk.
    """

    days: Annotated[tuple[Annotated[int, Meta(ge=0, le=6)], ...], Meta(max_length=7)]
    kind: Annotated[int, Meta(ge=0, le=100)]
    count: Annotated[int, Meta(ge=0, le=200)]
    start_min: MinuteOfDay
    hours: Annotated[float, Meta(ge=2, le=13)]
    from_hub: bool = False


class WeekDesign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who works when with which vehicle, and at which minutes of the day waves are planned.

    Shifts that no vehicle or driver is left for, or that no driver may legally take, are refused.
    """

    shifts: Annotated[tuple[Shift, ...], Meta(max_length=200)] = ()
    waves_min: Annotated[tuple[MinuteOfDay, ...], Meta(max_length=48)] = ()


class OrderAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a customer is told when ordering.

    is_accepted: False leaves the order to the spot carrier.
    offer: index of the window that is offered instead, -1 for none; a customer who declines keeps
        what was asked for. Customers with a booked window are seldom out.
    discount_eur: what the customer gets for taking the offered window.
    """

    is_accepted: bool = True
    offer: Annotated[int, Meta(ge=-1, le=50)] = -1
    discount_eur: Annotated[float, Meta(ge=0, le=100)] = 0.0


class EventAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is done about an event; the empty answer lets things take their course.

    routes: leave now, as in a wave.
    stops: new order of the stops of the vehicle concerned; what is aboard and not named comes
        back to base. None keeps the plan.
    rescue_vehicle: a free vehicle that takes over the load of one that has broken down, if its
        driver has hours left for that; -1: the driver waits for the repair.
    """

    routes: Annotated[tuple[Route, ...], Meta(max_length=100)] = ()
    stops: Annotated[tuple[OrderNumber, ...], Meta(max_length=500)] | None = None
    rescue_vehicle: Annotated[int, Meta(ge=-1, le=10_000)] = -1


class Solve(msgspec.Struct, frozen=True, tag="solve", forbid_unknown_fields=True):
    """Ask the routing solver for cheap routes that leave now; see `Tools.solve`."""

    orders: tuple[OrderNumber, ...]
    required: tuple[OrderNumber, ...] = ()
    prizes_eur: tuple[Annotated[float, Meta(ge=0, le=1e6)], ...] | None = None
    warm: tuple[Route, ...] = ()
    vehicles: Annotated[int, Meta(ge=-1, le=500)] = -1
    kinds: tuple[Annotated[int, Meta(ge=0, le=100)], ...] = ()
    buffer_min: Annotated[float, Meta(ge=0, le=600)] = 0.0
    iterations: Annotated[int, Meta(ge=1, le=MAX_ITERATIONS)] = 80
    from_hub: bool = False
    future: Annotated[int, Meta(ge=-1, le=1000)] = -1
