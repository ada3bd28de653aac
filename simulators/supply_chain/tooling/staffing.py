"""How much work a day is, and which vehicles do it: rules of thumb for designing a week."""

from collections.abc import Sequence

from simulators.supply_chain.observations import City, WeekBrief
from simulators.supply_chain.timing import RoadBook

BETWEEN_SHARE = 0.1  # assumed: driving between two stops / driving from the depot to the zone


def zone_min(zone: int, city: City, book: RoadBook, base: int = 0) -> float:
    """Driving minutes from a base to an average order of a zone; 0 where nobody orders."""
    sites = [site for site, of in enumerate(city.site_zone) if of == zone]
    total = sum(city.site_share[site] for site in sites)
    if not total:
        return 0.0
    return sum(city.site_share[site] * book.travel[base][site] for site in sites) / total


def work_min(
    brief: WeekBrief,
    day: int,
    zones_min: Sequence[float],
    *,
    stop_min: float,
    trip_min: float,
    load_units: float,
) -> float:
    """Expected minutes of work on a day: stops, and the way to each zone and back.

    stop_min: at each stop, beside the way to the next; trip_min: loading, each trip;
    load_units: what an average trip carries.
    """
    total_min = 0.0
    pairs = zip(brief.expected_orders[day], brief.expected_units[day], zones_min, strict=True)
    for orders, units, way_min in pairs:
        total_min += (stop_min + BETWEEN_SHARE * way_min) * orders
        total_min += (2.0 * way_min + trip_min) * units / load_units
    return total_min


def spread(
    count: float, weights: Sequence[float], city: City, least_units: float = 0.0
) -> tuple[int, ...]:
    """`count` vehicles, rounded up, over the classes by weight (D'Hondt), at most the fleet.

    More of them where those would not hold `least_units` together. Classes of weight 0 come last.
    """
    fleet, units = city.fleet, 0.0
    counts = [0] * len(fleet)
    for place in range(sum(fleet)):
        if place >= count and units >= least_units:
            break
        left = [kind for kind, vehicles in enumerate(fleet) if counts[kind] < vehicles]
        best = max(left, key=lambda kind: (weights[kind] / (counts[kind] + 1.0), -kind))
        counts[best] += 1
        units += city.kinds[best].capacity_units
    return tuple(counts)
