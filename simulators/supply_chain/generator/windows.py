"""When an order may be served: the windows that its customer names, days and nights."""

import math

import msgspec

from simulators.supply_chain.generator.columns import Columns
from simulators.supply_chain.generator.region import Region, Site
from simulators.supply_chain.observations import DAY_MIN, Window, Zone
from simulators.supply_chain.rush_hours import hour_factors
from simulators.supply_chain.week import next_day
from simulators.supply_chain.world import World, waves_min

SPARE_MIN = 25.0  # what a vehicle driving directly from the next wave has to spare, at least
LEAST_WIDTH_MIN = 45.0
NIGHT = (1200.0, 1800.0)  # 20 to 6 h of the next morning
SUNDAY = 6


class Wish(msgspec.Struct, frozen=True):
    """What a customer wants: by which day, known when. `is_appointment`: a narrow window."""

    day: int
    known_min: float
    windows: tuple[Window, ...]
    is_urgent: bool = False
    is_appointment: bool = False


class Calendar:
    """The days of a region's week, and when its customers can be reached."""

    def __init__(self, world: World, region: Region) -> None:
        self._world, self._region = world, region
        self._waves = waves_min(world)
        self._from_depot = region.travel_min[0].tolist()
        slowest = max(hour_factors(world.congestion)) - 1.0
        self._slowest = [1.0 + zone.congestion_share * slowest for zone in region.zones]
        self.end_min = world.days * DAY_MIN

    def zone(self, site: Site) -> Zone:
        """The zone of a customer."""
        return self._region.zones[site.zone]

    def reach_min(self, customer: int, at_min: float, *, at_once: bool = False) -> float:
        """When a van sent with the default wave after `at_min`, or at once, is there for sure."""
        day_min = at_min // DAY_MIN * DAY_MIN
        later = (day_min + wave for wave in self._waves if day_min + wave >= at_min)
        leave_min = at_min if at_once else next(later, day_min + DAY_MIN)
        site = self._region.sites[customer]
        drive_min = self._slowest[site.zone] * self._from_depot[customer + 1]
        return float(leave_min + self._world.loading_min + drive_min + SPARE_MIN)

    def wish(self, customer: int, day: int, columns: Columns, row: int) -> Wish:
        """What the customer of an order for `day` names, and when the order comes in.

        Orders are known the day before, or come in during the day; who calls too late for today's
        hours is served tomorrow, so that the order was known the day before.
        """
        world, site = self._world, self._region.sites[customer]
        day_min = day * DAY_MIN
        span = max(0.0, world.last_order_min - world.first_wave_min)
        call_min = world.first_wave_min + span * columns.of("known", row)
        if columns.of("known before", row) >= world.known_before_share:
            reach_min = self.reach_min(customer, day_min + call_min)
            if self._is_urgent(site, columns, row):
                return self._urgent(customer, day, day_min + call_min)
            if reach_min <= day_min + site.close_min - LEAST_WIDTH_MIN:
                known_min = day_min + call_min
                return self._usual(site, day, known_min, reach_min - day_min, columns, row)
        known_min = 0.0 if day == 0 else day_min - DAY_MIN + call_min
        return self._usual(site, day, known_min, 0.0, columns, row)

    def backlog(self, customer: int, columns: Columns, row: int) -> Wish:
        """What the customer of an order that last week left over wants."""
        return self._usual(self._region.sites[customer], 0, 0.0, 0.0, columns, row)

    def _is_urgent(self, site: Site, columns: Columns, row: int) -> bool:
        always_open = self._region.zones[site.zone].close_min >= DAY_MIN
        share = self._world.urgent_share / max(1e-9, 1.0 - self._world.known_before_share)
        return always_open and columns.of("urgent", row) < share

    def _urgent(self, customer: int, day: int, known_min: float) -> Wish:
        latest = self.reach_min(customer, known_min, at_once=True)
        window = (known_min, max(known_min + self._world.urgent_min, latest))
        return Wish(day, known_min, (window,), is_urgent=True)

    def _usual(
        self,
        site: Site,
        day: int,
        known_min: float,
        earliest_min: float,
        columns: Columns,
        row: int,
    ) -> Wish:
        """earliest_min: minute of the day at which the site can be reached."""
        is_appointment = columns.of("appointment", row) < self._world.windowed_share
        open_min, close_min = site.open_min, site.close_min
        if is_appointment:
            open_min, close_min = self._appointment(site, earliest_min, columns, row)
        days = self._days(day, columns, row)
        windows = [(each * DAY_MIN + open_min, each * DAY_MIN + close_min) for each in days]
        if site.night_ok and not is_appointment:
            windows += self._nights(days, known_min)
        return Wish(day, known_min, tuple(sorted(windows)), is_appointment=is_appointment)

    def _appointment(
        self, site: Site, earliest_min: float, columns: Columns, row: int
    ) -> tuple[float, float]:
        """A narrow window within the site's hours that can still be met today."""
        width = self._world.window_min * (0.4 + 1.2 * columns.of("width", row))
        width = min(max(LEAST_WIDTH_MIN, float(round(width))), site.close_min - site.open_min)
        low = max(site.open_min, earliest_min - width + LEAST_WIDTH_MIN)
        high = site.close_min - width
        open_min = float(round(low + max(0.0, high - low) * columns.of("place", row)))
        return open_min, open_min + width

    def _days(self, day: int, columns: Columns, row: int) -> list[int]:
        """The days on which the order may be served, ascending."""
        days = [day]
        if columns.of("flexible", row) < self._world.flexible_share:
            for _ in range(2 if columns.of("two days", row) < 0.5 else 1):
                days.append(next_day(days[-1]))
        if columns.of("beyond", row) < self._world.beyond_share:
            return days
        return [each for each in days if each < self._world.days]

    def _nights(self, days: list[int], known_min: float) -> list[Window]:
        """The night before each day and, for an order of the same day, the night after it."""
        starts = [(day - 1) * DAY_MIN + NIGHT[0] for day in days]
        if known_min > days[0] * DAY_MIN:
            starts.append(days[-1] * DAY_MIN + NIGHT[0])
        length = NIGHT[1] - NIGHT[0]
        nights = {(max(0.0, start), start + length) for start in starts}
        return [
            (start, end if start >= self.end_min else min(end, self.end_min))
            for start, end in nights
            if start >= known_min and start != self.end_min
        ]


def cancelled_min(world: World, wish: Wish, columns: Columns, row: int) -> float:
    """When the customer gives the order up, evenly until its last window; infinite: never."""
    if columns.of("cancelled", row) >= world.cancelled_share:
        return math.inf
    last_min = wish.windows[-1][1]
    return wish.known_min + (last_min - wish.known_min) * columns.of("cancelled when", row)
