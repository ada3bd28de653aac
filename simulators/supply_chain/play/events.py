"""What was not planned: rules are told, and may reorder stops, send routes, or send a rescuer."""

from collections.abc import Generator
from typing import Any

from simulators.supply_chain.actions import EventAnswer
from simulators.supply_chain.observations import (
    ROUNDING,
    Event,
    EventKind,
    FreeVehicle,
    OpenOrder,
    Wave,
)
from simulators.supply_chain.play.dispatch import Dispatch
from simulators.supply_chain.play.referee import direct_trips, review
from simulators.supply_chain.play.round import rescue
from simulators.supply_chain.play.scene import Scene
from simulators.supply_chain.play.trip import Drop, Trip
from simulators.supply_chain.tooling.legality import may_enter, may_rescue

Play = Generator[Any, Any, None]


class EventDesk:
    """Asks rules about events and does what they answer; illegal parts are ignored and counted."""

    def __init__(self, scene: Scene, dispatch: Dispatch, rules: Any, look: Any) -> None:
        self._scene, self._dispatch, self._rules, self._look = scene, dispatch, rules, look

    def tell(
        self, kind: EventKind, trip: Trip | None, *, order: int = -1, minutes: float = 0.0
    ) -> None:
        """Something happened, to a trip or (`urgent`) at the depot."""
        if not self._scene.city.is_designed:
            return
        wave = self._dispatch.observe()
        event = self._event(kind, wave, trip, order=order, minutes=minutes)
        self._look(wave)
        answer: EventAnswer = self._rules.on_event(event)
        is_legal = trip is None or self._reorder(trip, answer)
        is_legal = self._send(answer, wave) and is_legal
        if kind == "breakdown" and trip is not None and answer.rescue_vehicle >= 0:
            is_legal = self._rescue(trip, answer.rescue_vehicle) and is_legal
        self._scene.tally.decisions += 1
        self._scene.tally.illegal += not is_legal
        self._trace(event, answer)

    def urgent_orders(self) -> Play:
        """A simpy process: orders that cannot wait for the next wave are told as they come."""
        for number, order in enumerate(self._scene.week.orders):
            if not order.is_urgent or order.known_min < self._scene.now_min:
                continue
            yield self._scene.env.timeout(order.known_min - self._scene.now_min)
            self._dispatch.update()
            if number in self._scene.orders.open:
                self.tell("urgent", None, order=number)

    def cancellation(self, number: int, at_min: float) -> Play:
        """A simpy process: an order is given up; who has it aboard learns of it."""
        yield self._scene.env.timeout(max(0.0, at_min - self._scene.now_min))
        self._dispatch.update()
        entry = self._scene.orders.entries.get(number)
        if entry is not None and entry.aboard_units > 0.0:
            self._scene.orders.cancel(number)
            for trip in self._on_the_road():
                self._take_off(trip, number)

    def _take_off(self, trip: Trip, number: int) -> None:
        """The stop is not made any more, unless the vehicle is on its way there already."""
        mine = [drop for drop in trip.todo if drop.number == number]
        if mine:
            trip.todo = [drop for drop in trip.todo if drop.number != number]
            trip.back += mine
            self.tell("cancelled", trip, order=number)

    def _on_the_road(self) -> list[Trip]:
        return [vehicle.trip for vehicle in self._scene.fleet.all if vehicle.trip is not None]

    def _event(
        self, kind: EventKind, wave: Wave, trip: Trip | None, *, order: int, minutes: float
    ) -> Event:
        if trip is None:
            return Event(kind, wave, order=order, minutes=minutes)
        entries = self._scene.orders.entries
        aboard = [  # what was given up earlier is aboard, but no stop any more
            drop
            for drop in (*trip.todo, *trip.back)
            if drop.number == order or not entries[drop.number].is_cancelled
        ]
        return Event(
            kind,
            wave,
            vehicle=trip.vehicle.number,
            vehicle_kind=trip.vehicle.kind,
            order=order,
            minutes=minutes,
            site=trip.site,
            aboard=tuple(self._see(drop) for drop in aboard),
        )

    def _see(self, drop: Drop) -> OpenOrder:
        scene = self._scene
        entry = scene.orders.entries[drop.number]
        now_min = scene.now_min
        return scene.watch.see(entry, now_min, now_min, units=drop.units)

    def _reorder(self, trip: Trip, answer: EventAnswer) -> bool:
        """The stops in another order; whether that was legal. What is not named comes back."""
        if answer.stops is None:
            return True
        entries = self._scene.orders.entries
        aboard = {d.number: d for d in (*trip.todo, *trip.back)}
        wanted = answer.stops
        if trip.is_relieved and wanted:
            return False
        if len(set(wanted)) < len(wanted) or any(
            number not in aboard or entries[number].is_cancelled for number in wanted
        ):
            return False
        trip.todo = [aboard.pop(number) for number in wanted]
        trip.back = list(aboard.values())
        return True

    def _send(self, answer: EventAnswer, wave: Wave) -> bool:
        if not answer.routes:
            return True
        sight = self._dispatch.sight(wave)
        ruling = review(answer.routes, sight)
        tally = self._scene.tally
        tally.overloads += ruling.overloads
        tally.double_deliveries += ruling.double_deliveries
        tally.barred += ruling.barred
        must_go = frozenset(order.number for order in wave.orders if order.must_go)
        self._dispatch.send(ruling, direct_trips(ruling, must_go, sight), self)
        return ruling.is_legal

    def _rescue(self, trip: Trip, number: int) -> bool:
        """Another vehicle drives to the broken one and takes over its stops."""
        scene, drops = self._scene, trip.todo
        free = {vehicle.number: vehicle for vehicle in self._dispatch.free()}
        if number not in free or not drops or not self._can_rescue(free[number], drops):
            return False
        if not may_rescue(free[number], trip.site, scene.now_min, scene.book):
            return False
        vehicle, trip.todo = scene.fleet.all[number], []
        there_min = scene.book.leg_min(vehicle.base, trip.site, scene.now_min, vehicle.kind)
        done_min = scene.now_min + there_min + max(0.0, drops[-1].begin_min - drops[0].begin_min)
        self._dispatch.use(number, done_min + there_min)
        rescuer = Trip(scene, vehicle, drops, purpose="rescue")
        scene.env.process(rescue(rescuer, self, site=trip.site))
        return True

    def _can_rescue(self, vehicle: FreeVehicle, drops: list[Drop]) -> bool:
        scene, kind = self._scene, self._scene.city.kinds[vehicle.kind]
        entries = [scene.orders.entries[drop.number] for drop in drops]
        units = sum(drop.units for drop in drops)
        kg = sum(e.weight_kg(d.units) for e, d in zip(entries, drops, strict=True))
        zones = {scene.city.site_zone[entry.order.site] for entry in entries}
        return (
            vehicle.begins_min <= scene.now_min
            and units <= kind.capacity_units * (1.0 + ROUNDING)
            and kg <= kind.payload_kg * (1.0 + ROUNDING)
            and all(may_enter(kind, scene.city.zones[zone]) for zone in zones)
        )

    def _trace(self, event: Event, answer: EventAnswer) -> None:
        self._scene.trace.event(
            "event",
            what=event.kind,
            vehicle=event.vehicle,
            order=event.order,
            at_min=event.wave.now_min,
            answered=answer != EventAnswer(),
            stops=None if answer.stops is None else list(answer.stops),
            rescue_vehicle=answer.rescue_vehicle,
        )
