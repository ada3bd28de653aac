"""Where things are in a made-up region: a city of rings and estates, and villages beyond it."""

import math

import msgspec

from ruleloop.draws import Draws
from simulators.supply_chain.generator.columns import Columns
from simulators.supply_chain.world import World
from simulators.supply_chain.zones import INDUSTRIAL, OLD_TOWN, RESIDENTIAL, RURAL, SUBURB

Point = tuple[float, float]
VILLAGES = 5
ESTATES = 2
IN_VILLAGE_SHARE = 0.75
VILLAGE_KM = 0.8
# Inner and outer radius of the rings, as shares of the city's radius.
_RINGS = {OLD_TOWN: (0.0, 0.1), RESIDENTIAL: (0.12, 0.5), SUBURB: (0.5, 1.0)}


class Landscape(msgspec.Struct, frozen=True):
    """The places that all customers lie around; kilometres from the city's centre."""

    radius_km: float
    spread_km: float
    depot: Point
    hub: Point
    estates: tuple[Point, ...]
    rural: Point
    villages: tuple[Point, ...]

    @staticmethod
    def of(world: World, draws: Draws) -> "Landscape":
        """The landscape of a world; the first industrial estate lies on the depot's side."""
        out = draws.between(0.0, 2.0 * math.pi, "depot")
        away = draws.between(0.0, 2.0 * math.pi, "rural")
        rural = polar(world.rural_km, away)
        estates = tuple(
            polar(0.55 * world.radius_km, out + 0.3 + 2.0 * draws.uniform("estate", k) * k)
            for k in range(ESTATES)
        )
        villages = tuple(_village(world, draws, rural, k) for k in range(VILLAGES))
        hub_km = max(0.0, world.rural_km - 0.3 * world.rural_spread_km)
        return Landscape(
            radius_km=world.radius_km,
            spread_km=world.rural_spread_km,
            depot=polar(world.depot_offset_km, out),
            hub=polar(hub_km, away),
            estates=estates,
            rural=rural,
            villages=villages,
        )


def polar(distance_km: float, angle: float, around: Point = (0.0, 0.0)) -> Point:
    """The point at this distance and angle from another."""
    return around[0] + distance_km * math.cos(angle), around[1] + distance_km * math.sin(angle)


def place(land: Landscape, zone: int, columns: Columns, row: int) -> Point:
    """Where customer `row` of a zone lives."""
    angle = 2.0 * math.pi * columns.of("angle", row)
    radius = columns.of("radius", row)
    if zone == INDUSTRIAL:
        estate = land.estates[int(columns.of("quarter", row) * ESTATES)]
        return polar(0.12 * land.radius_km * math.sqrt(radius), angle, estate)
    if zone == RURAL:
        if columns.of("in village", row) < IN_VILLAGE_SHARE:
            village = land.villages[int(columns.of("quarter", row) * VILLAGES)]
            return polar(VILLAGE_KM * math.sqrt(radius), angle, village)
        return polar(land.spread_km * math.sqrt(radius), angle, land.rural)
    inner, outer = _RINGS[zone]
    share = math.sqrt(inner**2 + (outer**2 - inner**2) * radius)  # even over the ring's area
    return polar(land.radius_km * share, angle)


def _village(world: World, draws: Draws, rural: Point, index: int) -> Point:
    distance_km = world.rural_spread_km * math.sqrt(draws.uniform("village", index, "distance"))
    return polar(distance_km, draws.between(0.0, 2.0 * math.pi, "village", index, "angle"), rural)
