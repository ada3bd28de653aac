"""How many orders a region expects, by day, zone and site."""

from collections.abc import Sequence

from simulators.supply_chain.generator.columns import pick
from simulators.supply_chain.generator.region import Region
from simulators.supply_chain.volume import orders_a_day
from simulators.supply_chain.world import World
from simulators.supply_chain.zones import (
    LARGE,
    PALLET,
    PARCEL,
    is_for_business,
    kind_shares,
    mean_units,
    zone_shares,
)

ORDER_KINDS = (PARCEL, PALLET, LARGE)
# Assumed: Monday to Saturday, relative to the mean day.
WEEKDAYS = (1.15, 1.0, 0.95, 1.0, 1.15, 0.75)

Table = tuple[tuple[float, ...], ...]


def expected_orders(world: World, day: int) -> float:
    """Orders expected for one weekday."""
    return orders_a_day(world) * max(0.1, 1.0 + world.weekday_swing * (WEEKDAYS[day] - 1.0))


def expected_tables(world: World) -> tuple[Table, Table]:
    """Expected orders and units, (days)(zones); the first day with last week's backlog."""
    shares = kind_shares(world)
    by_kind = [zone_shares(world, kind) for kind in ORDER_KINDS]
    zones = range(len(by_kind[0]))
    orders, units = [], []
    for day in range(world.days):
        count = expected_orders(world, day)
        if day == 0:
            count += world.backlog_share * orders_a_day(world)
        each = [[count * shares[k] * by_kind[k][zone] for k in ORDER_KINDS] for zone in zones]
        orders.append(tuple(sum(row) for row in each))
        units.append(tuple(sum(row[k] * mean_units(world, k) for k in ORDER_KINDS) for row in each))
    return tuple(orders), tuple(units)


class Demand:
    """Who orders: kind, then zone, then customer, each with shares of its own."""

    def __init__(self, world: World, region: Region) -> None:
        self._kind_shares = kind_shares(world)
        self._zone_shares = [zone_shares(world, kind) for kind in ORDER_KINDS]
        self._groups: dict[tuple[int, bool], tuple[list[int], list[float]]] = {}
        for zone in range(len(region.zones)):
            for is_business in (False, True):
                self._groups[zone, is_business] = _members(region, zone, is_business=is_business)

    def kind(self, uniform: float) -> int:
        """Small, pallets or large."""
        return pick(self._kind_shares, uniform)

    def zone(self, kind: int, uniform: float) -> int:
        """The zone of an order of this kind."""
        return pick(self._zone_shares[kind], uniform)

    def customer(self, kind: int, zone: int, uniform: float) -> int:
        """A customer of this zone who orders such a thing: an index of `Region.sites`."""
        members, shares = self._groups[zone, is_for_business(kind, zone)]
        return members[pick(shares, uniform)]

    def site_share(self, sites: int) -> tuple[float, ...]:
        """Expected share of the orders by site, depot and cross-dock included with 0."""
        share = [0.0] * sites
        for kind in ORDER_KINDS:
            for zone, of_zone in enumerate(self._zone_shares[kind]):
                members, shares = self._groups[zone, is_for_business(kind, zone)]
                for member, of_member in zip(members, shares, strict=True):
                    share[member + 1] += self._kind_shares[kind] * of_zone * of_member
        return tuple(share)


def _members(region: Region, zone: int, *, is_business: bool) -> tuple[list[int], list[float]]:
    """The customers of one group and their shares in its orders."""
    members = [
        index
        for index, site in enumerate(region.sites)
        if site.zone == zone and site.is_business == is_business
    ]
    return members, _shares([region.sites[index].weight for index in members])


def _shares(weights: Sequence[float]) -> list[float]:
    total = sum(weights)
    return [weight / total for weight in weights]
