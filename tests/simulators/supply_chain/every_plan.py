"""All plans of a tiny day: the oracle of what is cheapest in hindsight."""

from collections.abc import Iterator
from itertools import permutations, product

from simulators.supply_chain.hindsight.day_costs import HindsightCosts
from simulators.supply_chain.hindsight.day_plan import Stops, Trip
from simulators.supply_chain.hindsight.day_search import HindsightSearch


def partitions(items: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """All ways to split items into groups; items in no group are left out."""
    if not items:
        yield ()
        return
    first, rest = items[0], items[1:]
    for groups in partitions(rest):
        yield groups
        yield ((first,), *groups)
        for k, group in enumerate(groups):
            yield (*groups[:k], (first, *group), *groups[k + 1 :])


def plans(costs: HindsightCosts) -> Iterator[tuple[Trip, ...]]:
    """Every set of trips that leaves when its orders are known and fits into a van."""
    day = costs.day
    for groups in partitions(tuple(range(len(day.orders)))):
        for stops in product(*(permutations(group) for group in groups)):
            yield from _timed(costs, stops)


def _timed(costs: HindsightCosts, routes: tuple[Stops, ...]) -> Iterator[tuple[Trip, ...]]:
    day = costs.day
    if any(sum(day.orders[k].quantity_units for k in r) > day.capacity_units for r in routes):
        return
    firsts = [max(costs.first_wave[k] for k in route) for route in routes]
    for waves in product(*(range(first, len(day.waves_min)) for first in firsts)):
        yield tuple(Trip(wave, stops) for wave, stops in zip(waves, routes, strict=True))


def cheapest_cents(costs: HindsightCosts) -> int:
    """What the cheapest plan costs."""
    return min(HindsightSearch(costs, trips).cents() for trips in plans(costs))
