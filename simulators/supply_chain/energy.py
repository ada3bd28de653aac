"""Fuel and electricity by load and speed, and what they cost.

Consumption grows linearly with the load (DEFRA 2025 methodology) and with slow traffic. The
multiples of the speed are assumptions: 1 at 50 km/h, 1.15 at 25, 1.35 at 15 and below.
"""

from simulators.supply_chain.observations import VehicleClass

_SLOWEST_KMH, _SLOW_KMH, _USUAL_KMH = 15.0, 25.0, 50.0


def speed_multiple(km: float, minutes: float) -> float:
    """Consumption as a multiple of that at 50 km/h; 1 for a leg without length."""
    if km <= 0.0 or minutes <= 0.0:
        return 1.0
    kmh = km * 60.0 / minutes
    if kmh >= _USUAL_KMH:
        return 1.0
    if kmh >= _SLOW_KMH:
        return 1.15 - 0.15 * (kmh - _SLOW_KMH) / (_USUAL_KMH - _SLOW_KMH)
    if kmh >= _SLOWEST_KMH:
        return 1.35 - 0.20 * (kmh - _SLOWEST_KMH) / (_SLOW_KMH - _SLOWEST_KMH)
    return 1.35


def energy_used(kind: VehicleClass, km: float, minutes: float, load_share: float) -> float:
    """Litres, or kWh of an electric vehicle, for a leg with a load of 0 to 1 of the payload."""
    if not kind.energy_full_per_km:
        return 0.0
    empty, full = kind.energy_empty_per_km, kind.energy_full_per_km
    return km * (empty + (full - empty) * load_share) * speed_multiple(km, minutes)
