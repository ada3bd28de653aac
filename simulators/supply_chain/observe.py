"""What rules are shown: the city once, the open orders at every wave, never anything later."""

import math

from simulators.supply_chain.day import Day, Order
from simulators.supply_chain.interface import City, OpenOrder, VehicleClass, Zone
from simulators.supply_chain.traffic import hour_factors, hour_of
from simulators.supply_chain.world import World


def describe_city(day: Day, world: World) -> City:
    """The facts of a day; what is not known of demand beforehand is taken as even."""
    sites, waves = len(day.travel_min), day.waves_min
    share = day.site_share or (0.0, *(1.0 / max(1, sites - 1) for _ in range(sites - 1)))
    late_orders = world.orders_per_day * (1.0 - world.known_before_share)
    even = late_orders / max(1, len(waves) - 1)
    return City(
        travel_min=day.travel_min,
        distance_km=day.distance_km,
        hour_factor=hour_factors(world.congestion),
        site_share=share,
        new_orders=day.new_orders or (*(even for _ in waves[1:]), 0.0),
        waves_min=waves,
        loading_min=day.loading_min,
        late_eur=world.late_eur,
        late_eur_per_min=world.late_eur_per_min,
        spot_multiple=world.spot_multiple,
        spot_least_eur=world.spot_least_eur,
        kinds=(van_of(day, world),),
        fleet=(day.vehicles,),
        zones=(Zone("city"),),
        site_zone=(0,) * sites,
    )


def van_of(day: Day, world: World) -> VehicleClass:
    """The one class of vehicle of a dispatch day; its kilometres include the fuel."""
    return VehicleClass(
        name="van",
        capacity_units=day.capacity_units,
        payload_kg=math.inf,
        gross_t=3.5,
        fixed_eur_per_day=world.vehicle_eur_per_day,
        wear_eur_per_km=world.km_eur,
        wage_eur_per_h=world.wage_eur_per_h,
    )


class Watch:
    """Turns orders into what rules see of them at one moment."""

    def __init__(self, day: Day, city: City) -> None:
        self._from_depot = day.travel_min[0].tolist()
        self._factor = city.hour_factor
        self._loading_min = day.loading_min

    def direct_arrival_min(self, order: Order, leave_min: float) -> float:
        """When a van sent at `leave_min` is expected at the order's site, driving directly."""
        at_min = leave_min + self._loading_min
        return float(at_min + self._from_depot[order.site] * self._factor[hour_of(at_min)])

    def see(self, number: int, order: Order, now_min: float, next_min: float | None) -> OpenOrder:
        """One open order at `now_min`; `next_min` is the next wave, None at the last one."""
        too_late_then = (
            next_min is None or self.direct_arrival_min(order, next_min) > order.close_min
        )
        return OpenOrder(
            number,
            order.site,
            order.open_min,
            order.close_min,
            order.quantity_units,
            order.service_min,
            order.known_min,
            too_late_then,
            order.close_min - self.direct_arrival_min(order, now_min),
            due_min=order.close_min,
        )
