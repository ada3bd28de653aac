"""Waves: what rules see, what of their answer may leave, and the vehicles that are sent."""

from collections.abc import Iterable

from simulators.supply_chain.actions import WavePlan
from simulators.supply_chain.observations import DAY_MIN, FreeVehicle, OpenOrder, Wave
from simulators.supply_chain.play import hub, money
from simulators.supply_chain.play.fleet import NOBODY
from simulators.supply_chain.play.intake import Intake
from simulators.supply_chain.play.referee import Ruling, Sent, SentHaul, direct_trips, review
from simulators.supply_chain.play.round import deliver
from simulators.supply_chain.play.scene import Scene
from simulators.supply_chain.play.shifts import Shifts
from simulators.supply_chain.play.timetable import Timetable
from simulators.supply_chain.play.trip import Desk, Drop, Trip
from simulators.supply_chain.tooling.legality import Sight, begins_min
from simulators.supply_chain.tooling.nights import is_night


class Dispatch:
    """Shows rules the moment and sends what they answer, as far as it is legal."""

    def __init__(
        self, scene: Scene, intake: Intake, timetable: Timetable, shifts: Shifts | None = None
    ) -> None:
        self._scene, self._intake, self._timetable = scene, intake, timetable
        self._shifts = shifts

    def observe(self) -> Wave:
        """The open orders and the vehicles now."""
        scene, now_min = self._scene, self._scene.now_min
        self.update()
        next_min = self._timetable.next_min(now_min)
        free = self.free()
        is_named = scene.city.is_designed
        return Wave(
            now_min=now_min,
            minutes_to_next=0.0 if next_min is None else next_min - now_min,
            is_last_wave=next_min is None,
            waves_left=self._timetable.left_today(now_min),
            vehicles_free=len(free),
            vehicles_fresh=sum(vehicle.is_fresh for vehicle in free),
            returns_min=scene.fleet.returns_min(now_min),
            orders_to_come=self._timetable.orders_to_come(now_min),
            orders=tuple(
                scene.watch.see(entry, now_min, next_min) for entry in scene.orders.open.values()
            ),
            day=int(now_min // DAY_MIN),
            vehicles=free if is_named else (),
            night_drops=self._night_drops() if is_named else (),
        )

    def update(self) -> None:
        """Bring the order book up to now."""
        self._intake.update(self._scene.now_min)

    def sight(self, wave: Wave) -> Sight:
        """What the referee judges the answer by."""
        return Sight(wave, self._scene.book, self.free())

    def decide(self, plan: WavePlan, wave: Wave, desk: Desk) -> None:
        """Send what is legal of a wave's plan, and the fallback for what was refused."""
        sight = self.sight(wave)
        ruling = review(plan.routes, sight, plan.hauls)
        self._scene.tally.note(ruling)
        must_go = frozenset(order.number for order in wave.orders if order.must_go)
        fallback = direct_trips(ruling, must_go, sight)
        self._trace(wave, ruling, fallback)
        self.send(ruling, fallback, desk)

    def send(self, ruling: Ruling, fallback: Iterable[Sent], desk: Desk) -> None:
        """All that was accepted leaves; goods of hub routes go to the cross-dock first."""
        scene, unloaded = self._scene, None
        fallback = tuple(fallback)
        self._trace_sent((*ruling.accepted, *fallback))
        if ruling.trunk is not None:
            goods = [part for sent in ruling.accepted for part in sent.to_bring]
            self.use(ruling.trunk.vehicle.number, ruling.trunk.timing.return_min)
            unloaded = hub.send_trunk(scene, ruling.trunk, goods, desk)
        for sent in (*ruling.accepted, *fallback):
            vehicle = scene.fleet.all[sent.vehicle.number]
            self.use(vehicle.number, sent.timing.return_min)
            trip = Trip(scene, vehicle, self._load(sent), purpose="delivery")
            scene.tally.hub_trips += sent.route.from_hub
            after = unloaded if sent.to_bring else None
            scene.env.process(deliver(trip, desk, leave_min=sent.timing.leave_min, after=after))
        for haul in ruling.hauls:
            self._trace_haul(haul)
            self.use(haul.trunk.vehicle.number, haul.trunk.timing.return_min)
            hub.send_haul(scene, haul, desk)

    def use(self, number: int, back_min: float) -> None:
        """A vehicle is sent; its price of the day is due when it is the first time today."""
        scene, vehicle = self._scene, self._scene.fleet.all[number]
        if vehicle.duty is None:
            assert self._shifts is not None
            self._shifts.call(number, self._hub_loads_min())
        assert vehicle.duty is not None
        kind = scene.city.kinds[vehicle.kind]
        now_min = scene.now_min
        vehicle.battery_kwh = vehicle.charge_kwh(kind, scene.world.charge_kw, now_min)
        vehicle.trips += 1
        vehicle.back_min = back_min
        vehicle.returned = scene.env.event()
        if vehicle.duty.day not in vehicle.used_days:
            vehicle.used_days.add(vehicle.duty.day)
            scene.tally.bill.vehicles += money.vehicle_cents(kind)

    def _load(self, sent: Sent) -> list[Drop]:
        scene, drops = self._scene, []
        begins = begins_min(sent.parts, sent.timing)
        for part, begin in zip(sent.parts, begins, strict=True):
            units = scene.orders.load(part.number, part.quantity_units)
            drop = Drop(part.number, units, begin, is_stored=part.at_hub)
            if scene.city.is_designed and is_night(begin):
                drop.night_min = begin
                scene.tally.nights.plan(part.zone, begin, 1)
            drops.append(drop)
        return drops

    def free(self) -> tuple[FreeVehicle, ...]:
        """The vehicles that could be sent now, those already used first."""
        scene = self._scene
        soon = self._shifts.soon(self._hub_loads_min()) if self._shifts else NOBODY
        return scene.fleet.free(scene.now_min, scene.world.charge_kw, soon)

    def _hub_loads_min(self) -> float:
        """When goods that are sent now are expected to be loaded at the cross-dock."""
        scene = self._scene
        if scene.city.hub < 0:
            return scene.now_min
        return scene.book.ready_min(scene.now_min, from_hub=True) - scene.city.loading_min

    def _night_drops(self) -> tuple[int, ...]:
        zones = len(self._scene.city.zones)
        return self._scene.tally.nights.counted(zones, self._scene.now_min)

    def _trace_sent(self, sent: Iterable[Sent]) -> None:
        if not self._scene.trace.on:
            return
        for each in sent:
            self._scene.trace.event(
                "send",
                at_min=self._scene.now_min,
                vehicle=each.vehicle.number,
                stops=list(each.stops),
                units=self._units(each.parts),
                leave_min=each.route.leave_min,
                from_hub=each.route.from_hub,
            )

    def _trace_haul(self, haul: SentHaul) -> None:
        if self._scene.trace.on:
            self._scene.trace.event(
                "haul",
                at_min=self._scene.now_min,
                vehicle=haul.trunk.vehicle.number,
                orders=[part.number for part in haul.parts],
                units=sum(part.quantity_units for part in haul.parts),
            )

    def _units(self, parts: Iterable[OpenOrder]) -> list[float]:
        """How much of each order is loaded; empty where it is all of every one."""
        orders, parts = self._scene.week.orders, tuple(parts)
        if all(part.quantity_units == orders[part.number].quantity_units for part in parts):
            return []
        return [part.quantity_units for part in parts]

    def _trace(self, wave: Wave, ruling: Ruling, fallback: Iterable[Sent]) -> None:
        if not self._scene.trace.on:
            return
        self._scene.trace.event(
            "wave",
            now_min=wave.now_min,
            day=wave.day,
            open=[order.number for order in wave.orders],
            must_go=[order.number for order in wave.orders if order.must_go],
            sent=[list(sent.stops) for sent in (*ruling.accepted, *fallback)],
            refused=[list(route.stops) for route in ruling.refused],
            vehicles_free=wave.vehicles_free,
        )
