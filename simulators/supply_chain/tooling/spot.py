"""What the spot carrier charges."""

from simulators.supply_chain.observations import City, VehicleClass


def spot_price_eur(city: City, site: int, units: float, service_min: float) -> float:
    """What the spot carrier charges: a multiple of an own vehicle driving there and back alone.

    The smallest class that holds the load is the measure, by its day-average times.
    """
    vehicle = _smallest_for(city, units)
    minutes = float(city.travel_min[0, site] + city.travel_min[site, 0])
    minutes = minutes * vehicle.minutes_factor + service_min
    km = float(city.distance_km[0, site] + city.distance_km[site, 0])
    energy = (vehicle.energy_empty_per_km + vehicle.energy_full_per_km) / 2.0
    per_km = vehicle.wear_eur_per_km + energy * (vehicle.energy_eur + vehicle.levy_eur)
    alone_eur = minutes / 60.0 * vehicle.wage_eur_per_h + km * per_km
    return max(city.spot_least_eur, city.spot_multiple * alone_eur)


def _smallest_for(city: City, units: float) -> VehicleClass:
    by_size = sorted(city.kinds, key=lambda kind: kind.capacity_units)
    return next((kind for kind in by_size if kind.capacity_units >= units), by_size[-1])
