"""A made-up week of a region, with the earlier weeks that its dispatcher remembers."""

from collections.abc import Sequence

from ruleloop.draws import Draws
from simulators.supply_chain.generator.demand import expected_tables
from simulators.supply_chain.generator.orders import WeekOrders
from simulators.supply_chain.generator.region import make_region
from simulators.supply_chain.kinds import region_fleet, region_kinds
from simulators.supply_chain.observations import DAY_MIN, PastOrder
from simulators.supply_chain.week import Week, WeekOrder, one_stands
from simulators.supply_chain.world import World, waves_min

PAST_WEEKS = 2


def generate_region(world: World, draws: Draws) -> Week:
    """A week of this world; a function of (world, seed) alone."""
    region = make_region(world, draws.within("region"))
    orders = WeekOrders(world, region)
    history = tuple(
        order for week in range(PAST_WEEKS) for order in orders.past(draws.within("history", week))
    )
    zone_orders, zone_units = expected_tables(world)
    waves = week_waves(world)
    return Week(
        name="generated region",
        x_km=region.x_km,
        y_km=region.y_km,
        site_zone=region.site_zone,
        zones=region.zones,
        kinds=region_kinds(world),
        fleet=region_fleet(world),
        travel_min=region.travel_min,
        distance_km=region.distance_km,
        orders=one_stands(orders.draw(draws.within("orders"))),
        waves_min=waves,
        loading_min=world.loading_min,
        days=world.days,
        is_designed=True,
        paid_by="shift",
        drivers=world.drivers,
        hub=region.hub,
        site_share=orders.demand.site_share(len(region.x_km)),
        new_orders=orders_between(history, waves),
        zone_orders=zone_orders,
        zone_units=zone_units,
        history=history,
    )


def week_waves(world: World) -> tuple[float, ...]:
    """The default timetable: the same waves every day, absolute minutes."""
    return tuple(day * DAY_MIN + wave for day in range(world.days) for wave in waves_min(world))


def orders_between(history: Sequence[PastOrder], waves: Sequence[float]) -> tuple[float, ...]:
    """Orders that came in between each wave and the next, in the mean of the past weeks."""
    ends = (*waves[1:], float("inf"))
    known = sorted(order.known_min for order in history)
    counts = [
        sum(1 for at in known if wave < at <= end) for wave, end in zip(waves, ends, strict=True)
    ]
    return tuple(count / PAST_WEEKS for count in counts)


def past_order(order: WeekOrder) -> PastOrder:
    """What is remembered of an order; of several windows, the first."""
    open_min, close_min = order.windows[0]
    return PastOrder(
        site=order.site,
        known_min=order.known_min,
        open_min=open_min,
        close_min=close_min,
        quantity_units=order.quantity_units,
        weight_kg=order.weight_kg,
        service_min=order.service_min,
    )
