"""What rules see: the region once, orders and vehicles whenever something is to be decided.

Minutes count from midnight before the first day (Monday of a week); sites are rows of the
matrices, site 0 is the depot. A *dispatch day* is a region of one zone, one vehicle class and one
day.
"""

from typing import Annotated, Literal

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

OrderNumber = Annotated[int, Meta(ge=0, le=100_000)]
ROUNDING = 1e-9  # share of the capacity that a load may be above it: 0.1 + 0.2 fits 0.3
DAY_MIN = 1440.0

Window = tuple[float, float]
"""(open_min, close_min): service may begin from the one, and is late after the other."""

EventKind = Literal["urgent", "failed", "breakdown", "delay", "hours", "cancelled"]


class VehicleClass(msgspec.Struct, frozen=True, array_like=True):
    """One kind of vehicle, and what it costs.

    gross_t: permitted gross weight; it decides on access, tolls, driving hours and Sunday.
    fixed_eur_per_day: for every day on which the vehicle leaves at least once.
    wear_eur_per_km: all kilometre costs but energy and toll (a dispatch day: with fuel).
    energy_empty_per_km, energy_full_per_km: litres, or kWh if `is_electric`, at 50 km/h.
    energy_eur: per litre or kWh, without the CO2 levy; levy_eur: the levy per litre or kWh.
    toll_eur_per_km: on the kilometres from and to another zone (`Zone.toll_share` of them).
    minutes_factor: multiple of the region's driving times. parking_min: added to each stop in a
        zone that `is_narrow`.
    battery_kwh: 0 without a battery; a battery is full in the morning.
    """

    name: str
    capacity_units: float
    payload_kg: float
    gross_t: float
    fixed_eur_per_day: float
    wear_eur_per_km: float
    wage_eur_per_h: float
    is_electric: bool = False
    energy_empty_per_km: float = 0.0
    energy_full_per_km: float = 0.0
    energy_eur: float = 0.0
    levy_eur: float = 0.0
    co2_kg: float = 0.0
    toll_eur_per_km: float = 0.0
    minutes_factor: float = 1.0
    parking_min: float = 0.0
    battery_kwh: float = 0.0


class Zone(msgspec.Struct, frozen=True, array_like=True):
    """One part of the region and its rules.

    most_gross_t: heavier vehicles are barred. is_zero_emission: only electric vehicles may enter.
    open_min, close_min: minutes of the day between which vehicles may deliver at all; whoever
        comes later is turned away and the drop has failed.
    night_drops: most deliveries per night (22 to 6 h); noise is made by unloading.
    congestion_share: how much of the region's rush hours is felt here (a rural zone: half).
    toll_share: share of the kilometres driven to its sites that are on tolled roads.
    """

    name: str
    most_gross_t: float = 40.0
    is_zero_emission: bool = False
    is_narrow: bool = False
    open_min: float = 0.0
    close_min: float = 1440.0
    night_drops: int = 1_000
    congestion_share: float = 1.0
    toll_share: float = 0.0


