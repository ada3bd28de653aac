"""Rare situations in the size of the user's own depot or region.

A situation is never larger than what the scenario plays: its orders, vehicles and drivers shrink
together, so that what can be survived at full size can be survived small. It does not grow: what
breaks down beside 60 orders breaks down beside 300, and a rare day has to stay cheap.
"""

import math
from collections.abc import Sequence

import msgspec

from ruleloop.domain import Stress
from simulators.supply_chain.volume import drivers_of, orders_a_day, vehicles_of
from simulators.supply_chain.world import World

FLEET = ("vehicles", "vans", "e_vans", "trucks_7t", "trucks_12t", "trucks_18t", "drivers")


class Size(msgspec.Struct, frozen=True):
    """How large worlds are: their most orders a day, vehicles and drivers.

    least: the smallest share of it that is played. With fewer orders a single one that is late or
        left breaks a limit on shares, and a mixed fleet needs a few drivers for each class.
    """

    region: bool
    orders: float
    vehicles: int
    drivers: int
    least: float = 0.0


DAY = Size(region=False, orders=60.0, vehicles=8, drivers=8, least=1 / 3)
WEEK = Size(region=True, orders=70.0, vehicles=23, drivers=18, least=0.5)


def fit_stress(stress: tuple[Stress, ...], worlds: Sequence[World]) -> tuple[Stress, ...]:
    """The situations, none larger than the largest of these worlds.

    Vehicles and drivers of a dispatch day say nothing of a region's, nor the other way round:
    beside a scenario of the other kind, a situation has the size of its orders.
    """
    own = Size(
        region=worlds[0].region,
        orders=max(map(orders_a_day, worlds)),
        vehicles=max(map(vehicles_of, worlds)),
        drivers=max(map(drivers_of, worlds)),
    )
    return tuple(_fit(each, own) for each in stress)


def _fit(stress: Stress, own: Size) -> Stress:
    full = WEEK if stress.world["region"] else DAY
    share = own.orders / full.orders
    if own.region == full.region:
        share = min(share, own.vehicles / full.vehicles, own.drivers / full.drivers)
    share = min(1.0, max(full.least, share))
    orders = stress.world["orders_per_day"]
    if share == 1.0 or orders <= full.least * full.orders:
        return stress
    fewer = {name: math.ceil(stress.world[name] * share) for name in FLEET if name in stress.world}
    world = {**stress.world, "orders_per_day": orders * share, **fewer}
    return msgspec.structs.replace(stress, world=world)
