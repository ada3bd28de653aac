"""What rules are shown: the region once, the open orders at every wave, never anything later."""

from simulators.supply_chain.interface import City, OpenOrder
from simulators.supply_chain.observations import ROUNDING
from simulators.supply_chain.play.orderbook import Entry
from simulators.supply_chain.rush_hours import hour_factors
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.tooling.legality import may_enter
from simulators.supply_chain.volume import orders_a_day
from simulators.supply_chain.week import Week
from simulators.supply_chain.world import World


def describe_city(week: Week, world: World) -> City:
    """The facts of a week; what is not known of demand beforehand is taken as even."""
    sites, waves = len(week.travel_min), week.waves_min
    share = week.site_share or (0.0, *(1.0 / max(1, sites - 1) for _ in range(sites - 1)))
    late_orders = orders_a_day(world) * (1.0 - world.known_before_share)
    even = late_orders / max(1, len(waves) - 1)
    return City(
        travel_min=week.travel_min,
        distance_km=week.distance_km,
        hour_factor=hour_factors(world.congestion),
        site_share=share,
        new_orders=week.new_orders or (*(even for _ in waves[1:]), 0.0),
        waves_min=waves,
        loading_min=week.loading_min,
        late_eur=world.late_eur,
        late_eur_per_min=world.late_eur_per_min,
        spot_multiple=world.spot_multiple,
        spot_least_eur=world.spot_least_eur,
        kinds=week.kinds,
        fleet=week.fleet,
        zones=week.zones,
        site_zone=week.site_zone,
        days=week.days,
        is_designed=week.is_designed,
        stop_min=world.pallet_stop_min if week.is_designed else 0.0,
        least_paid_h=world.least_paid_h if week.is_designed else 0.0,
        overtime_share=world.overtime_share if week.is_designed else 0.0,
        night_share=world.night_share if week.is_designed else 0.0,
        deep_night_multiple=world.deep_night_multiple if week.is_designed else 1.0,
        gross_share=world.gross_share if week.is_designed else 1.0,
        private_late_eur=world.private_late_eur,
        failed_eur=world.failed_eur,
        hub_eur_per_unit=world.hub_eur_per_unit,
        hub_min=world.hub_min,
        has_hours=week.is_designed and world.driving_law,
        drivers=week.drivers,
        hub=week.hub,
        history=week.history,
    )


class Watch:
    """Turns orders into what rules see of them at one moment."""

    def __init__(self, book: RoadBook) -> None:
        self._book, self._city = book, book.city
        sizes = enumerate(kind.capacity_units for kind in self._city.kinds)
        self._by_size = [kind for kind, _ in sorted(sizes, key=lambda pair: pair[1])]
        self._kinds: dict[int, int] = {}

    def direct_arrival_min(self, entry: Entry, leave_min: float) -> float:
        """When the smallest vehicle that may serve the order, sent at `leave_min`, is there."""
        at_min = leave_min + self._city.loading_min
        return at_min + self._book.leg_min(entry.base, entry.order.site, at_min, self._kind(entry))

    def see(
        self,
        entry: Entry,
        now_min: float,
        next_min: float | None,
        *,
        units: float | None = None,
    ) -> OpenOrder:
        """One order at `now_min`; `next_min` is the next wave, None at the last one.

        units: how much of it; what is open where not given.
        """
        order, units = entry.order, entry.open_units if units is None else units
        arrival_min = self.direct_arrival_min(entry, now_min)
        due_min = entry.due_min
        too_late_then = next_min is None or self.direct_arrival_min(entry, next_min) > due_min
        windows = entry.windows
        while len(windows) > 1 and windows[0][1] < arrival_min:
            windows = windows[1:]
        return OpenOrder(
            entry.number,
            order.site,
            windows[0][0],
            windows[0][1],
            units,
            entry.service_min(units, self._city.stop_min),
            order.known_min,
            too_late_then,
            due_min - arrival_min,
            self._city.site_zone[order.site],
            entry.weight_kg(units),
            due_min,
            windows[1:],
            order.is_business,
            order.may_split,
            entry.attempts,
            entry.base != 0,
        )

    def _kind(self, entry: Entry) -> int:
        """The smallest class that holds the order and may enter its zone, else the largest."""
        if len(self._by_size) == 1:
            return self._by_size[0]
        found = self._kinds.get(entry.number)
        if found is None:
            found = self._kinds[entry.number] = self._smallest(entry)
        return found

    def _smallest(self, entry: Entry) -> int:
        order, most = entry.order, 1.0 + ROUNDING
        zone = self._city.zones[self._city.site_zone[order.site]]
        kinds = self._city.kinds
        allowed = [k for k in self._by_size if may_enter(kinds[k], zone)] or self._by_size
        holding = (
            k
            for k in allowed
            if order.quantity_units <= kinds[k].capacity_units * most
            and order.weight_kg <= kinds[k].payload_kg * most
        )
        return next(holding, allowed[-1])
