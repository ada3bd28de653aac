"""One vehicle on the road: loading, driving, breaks, breakdowns, and back at its base."""

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from simulators.supply_chain.law.duty import ROUNDING_MIN
from simulators.supply_chain.observations import EventKind
from simulators.supply_chain.play import money
from simulators.supply_chain.play.fleet import Vehicle
from simulators.supply_chain.play.running import Running
from simulators.supply_chain.play.scene import Scene
from simulators.supply_chain.staff.crew import AllDay, Duty

Purpose = Literal["delivery", "trunk", "rescue"]
Play = Generator[Any, Any, None]


@dataclass
class Drop:
    """Units of one order aboard a vehicle, and when service was expected to begin.

    night_min: the minute at night for which the drop was counted when the vehicle left, or None.
    is_stored: it came from what is stored at the cross-dock.
    """

    number: int
    units: float
    begin_min: float = 0.0
    night_min: float | None = None
    is_stored: bool = False


class Desk(Protocol):
    """Whoever is told that something was not planned, and may change the rest of a trip."""

    def tell(self, kind: EventKind, trip: "Trip", *, order: int = -1, minutes: float = 0.0) -> None:
        """Something happened to a trip."""
        ...


class Trip:
    """One trip: what is aboard, where the vehicle is, and what it has run up.

    todo: drops in the planned order of their stops; heading: the one that the vehicle drives to or
    serves; back: what is being brought back to base. cargo_kg: other goods aboard.
    """

    def __init__(
        self, scene: Scene, vehicle: Vehicle, drops: Sequence[Drop], *, purpose: Purpose
    ) -> None:
        assert vehicle.duty is not None
        self.scene, self.vehicle, self.purpose = scene, vehicle, purpose
        self.todo, self.back = list(drops), list[Drop]()
        self.heading: Drop | None = None
        self.cargo_kg = 0.0
        self.site = vehicle.base
        self.duty: Duty = vehicle.duty
        self.driver = vehicle.duty.driver
        self.kind = scene.city.kinds[vehicle.kind]
        self.told_behind_min = 0.0
        self.relieved_min = math.inf
        self.sent_min = self.left_min = self.loading_from_min = scene.now_min
        self._stops = [drop.number for drop in drops]
        self._units = sum(drop.units for drop in drops)
        self._running = Running(self.kind, scene.book)
        self.number = self._begin()
        vehicle.trip = self

    @property
    def is_relieved(self) -> bool:
        """Whether a relief driver is with the vehicle, or on the way to it."""
        return self.relieved_min < math.inf

    def load(self, leave_min: float, after: Any = None) -> Play:
        """Wait and load until `leave_min`, or until the simpy event `after` if that is later."""
        if after is not None:
            yield after
        now_min, loading_min = self.scene.now_min, self.scene.city.loading_min
        leave_min = max(leave_min, now_min)
        start_min = max(self.sent_min, leave_min - loading_min)
        self.duty.wait(start_min)
        if pause_min := self.duty.break_due_min(0.0, loading_min):
            self.duty.pause(start_min + pause_min)
            leave_min += pause_min
        if not self.duty.fits(((0.0, loading_min),)):  # the day was over before it left
            self.take_all_back()
            yield self.scene.env.timeout(max(0.0, leave_min - loading_min - now_min))
            self.left_min = self.loading_from_min = self.scene.now_min
            return
        yield self.scene.env.timeout(leave_min - now_min)
        self.left_min, self.loading_from_min = leave_min, leave_min - loading_min
        self.duty.work(leave_min)

    def drive(self, to: int, work_min: float = 0.0) -> Generator[Any, Any, float]:
        """Drive to a site, after the break that the way and `work_min` of work there make due.

        Nobody sets off on a way that he may not lawfully drive to its end: a relief driver does.
        Returns when the vehicle set off.
        """
        minutes = self.way_min(to)
        while pause_min := self.duty.break_due_min(minutes, work_min):
            yield from self._pause(pause_min)
            minutes, work_min = self.way_min(to), 0.0
        if minutes and not self._may_drive(to, minutes):
            yield from self._change_driver()
            minutes = self.way_min(to)
        left_min = self.scene.now_min
        yield self.scene.env.timeout(minutes)
        self.duty.drive(self.scene.now_min)
        used = self._running.leg(self.site, to, minutes, self._load_kg())
        self._trace_leg(to, left_min, used)
        self.site = to
        if self.kind.battery_kwh:
            self.vehicle.battery_kwh -= used
        return left_min

    def work(self, minutes: float) -> Play:
        """Work here, after the break that it makes due.

        Who may not lawfully finish it stops in the middle, and a relief driver does the rest.
        """
        yield from self.rest_before(minutes)
        room_min = self.duty.work_room_min()
        if minutes > room_min + ROUNDING_MIN:
            yield from self._work(room_min)
            yield from self._change_driver()
            minutes -= room_min
        yield from self._work(minutes)

    def rest_before(self, minutes: float) -> Play:
        """The break that so much work makes due."""
        while pause_min := self.duty.break_due_min(0.0, minutes):
            yield from self._pause(pause_min)

    def wait(self, until_min: float) -> Play:
        """Wait here; some of it may be taken as a break."""
        yield self.scene.env.timeout(max(0.0, until_min - self.scene.now_min))
        self.duty.wait(self.scene.now_min)

    def mend(self, to: int, desk: Desk) -> Play:
        """Before driving on: the vehicle may have broken down, or be too empty for the next leg."""
        yield from self._break_down(desk)
        yield from self.charge_for(to)

    def charge_for(self, to: int) -> Play:
        """A battery that would not last for the next leg waits for a mobile charger."""
        if not self.kind.battery_kwh:
            return
        wanted = self._running.energy_of(self.site, to, self.way_min(to), self._load_kg())
        if wanted > self.vehicle.battery_kwh:
            mishaps = self.scene.mishaps
            self.scene.tally.bill.vehicles += money.cents(mishaps.charger_eur)
            self.vehicle.battery_kwh = max(mishaps.charger_kwh, 1.5 * wanted)
            self._trace_at("charger")
            yield from self._stand(mishaps.charger_min)

    def _break_down(self, desk: Desk) -> Play:
        """Whether the vehicle breaks down in this hour; if so, it stands until it is repaired."""
        scene, hour, mishaps = self.scene, int(self.scene.now_min // 60.0), self.scene.mishaps
        if not scene.city.is_designed or hour in self.vehicle.hours_driven:
            return
        self.vehicle.hours_driven.add(hour)
        key = ("breakdown", self.vehicle.number, hour)
        if not scene.draws.chance(mishaps.breakdowns_per_1000_h / 1000.0, *key):
            return
        minutes = scene.draws.lognormal(mishaps.repair_min, mishaps.repair_cv, *key, "minutes")
        desk.tell("breakdown", self, minutes=minutes)
        yield from self._stand(minutes)

    def way_min(self, to: int) -> float:
        """What the way to a site takes when driven now; who drives has heard of the traffic."""
        scene = self.scene
        return scene.traffic.travel_min(self.site, to, scene.now_min, self.vehicle.kind)

    def take_all_back(self) -> None:
        """What has not been delivered comes back to base."""
        self.back += self.todo
        self.todo = []

    def come_home(self, last_left_min: float) -> None:
        """The vehicle is at its base again; the trip is paid."""
        scene = self.scene
        self.vehicle.back_min, self.vehicle.back_at_min = None, scene.now_min
        for drop in self.back:
            self.forget_night(drop)
            base = self.vehicle.base if drop.is_stored else 0
            scene.orders.bring_back(drop.number, drop.units, base)
        cents = self._running.settle(scene.tally) + self._pay()
        self.vehicle.trip = None
        self.vehicle.returned.succeed()
        scene.trace.event(
            "trip",
            trip=self.number,
            vehicle=self.vehicle.number,
            vehicle_kind=self.vehicle.kind,
            base=self.vehicle.base,
            purpose=self.purpose,
            driver=self.driver,
            sent_min=self.sent_min,
            loading_from_min=self.loading_from_min,
            left_min=self.left_min,
            last_stop_left_min=last_left_min,
            back_min=scene.now_min,
            stops=self._stops,
            km=self._running.km,
            load_units=self._units,
            cost_eur=cents / 100.0,
        )

    def forget_night(self, drop: Drop) -> None:
        """A drop that was planned for a night has been made, or will not be."""
        if drop.night_min is not None:
            site = self.scene.orders.entries[drop.number].order.site
            zone = self.scene.city.site_zone[site]
            self.scene.tally.nights.plan(zone, drop.night_min, -1)
            drop.night_min = None

    def _begin(self) -> int:
        tally = self.scene.tally
        number, tally.all_trips = tally.all_trips, tally.all_trips + 1
        if self.purpose == "delivery":
            tally.trips += 1
            tally.load_units += self._units
            by_kind = tally.trips_by_kind
            by_kind[self.vehicle.kind] = by_kind.get(self.vehicle.kind, 0) + 1
        return number

    def _load_kg(self) -> float:
        entries = self.scene.orders.entries
        aboard = [*self.todo, *self.back, *([self.heading] if self.heading else ())]
        return self.cargo_kg + sum(entries[d.number].weight_kg(d.units) for d in aboard)

    def _pay(self) -> int:
        """The wage for this trip that no shift pays: by trip, or of a relief driver."""
        scene = self.scene
        if self.is_relieved:
            self._pay_relief()
        if scene.week.paid_by == "shift":
            return 0
        minutes = scene.now_min - self.left_min + scene.city.loading_min
        cents = money.driver_cents(self.kind, minutes)
        scene.tally.paid_min += minutes
        scene.tally.bill.driver += cents
        return cents

    def _change_driver(self) -> Play:
        """The law stops the driver here: somebody else comes and drives home, delivering nothing.

        Who was driving rests, and is taken home meanwhile.
        """
        self.duty.end()
        self.duty, self.relieved_min = AllDay(), self.scene.now_min
        self.take_all_back()
        self.scene.tally.reliefs += 1
        yield self.scene.env.timeout(self.scene.mishaps.relief_min)

    def _pay_relief(self) -> None:
        """A relief driver costs a price for coming, and the wage until the vehicle is back."""
        scene = self.scene
        cents = money.cents(scene.mishaps.relief_eur)
        cents += money.driver_cents(self.kind, scene.now_min - self.relieved_min)
        scene.tally.bill.driver += cents
        self._trace_at("relief", at_min=self.relieved_min, cost_eur=cents / 100.0)

    def _may_drive(self, to: int, minutes: float) -> bool:
        if to == self.vehicle.base:
            return self.duty.may_return(minutes)
        return self.duty.fits(((minutes, 0.0),))

    def _work(self, minutes: float) -> Play:
        yield self.scene.env.timeout(minutes)
        self.duty.work(self.scene.now_min)

    def _stand(self, minutes: float) -> Play:
        """The vehicle stands; its driver is free meanwhile, so it counts as a break."""
        self._trace_at("breakdown", minutes=minutes)
        yield from self._pause(minutes)

    def _pause(self, minutes: float) -> Play:
        yield self.scene.env.timeout(minutes)
        self.duty.pause(self.scene.now_min)

    def _trace_at(self, event: str, **fields: float) -> None:
        at_min = {"at_min": self.scene.now_min}
        self.scene.trace.event(event, vehicle=self.vehicle.number, **{**at_min, **fields})

    def _trace_leg(self, to: int, left_min: float, used: float) -> None:
        if not self.scene.trace.on:
            return
        self.scene.trace.event(
            "leg",
            trip=self.number,
            vehicle=self.vehicle.number,
            i=self.site,
            j=to,
            left_min=left_min,
            arrived_min=self.scene.now_min,
            km=self.scene.book.km[self.site][to],
            energy=used,
        )