class OpenOrder(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An order that is known and not yet delivered or on the road.

    open_min, close_min: the next window that a vehicle leaving now can meet. Who arrives earlier
        waits, who arrives later is late.
    later: further windows, on later days or by night, ascending.
    due_min: end of the last window; what has not left by then goes to the spot carrier.
    quantity_units, weight_kg, service_min: of what is still to be delivered.
    must_go: leaving with the next wave it would miss `due_min` even if driven directly.
    slack_min: minutes that a vehicle driving there directly could still wait before it would
        miss `due_min`; negative: late already.
    is_business: B2B, which pays more for lateness; private customers are sometimes out.
    attempts: deliveries that failed so far.
    at_hub: stands at the cross-dock, where a haul brought it; `slack_min` is then from there.
    """

    number: int
    site: int
    open_min: float
    close_min: float
    quantity_units: float
    service_min: float
    known_min: float
    must_go: bool
    slack_min: float
    zone: int = 0
    weight_kg: float = 0.0
    due_min: float = 0.0
    later: tuple[Window, ...] = ()
    is_business: bool = True
    may_split: bool = False
    attempts: int = 0
    at_hub: bool = False


class FreeVehicle(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A vehicle with a driver on duty, standing at its base.

    At the cross-dock also one whose shift begins before goods that are sent now are loaded there.

    base: site of the depot (0) or of the cross-dock.
    is_fresh: not used today; using it costs its fixed price.
    back_by_min: when it must be back for its driver's legal hours.
    shift_ends_min: the end of the paid shift; work after it is overtime.
    drive_left_min: driving left to its driver today.
    begins_min: when the shift begins, if that is to come; such a vehicle rescues nobody.
    """

    number: int
    kind: int
    base: int = 0
    is_fresh: bool = True
    back_by_min: float = 1e9
    shift_ends_min: float = 1e9
    drive_left_min: float = 1e9
    battery_kwh: float = 0.0
    begins_min: float = 0.0


class Wave(msgspec.Struct, frozen=True, array_like=True):
    """One moment of decision.

    minutes_to_next: until the next wave; 0 at the last one of all, when what stays goes to the
        spot carrier.
    waves_left: waves after this one, today.
    vehicles_free: vehicles at their base with a driver; `vehicles_fresh` of them were not used
        today (using one costs its fixed price, and vehicles that have been out go first).
    returns_min: when the vehicles on the road are expected back, ascending; never before now.
    orders_to_come: expected number of orders that become known after this wave, today.
    day: 0 is the first day, Monday of a week.
    night_drops: by zone, deliveries of the night that is running or comes next, made or on the
        road; empty where nights are not counted.
    """

    now_min: float
    minutes_to_next: float
    is_last_wave: bool
    waves_left: int
    vehicles_free: int
    vehicles_fresh: int
    returns_min: tuple[float, ...]
    orders_to_come: float
    orders: tuple[OpenOrder, ...]
    day: int = 0
    vehicles: tuple[FreeVehicle, ...] = ()
    night_drops: tuple[int, ...] = ()


class PastOrder(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One order of an earlier week, by minutes of that week."""

    site: int
    known_min: float
    open_min: float
    close_min: float
    quantity_units: float
    weight_kg: float
    service_min: float


class City(msgspec.Struct, frozen=True):
    """What is known beforehand and does not change.

    travel_min: (sites, sites) expected driving minutes of a van, day average, asymmetric.
    distance_km: (sites, sites) road kilometres.
    hour_factor: 24 multiples of `travel_min`, by hour of departure, where `congestion_share` is 1.
    site_share: expected share of the orders by site, adding up to 1.
    site_zone: zone of each site.
    new_orders: expected number of orders that become known between each wave of the default
        timetable `waves_min` and the next.
    kinds: the classes of vehicles; `fleet`: how many there are of each.
    drivers: people who can be rostered; least_paid_h: least paid length of a shift.
    overtime_share, night_share: premiums on the gross wage, which is `gross_share` of the all-in
        wage; from 0 to 4 h the night premium is `deep_night_multiple` times as high.
    is_designed: rules design the week; zones, nights and shifts bind.
    has_hours: whether drivers' legal hours and breaks bind.
    stop_min: of each order's service, the part that every drop takes, however small.
    hub: site of the cross-dock, -1 without one; hub_min: from a trunk's arrival to departure.
    history: orders of earlier weeks, for forecasts; empty where there is none.
    """

    travel_min: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    hour_factor: tuple[float, ...]
    site_share: tuple[float, ...]
    new_orders: tuple[float, ...]
    waves_min: tuple[float, ...]
    loading_min: float
    late_eur: float
    late_eur_per_min: float
    spot_multiple: float
    spot_least_eur: float
    kinds: tuple[VehicleClass, ...]
    fleet: tuple[int, ...]
    zones: tuple[Zone, ...]
    site_zone: tuple[int, ...]
    days: int = 1
    is_designed: bool = False
    has_hours: bool = False
    stop_min: float = 0.0
    drivers: int = 0
    least_paid_h: float = 0.0
    overtime_share: float = 0.0
    night_share: float = 0.0
    deep_night_multiple: float = 1.0
    gross_share: float = 1.0
    private_late_eur: float = 0.0
    failed_eur: float = 0.0
    hub: int = -1
    hub_eur_per_unit: float = 0.0
    hub_min: float = 0.0
    history: tuple[PastOrder, ...] = ()

    @property
    def vehicles(self) -> int:
        """All vehicles together."""
        return sum(self.fleet)


class WeekBrief(msgspec.Struct, frozen=True, array_like=True):
    """What is known on the eve of the week, when it is designed.

    expected_orders, expected_units: (days)(zones) of an average week.
    known: orders that are there already.
    """

    days: int
    expected_orders: tuple[tuple[float, ...], ...]
    expected_units: tuple[tuple[float, ...], ...]
    known: tuple[OpenOrder, ...] = ()


class NewOrder(msgspec.Struct, frozen=True, array_like=True):
    """An order at the moment it comes in, and the windows that its customer could be offered."""

    now_min: float
    order: OpenOrder
    offers: tuple[Window, ...] = ()


class Event(msgspec.Struct, frozen=True, array_like=True):
    """Something happened that was not planned.

    kind: `urgent` a new order cannot wait for the next wave; `failed` nobody took `order` in;
        `breakdown` the vehicle stands for `minutes`; `delay` it runs `minutes` behind its plan
        and will be late; `hours` its driver cannot legally serve all stops; `cancelled` `order`
        is aboard and no longer wanted.
    vehicle, vehicle_kind: -1 where no vehicle is concerned.
    order: -1 where no single order is concerned.
    aboard: the orders still on the vehicle, in the planned order of their stops.
    site: where the vehicle is, or is leaving.
    wave: open orders and free vehicles at this moment, as in a wave.
    """

    kind: EventKind
    wave: Wave
    vehicle: int = -1
    vehicle_kind: int = -1
    order: int = -1
    minutes: float = 0.0
    site: int = 0
    aboard: tuple[OpenOrder, ...] = ()
