"""What a day costs, in whole cents, so that the parts add up exactly."""

from dataclasses import dataclass

from simulators.supply_chain.day import Day, Order
from simulators.supply_chain.world import World

PARTS = ("driver", "distance", "vehicles", "lateness", "spot")


def driver_cents(world: World, minutes: float) -> int:
    """Wage for loading, driving, waiting and service of one trip, in whole cents."""
    return round(100.0 * world.wage_eur_per_h * minutes / 60.0)


def distance_cents(world: World, km: float) -> int:
    """Fuel and wear of one trip, in whole cents."""
    return round(100.0 * world.km_eur * km)


def vehicle_cents(world: World) -> int:
    """The fixed price of one van used on the day, in whole cents."""
    return round(100.0 * world.vehicle_eur_per_day)


def lateness_cents(world: World, late_min: float) -> int:
    """The price of one late stop; 0 when it is on time."""
    if late_min <= 0.0:
        return 0
    return round(100.0 * (world.late_eur + world.late_eur_per_min * late_min))


def spot_cents(world: World, day: Day, order: Order) -> int:
    """What the spot carrier charges: a multiple of an own van driving there and back alone.

    The same figure as `Tools.spot_cost_eur`, which rules see.
    """
    site = order.site
    minutes = float(day.travel_min[0, site] + day.travel_min[site, 0]) + order.service_min
    km = float(day.distance_km[0, site] + day.distance_km[site, 0])
    alone_eur = minutes / 60.0 * world.wage_eur_per_h + km * world.km_eur
    return round(100.0 * max(world.spot_least_eur, world.spot_multiple * alone_eur))


@dataclass
class Bill:
    """The running total of a day, by part, in cents."""

    driver: int = 0
    distance: int = 0
    vehicles: int = 0
    lateness: int = 0
    spot: int = 0

    @property
    def total(self) -> int:
        """All parts together, in cents."""
        return self.driver + self.distance + self.vehicles + self.lateness + self.spot

    def per_unit_eur(self, ordered_units: float) -> dict[str, float]:
        """Every part and their sum in EUR per ordered unit.

        Ordered, not delivered: refusing an order must not make the others look cheaper.
        """
        parts = {
            f"{part}_per_unit_eur": getattr(self, part) / 100.0 / ordered_units for part in PARTS
        }
        return {"cost_per_unit_eur": sum(parts.values()), **parts}
