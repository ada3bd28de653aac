"""A week of orders as plain data: what generator and readers make and the referee plays.

A dispatch day is a week of one day, one zone and one vehicle class without limits on hours.
"""

from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulators.supply_chain.observations import PastOrder, VehicleClass, Window, Zone


class Offer(msgspec.Struct, frozen=True):
    """A window that a customer would take instead for at least `wants_eur` off (not shown)."""

    window: Window
    wants_eur: float


class WeekOrder(msgspec.Struct, frozen=True):
    """One order. Its number is its place in `Week.orders`.

    known_min: when it comes in. cancelled_min: when the customer gives it up; infinite: never.
    windows: when service may begin, one for each possible day (and night), ascending, not
        overlapping.
    service_min: expected minutes for all of it: a stop and its units.
    absent_chance: chance that nobody takes it in, at a first attempt in the daytime.
    """

    site: int
    known_min: float
    windows: tuple[Window, ...]
    quantity_units: float
    service_min: float
    weight_kg: float = 0.0
    is_business: bool = True
    may_split: bool = False
    is_urgent: bool = False
    cancelled_min: float = float("inf")
    absent_chance: float = 0.0
    offers: tuple[Offer, ...] = ()


def one_stands(orders: tuple[WeekOrder, ...]) -> tuple[WeekOrder, ...]:
    """The orders; where all of them would be cancelled, the first one stands.

    Costs are per unit of what was never cancelled, so a week without any would have none.
    """
    if not orders or any(order.cancelled_min == float("inf") for order in orders):
        return orders
    first = msgspec.structs.replace(orders[0], cancelled_min=float("inf"))
    return (first, *orders[1:])


class Driver(msgspec.Struct, frozen=True):
    """One person who can be rostered, where the user names them.

    week_h: most hours in the week. earliest_min, latest_min: minutes of the day between which a
    shift lies; beyond 1440: the next morning. shift_h: longest shift.
    """

    name: str
    week_h: float = 48.0
    earliest_min: float = 0.0
    latest_min: float = 2880.0
    shift_h: float = 13.0


class Week(msgspec.Struct, frozen=True):
    """Everything that happens to be true of one week, before anybody decides anything.

    travel_min: (sites, sites) expected driving minutes of a van, asymmetric; never NaN, >= 0.
    distance_km: (sites, sites) road kilometres.
    orders: sorted by `known_min`.
    waves_min: the default timetable, absolute minutes, ascending; where `is_designed` the rules
        choose their own.
    is_designed: rules are asked for shifts and waves, about each order and about events; else
        every vehicle is on duty all day long without limits, and only waves are asked about.
    paid_by: `trip` from loading to return, or `shift` as rostered, with overtime beyond it.
    site_share, new_orders, history: what is known beforehand, as in `City`.
    staff: the drivers by name, `drivers` of them; empty where they are all alike.
    zone_orders, zone_units: (days)(zones) expected orders and units, as in `WeekBrief`.
    """

    name: str
    x_km: tuple[float, ...]
    y_km: tuple[float, ...]
    site_zone: tuple[int, ...]
    zones: tuple[Zone, ...]
    kinds: tuple[VehicleClass, ...]
    fleet: tuple[int, ...]
    travel_min: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    orders: tuple[WeekOrder, ...]
    waves_min: tuple[float, ...]
    loading_min: float
    days: int = 1
    is_designed: bool = False
    paid_by: Literal["trip", "shift"] = "trip"
    drivers: int = 0
    hub: int = -1
    site_share: tuple[float, ...] = ()
    new_orders: tuple[float, ...] = ()
    zone_orders: tuple[tuple[float, ...], ...] = ()
    zone_units: tuple[tuple[float, ...], ...] = ()
    history: tuple[PastOrder, ...] = ()
    staff: tuple[Driver, ...] = ()


def next_day(day: int) -> int:
    """The next day of delivery; nothing is delivered on Sundays."""
    return day + 2 if (day + 1) % 7 == 6 else day + 1
