"""What tours cost when the whole week is known: the referee's arithmetic, without its clockwork.

It leaves out what tours do to each other: nights that are full, breaks owed from other days, and
what rules would answer to events. The referee has the last word on every plan.
"""

import math
from collections.abc import Sequence

import msgspec

from ruleloop.draws import Draws
from simulators.supply_chain.energy import energy_used
from simulators.supply_chain.hindsight.tours import Course, Item, Stops, Tour
from simulators.supply_chain.hindsight.wave_times import STEP_MIN, WaveTimes
from simulators.supply_chain.law.clock import Clock
from simulators.supply_chain.law.duty import limits_of
from simulators.supply_chain.observations import ROUNDING, City, OpenOrder
from simulators.supply_chain.play.doorstep import absent_chance
from simulators.supply_chain.play.mishaps import mishaps_of
from simulators.supply_chain.play.observe import Watch
from simulators.supply_chain.play.orderbook import Entry
from simulators.supply_chain.play.shifts import LAWLESS
from simulators.supply_chain.play.traffic import BUCKET_MIN, Traffic
from simulators.supply_chain.staff.wages import pay_of, pay_rules
from simulators.supply_chain.timing import RoadBook, Timing, meant_window, nearest_window
from simulators.supply_chain.tooling.legality import begins_min, is_open, may_enter
from simulators.supply_chain.tooling.nights import is_night
from simulators.supply_chain.week import Week
from simulators.supply_chain.world import World

NEVER, NOWHERE = Course(math.inf), Course(0.0)
MOST_SPAN_MIN = 720.0  # of a planned tour; the law leaves an hour or more above it
MOST_WORK_MIN = 570.0
EDGE_MIN = 1e-6


