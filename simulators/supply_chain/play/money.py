"""What deliveries cost, in whole cents, so that the parts add up exactly."""

from dataclasses import dataclass

from simulators.supply_chain.observations import City, VehicleClass
from simulators.supply_chain.tooling.spot import spot_price_eur

PARTS = (
    "driver",
    "overtime",
    "night",
    "energy",
    "levy",
    "distance",
    "vehicles",
    "tolls",
    "hub",
    "failed",
    "lateness",
    "discounts",
    "spot",
)


def cents(eur: float) -> int:
    """An amount in whole cents."""
    return round(100.0 * eur)


def driver_cents(kind: VehicleClass, minutes: float) -> int:
    """Wage for loading, driving, waiting and service of one trip, in whole cents."""
    return round(100.0 * kind.wage_eur_per_h * minutes / 60.0)


def distance_cents(kind: VehicleClass, km: float) -> int:
    """Wear of one trip (on a dispatch day with fuel), in whole cents."""
    return round(100.0 * kind.wear_eur_per_km * km)


def vehicle_cents(kind: VehicleClass) -> int:
    """The fixed price of one vehicle used on a day, in whole cents."""
    return round(100.0 * kind.fixed_eur_per_day)


def lateness_cents(city: City, late_min: float, *, is_business: bool = True) -> int:
    """The price of one late stop; 0 when it is on time."""
    if late_min <= 0.0:
        return 0
    if not is_business:
        return cents(city.private_late_eur)
    return round(100.0 * (city.late_eur + city.late_eur_per_min * late_min))


def spot_cents(city: City, site: int, units: float, service_min: float) -> int:
    """What the spot carrier charges; the same figure as `Tools.spot_cost_eur`."""
    return cents(spot_price_eur(city, site, units, service_min))


@dataclass
class Bill:
    """The running total, by part, in cents."""

    driver: int = 0
    overtime: int = 0
    night: int = 0
    energy: int = 0
    levy: int = 0
    distance: int = 0
    vehicles: int = 0
    tolls: int = 0
    hub: int = 0
    failed: int = 0
    lateness: int = 0
    discounts: int = 0
    spot: int = 0

    @property
    def total(self) -> int:
        """All parts together, in cents."""
        return sum(getattr(self, part) for part in PARTS)

    def per_unit_eur(self, ordered_units: float) -> dict[str, float]:
        """Every part and their sum in EUR per ordered unit.

        Ordered, not delivered: refusing an order must not make the others look cheaper.
        """
        parts = {
            f"{part}_per_unit_eur": getattr(self, part) / 100.0 / ordered_units for part in PARTS
        }
        return {"cost_per_unit_eur": sum(parts.values()), **parts}
