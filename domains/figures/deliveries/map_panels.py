"""How a route map is cut into panels: the city, the region around it, and its crowded middle."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from domains.figures.deliveries.map_parts import Frame, frame_of, sites_seen
from domains.figures.deliveries.record import Event, Played

WIDE_PX, CITY_PX, ASIDE_PX = 600.0, 405.0, 185.0
FAR_SHARE = 0.7  # a zone is far when the map shrinks to less than this without it
CROWDED_SHARE = 0.3  # a zone is crowded when it is smaller than this share of the city
CROWDED_STOPS = 8


@dataclass(frozen=True)
class Panel:
    """One map, and the sites whose stops carry their numbers there; others are bends of lines."""

    title: str
    frame: Frame
    numbered: frozenset[int]


def panels(played: Played) -> list[Panel]:
    """One panel, or the city large with its region and its most crowded zone aside.

    Every stop is numbered in exactly one of them.
    """
    places, seen = played.places, sites_seen(played)
    far = _far_sites(places, seen)
    near = frozenset(seen - far)
    crowded = _crowded_sites(places, near, Counter(stop["site"] for stop in played.stops))
    if not (far or crowded):
        return [Panel("", frame_of(places, seen, WIDE_PX), near)]
    found = [Panel("City" if far else "", frame_of(places, near, CITY_PX), near - crowded)]
    if far:
        found.append(Panel("Region", frame_of(places, seen, ASIDE_PX), far))
    if crowded:
        name = places["zones"][places["site_zone"][min(crowded)]]
        found.append(Panel(name.capitalize(), frame_of(places, crowded, ASIDE_PX), crowded))
    return found


def _far_sites(places: Event, seen: AbstractSet[int]) -> frozenset[int]:
    """The sites of the one zone without which the map is most reduced, if that is worth it."""
    by_zone = {zone: seen - sites for zone, sites in _zones(places, seen).items()}
    sizes = {zone: _size_km(places, rest) for zone, rest in by_zone.items() if len(rest) > 1}
    zone = min(sizes, key=lambda zone: sizes[zone], default=None)
    if zone is None or sizes[zone] > FAR_SHARE * _size_km(places, seen):
        return frozenset()
    return frozenset(seen - by_zone[zone])


def _crowded_sites(places: Event, near: frozenset[int], stops: Counter[int]) -> frozenset[int]:
    """The sites of the smallest zone with many stops, if it is small on the map of the city."""
    city_km = _size_km(places, near)
    sizes = {
        sites: _size_km(places, sites)
        for sites in _zones(places, near).values()
        if sum(stops[site] for site in sites) >= CROWDED_STOPS
    }
    small = {sites: size for sites, size in sizes.items() if size < CROWDED_SHARE * city_km}
    none: frozenset[int] = frozenset()
    return min(small, key=lambda sites: (small[sites], min(sites)), default=none)


def _zones(places: Event, sites: Iterable[int]) -> dict[int, frozenset[int]]:
    """Some sites by zone; the depot belongs to none."""
    found: dict[int, set[int]] = {}
    for site in sites:
        if site:
            found.setdefault(places["site_zone"][site], set()).add(site)
    if len(found) < 2:
        return {}
    return {zone: frozenset(of_zone) for zone, of_zone in found.items()}


def _size_km(places: Event, sites: Iterable[int]) -> float:
    xs, ys = zip(*((places["x_km"][s], places["y_km"][s]) for s in sites), strict=True)
    return float(max(0.01, max(xs) - min(xs), max(ys) - min(ys)))