class TourCosts:
    """The course of tours over a list of items, for the realised driving and service times."""

    def __init__(
        self,
        world: World,
        week: Week,
        city: City,
        draws: Draws,
        *,
        items: Sequence[Item],
        waves: WaveTimes,
    ) -> None:
        self.city, self.week, self.items, self.waves = city, week, items, waves
        self.book = RoadBook(city)
        self._draws, self._charge_kw = draws, world.charge_kw
        self._traffic = Traffic(self.book, week.orders, world, draws)
        self._open = [item.as_open() for item in items]
        self._watch = Watch(self.book)
        self._entries = [Entry(item.order, week.orders[item.order], item.windows) for item in items]
        self._service = [
            self._traffic.service_min(item.order, item.service_min, item.attempt) for item in items
        ]
        self._absent = [
            draws.uniform("absent", item.order, item.attempt) if item.absent_chance else 1.0
            for item in items
        ]
        self._drive_min: dict[tuple[int, int, int], float] = {}
        self._courses: dict[Tour, Course] = {}
        self._pay = pay_rules(city)
        self.mishaps = mishaps_of(world)
        self._limits = [
            limits_of(kind.gross_t) if city.has_hours else LAWLESS for kind in city.kinds
        ]

    @property
    def known(self) -> dict[Tour, Course]:
        """Every tour that was ever looked at."""
        return self._courses

    def course(self, tour: Tour) -> Course:
        """How a tour turns out; infinitely dear when it may not be driven."""
        if not tour.trips:
            return NOWHERE
        found = self._courses.get(tour)
        if found is None:
            found = self._courses[tour] = _Drive(self, tour).course()
        return found

    def fits(self, kind: int, stops: Stops) -> bool:
        """Whether a class of vehicle holds the items and may enter their zones."""
        vehicle, zones = self.city.kinds[kind], self.city.zones
        items = [self.items[k] for k in stops]
        most = 1.0 + ROUNDING
        return (
            sum(item.units for item in items) <= vehicle.capacity_units * most
            and sum(item.weight_kg for item in items) <= vehicle.payload_kg * most
            and all(may_enter(vehicle, zones[item.zone]) for item in items)
        )

    def seen(self, stops: Stops, send_min: float) -> list[OpenOrder]:
        """Items as rules would see them when a trip is sent."""
        return [self._seen(k, send_min) for k in stops]

    def _seen(self, item: int, send_min: float) -> OpenOrder:
        """Without the windows that not even a direct trip would meet; as `Watch.see`."""
        windows = self.items[item].windows
        if len(windows) == 1 or send_min < windows[0][0]:
            return self._open[item]
        arrive_min = self._watch.direct_arrival_min(self._entries[item], send_min)
        while len(windows) > 1 and windows[0][1] < arrive_min:
            windows = windows[1:]
        if windows == self.items[item].windows:
            return self._open[item]
        opens, closes = windows[0]
        return msgspec.structs.replace(
            self._open[item], open_min=opens, close_min=closes, later=windows[1:]
        )

    def drive_min(self, i: int, j: int, at_min: float, kind: int) -> float:
        """Realised driving minutes."""
        key = (i, j, int(at_min // BUCKET_MIN))
        found = self._drive_min.get(key)
        factor = self.city.kinds[kind].minutes_factor
        if found is None:
            found = self._traffic.travel_min(i, j, at_min, kind) / factor
            self._drive_min[key] = found
        return found * factor

    def is_absent(self, item: int, begin_min: float) -> bool:
        """Whether nobody takes an item in; as `doorstep.is_absent`."""
        its = self.items[item]
        chance = absent_chance(
            its.absent_chance,
            self.mishaps,
            begin_min=begin_min,
            attempts=its.attempt,
            is_booked=its.is_booked,
        )
        return self._absent[item] < chance

    def service_min(self, item: int, kind: int) -> float:
        """Realised minutes of a delivery, with parking."""
        return self._service[item] + self.parking_min(item, kind)

    def parking_min(self, item: int, kind: int) -> float:
        """What a large vehicle loses in narrow streets."""
        is_narrow = self.city.zones[self.items[item].zone].is_narrow
        return self.city.kinds[kind].parking_min if is_narrow else 0.0

    def pay_eur(self, kind: int, spans: Sequence[tuple[float, float]]) -> float:
        """Pay of a shift that is planned as long as it takes."""
        worked_h = sum(end - start for start, end in spans) / 60.0
        wage = self.city.kinds[kind].wage_eur_per_h
        return pay_of(wage, worked_h, spans, self._pay).total_cents / 100.0

    def limits(self, kind: int) -> Clock:
        """A rested driver of a class of vehicle."""
        return Clock(limits=self._limits[kind])

    def charged_kwh(self, kwh: float, minutes: float, kind: int) -> float:
        """A battery after standing at its base."""
        most = self.city.kinds[kind].battery_kwh
        return min(most, kwh + self._charge_kw * minutes / 60.0)


class _Drive:
    """One tour while it is being driven."""

    def __init__(self, costs: TourCosts, tour: Tour) -> None:
        self._costs, self._tour, self._city = costs, tour, costs.city
        self._class = costs.city.kinds[tour.kind]
        self._clock = costs.limits(tour.kind)
        self._spans: list[tuple[float, float]] = []
        self._span_from = 0.0
        self._kwh, self._back_at = self._class.battery_kwh, 0.0
        self._eur = self._class.fixed_eur_per_day
        self._failed: set[int] = set()
        self._start_min = 0.0
        self._sends: list[float] = []
        self._leaves: list[float] = []
        self._ends: list[tuple[float, ...]] = []

    def course(self) -> Course:
        """Drive all trips."""
        for stops in self._tour.trips:
            if not self._costs.fits(self._tour.kind, stops) or not self._trip(stops):
                return NEVER
        end_min, start_min = self._clock.now_min, self._start_min
        spans = [*self._spans, (self._span_from, end_min)]
        worked_min = sum(end - start for start, end in spans)
        if end_min - start_min > MOST_SPAN_MIN or worked_min > MOST_WORK_MIN:
            return NEVER
        return Course(
            cost_eur=self._eur + self._costs.pay_eur(self._tour.kind, spans),
            start_min=start_min,
            end_min=end_min,
            worked_min=worked_min,
            sends_min=tuple(self._sends),
            leaves_min=tuple(self._leaves),
            ends_min=tuple(self._ends),
            failed=frozenset(self._failed),
        )

    def _trip(self, stops: Stops) -> bool:
        """One trip; whether it may be driven."""
        costs, tour, clock = self._costs, self._tour, self._clock
        loading = self._city.loading_min
        known = max(costs.items[k].known_min for k in stops)
        free_min = clock.now_min + STEP_MIN if self._sends else tour.from_min
        send_min = costs.waves.next_min(max(known, free_min))
        seen = costs.seen(stops, send_min)
        timing = costs.book.time(seen, send_min + loading, tour.kind)
        if not self._sends:
            send_min = max(send_min, costs.waves.last_min(timing.leave_min - loading))
            self._start_min = self._span_from = send_min - STEP_MIN
            clock.begin(self._start_min)
        self._wait(send_min)
        if any(send_min > costs.items[k].gone_min for k in stops):
            return False
        if not self._is_legal(seen, timing, send_min):
            return False
        self._sends.append(send_min)
        self._leaves.append(timing.leave_min)
        self._load(timing.leave_min)
        visits = self._round(stops)
        self._ends.append(tuple(visits))
        again = [k for k in stops if costs.items[k].home_min < math.inf]
        is_failed = self._failed.issuperset(again)  # as the second attempt expects
        is_back = all(clock.now_min <= costs.items[k].home_min for k in again)
        is_done = len(visits) == len(stops) and is_failed and is_back
        return is_done and clock.is_within_limits()

    def _is_legal(self, seen: Sequence[OpenOrder], timing: Timing, send_min: float) -> bool:
        """Whether the referee would let the trip leave, as far as one tour tells."""
        clock, zones = self._clock, self._city.zones
        if timing.return_min > clock.back_by_min() + EDGE_MIN:
            return False
        if timing.drive_min > clock.drive_left_min() + EDGE_MIN:
            return False
        if self._class.battery_kwh:
            waited = send_min - self._back_at
            self._kwh = self._costs.charged_kwh(self._kwh, waited, self._tour.kind)
            if timing.energy > self._kwh:
                return False
        return all(
            is_open(zones[part.zone], begin)
            and not (is_night(begin) and begin > meant_window(part, begin)[1] + EDGE_MIN)
            for part, begin in zip(seen, begins_min(seen, timing), strict=True)
        )

    def _may_serve(self, item: Item, begin_min: float) -> bool:
        """Whether the zone is open and, at night, somebody there."""
        if not is_open(self._city.zones[item.zone], begin_min):
            return False
        return not is_night(begin_min) or begin_min <= nearest_window(item.windows, begin_min)[1]

    def _load(self, leave_min: float) -> None:
        loading = self._city.loading_min
        self._wait(leave_min - loading)
        if pause := self._clock.break_due_min(0.0, loading):
            self._pause(pause)
        self._clock.work_until(self._clock.now_min + loading)

    def _round(self, stops: Stops) -> list[float]:
        """All stops and the way home; the end of service at each, until a door is closed."""
        costs, site = self._costs, 0
        ends: list[float] = []
        kg = sum(costs.items[k].weight_kg for k in stops)
        for item in stops:
            its = costs.items[item]
            planned = its.service_min + costs.parking_min(item, self._tour.kind)
            self._drive(site, its.site, planned, kg)
            site = its.site
            if not self._serve(item, planned):
                return ends
            if item not in self._failed:
                kg -= its.weight_kg
            ends.append(self._clock.now_min)
        self._drive(site, 0, 0.0, kg)
        self._back_at = self._clock.now_min
        return ends

    def _serve(self, item: int, planned_min: float) -> bool:
        """Wait, rest, deliver; whether the door was not closed."""
        costs, clock, city = self._costs, self._clock, self._city
        its, arrived = costs.items[item], self._clock.now_min
        opens, closes = nearest_window(its.windows, arrived)
        self._wait(max(arrived, opens))
        if pause := clock.break_due_min(0.0, planned_min):
            self._pause(pause)
        begin = clock.now_min
        if not self._may_serve(its, begin):
            return False
        if costs.is_absent(item, begin):
            self._failed.add(item)
            self._eur += city.failed_eur
            self._work(costs.mishaps.in_vain_min)
            return True
        self._work(costs.service_min(item, self._tour.kind))
        late_min = max(arrived, begin if begin > max(arrived, opens) else arrived) - closes
        if late_min > 0.0:
            per_min = city.late_eur + city.late_eur_per_min * late_min
            self._eur += per_min if its.is_business else city.private_late_eur
        return True

    def _drive(self, i: int, j: int, work_min: float, kg: float) -> None:
        costs, clock, kind = self._costs, self._clock, self._tour.kind
        minutes = costs.drive_min(i, j, clock.now_min, kind)
        while pause := clock.break_due_min(minutes, work_min):
            self._pause(pause)
            minutes, work_min = costs.drive_min(i, j, clock.now_min, kind), 0.0
        clock.drive_until(clock.now_min + minutes)
        km = costs.book.km[i][j]
        used = energy_used(self._class, km, minutes, kg / self._class.payload_kg)
        self._kwh -= used
        self._eur += km * self._class.wear_eur_per_km + costs.book.toll_eur(i, j, self._class)
        self._eur += used * (self._class.energy_eur + self._class.levy_eur)

    def _work(self, minutes: float) -> None:
        if pause := self._clock.break_due_min(0.0, minutes):
            self._pause(pause)
        self._clock.work_until(self._clock.now_min + minutes)

    def _wait(self, until_min: float) -> None:
        clock = self._clock
        if (left_min := self._costs.mishaps.inspection_min - clock.work_today_min) > 0.0:
            clock.work_until(min(until_min, clock.now_min + left_min))
        before = clock.now_min
        breaks = clock.wait_until(until_min)
        if breaks:
            self._spans.append((self._span_from, before))
            self._span_from = before + breaks

    def _pause(self, minutes: float) -> None:
        self._spans.append((self._span_from, self._clock.now_min))
        self._clock.break_until(self._clock.now_min + minutes)
        self._span_from = self._clock.now_min
