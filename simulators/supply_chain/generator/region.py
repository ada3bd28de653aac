"""The map of a made-up region: depot, customers in five zones, cross-dock, and the roads."""

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.supply_chain.generator.columns import Columns, lognormal_at
from simulators.supply_chain.generator.places import Landscape, place
from simulators.supply_chain.generator.roads import region_roads
from simulators.supply_chain.observations import Zone
from simulators.supply_chain.world import World
from simulators.supply_chain.zones import (
    INDUSTRIAL,
    LARGE,
    NIGHT_TILT,
    PALLET,
    PARCEL,
    RURAL,
    is_for_business,
    kind_shares,
    region_zones,
    zone_shares,
)

WEIGHT_CV = 0.8  # some customers order much more than others
LEAST_HOURS_MIN = 60.0
PRIVATE_HOURS = (480.0, 1200.0)  # assumed


class Site(msgspec.Struct, frozen=True):
    """A customer. open_min, close_min: minutes of the day; absent_factor: of `absent_share`."""

    name: str
    x_km: float
    y_km: float
    zone: int
    is_business: bool
    weight: float
    open_min: float
    close_min: float
    night_ok: bool
    absent_factor: float


class Region(msgspec.Struct, frozen=True):
    """Everything about a region that no week changes.

    sites: customers only; customer `k` is site `k + 1`. site_zone, x_km, y_km, matrices: also the
    depot (0) and the cross-dock (last, `hub`; -1 without one).
    """

    sites: tuple[Site, ...]
    zones: tuple[Zone, ...]
    x_km: tuple[float, ...]
    y_km: tuple[float, ...]
    site_zone: tuple[int, ...]
    hub: int
    travel_min: NDArray[np.float64]
    distance_km: NDArray[np.float64]


def make_region(world: World, draws: Draws) -> Region:
    """The region of a world; about `world.sites` customers, at least one of each group."""
    zones = region_zones(world)
    land = Landscape.of(world, draws.within("landscape"))
    sites = tuple(
        site
        for zone in range(len(zones))
        for is_business in (False, True)
        for site in _group(world, draws, land, zones, zone, is_business=is_business)
    )
    places = [("depot", land.depot, INDUSTRIAL)]
    places += [(site.name, (site.x_km, site.y_km), site.zone) for site in sites]
    if world.hub:
        places.append(("hub", land.hub, RURAL))
    names, points, site_zone = zip(*places, strict=True)
    x_km, y_km = zip(*points, strict=True)
    travel_min, distance_km = region_roads(
        world, draws.within("roads"), np.array(points), names, site_zone
    )
    return Region(
        sites=sites,
        zones=zones,
        x_km=x_km,
        y_km=y_km,
        site_zone=site_zone,
        hub=len(points) - 1 if world.hub else -1,
        travel_min=travel_min,
        distance_km=distance_km,
    )


def _group(
    world: World,
    draws: Draws,
    land: Landscape,
    zones: tuple[Zone, ...],
    zone: int,
    *,
    is_business: bool,
) -> list[Site]:
    """The private or business customers of one zone; each has keys of its own."""
    share = _group_share(world, zone, is_business=is_business)
    count = max(1, round(world.sites * share)) if share > 0.0 else 0
    columns = Columns(draws.within("sites", zone, int(is_business)), count)
    return [_site(world, columns, k, land, zones[zone], zone, is_business) for k in range(count)]


def _group_share(world: World, zone: int, *, is_business: bool) -> float:
    """Expected share of the orders that come from one group of customers."""
    shares = kind_shares(world)
    return sum(
        shares[kind] * zone_shares(world, kind)[zone]
        for kind in (PARCEL, PALLET, LARGE)
        if is_for_business(kind, zone) == is_business
    )


def _site(
    world: World,
    columns: Columns,
    row: int,
    land: Landscape,
    rules: Zone,
    zone: int,
    is_business: bool,  # noqa: FBT001 -- one of the two names of a group, always passed together
) -> Site:
    x_km, y_km = place(land, zone, columns, row)
    open_min, close_min = _hours(world, columns, row, rules, is_business=is_business)
    receptive = is_business and columns.of("night", row) < world.night_ok_share * NIGHT_TILT[zone]
    return Site(
        name=f"{rules.name} {'business' if is_business else 'home'} {row + 1}",
        x_km=x_km,
        y_km=y_km,
        zone=zone,
        is_business=is_business,
        weight=lognormal_at(columns.of("weight", row), 1.0, WEIGHT_CV),
        open_min=open_min,
        close_min=close_min,
        night_ok=receptive,
        absent_factor=0.5 + columns.of("absent", row),
    )


def _hours(
    world: World, columns: Columns, row: int, rules: Zone, *, is_business: bool
) -> tuple[float, float]:
    """When goods are taken in: the customer's hours within those of the zone.

    Assumed: businesses open between 6:30 and 8:30 and close between 15:30 and 18:00.
    """
    if is_business:
        open_min = 390.0 + 120.0 * columns.of("open", row)
        close_min = 930.0 + 150.0 * columns.of("close", row)
    else:
        open_min, close_min = PRIVATE_HOURS
    close_min = min(close_min, world.day_end_min)
    within = max(open_min, rules.open_min), min(close_min, rules.close_min)
    if within[1] - within[0] < LEAST_HOURS_MIN:
        return rules.open_min, rules.close_min
    return math.floor(within[0]), math.ceil(within[1])
