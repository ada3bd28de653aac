"""Rules that answer anything: legal and illegal plans, shifts, offers and events, by a seed."""

from random import Random
from types import ModuleType
from typing import Any

from simulators.supply_chain.interface import (
    City,
    Event,
    EventAnswer,
    Haul,
    NewOrder,
    OrderAnswer,
    Route,
    Shift,
    Tools,
    Wave,
    WavePlan,
    WeekBrief,
    WeekDesign,
)
from tests.simulators.supply_chain.direct_rules import DirectRules


class Wild:
    """Four decisions from one stream of random numbers.

    sanity: chance that a route is what a reasonable dispatcher might send. hauls: chance that a
    wave brings something to the cross-dock, and that a route takes what is there.
    """

    def __init__(self, seed: int, sanity: float, hauls: float) -> None:
        self._random, self._sanity = Random(seed), sanity
        self._hauls, self._more = hauls, Random(seed + 1)

    def design_week(self, brief: WeekBrief, city: City, tools: Tools) -> WeekDesign:
        draw = self._random
        shifts = [
            Shift(
                days=tuple(day for day in range(brief.days) if draw.random() < 0.8),
                kind=draw.randrange(len(city.kinds)),
                count=draw.randrange(1, 5),
                start_min=float(draw.choice([240, 300, 360, 480, 840, 1200, 1320])),
                hours=draw.choice([4.0, 6.0, 8.0, 9.0, 10.0, 13.0]),
                from_hub=city.hub > 0 and draw.random() < 0.3,
            )
            for _ in range(draw.randrange(2, 9))
        ]
        waves = {float(draw.randrange(0, 1440, 15)) for _ in range(draw.randrange(1, 12))}
        return WeekDesign(tuple(shifts), tuple(waves))

    def on_order(self, new: NewOrder, city: City, tools: Tools) -> OrderAnswer:
        draw = self._random
        offer = draw.randrange(-1, len(new.offers) + 1) if draw.random() < 0.3 else -1
        return OrderAnswer(draw.random() < 0.95, offer, round(draw.uniform(0.0, 8.0), 3))

    def plan_wave(self, wave: Wave, city: City, tools: Tools) -> WavePlan:
        routes = [self._route(wave, city) for _ in range(self._random.randrange(0, 9))]
        hauls = [self._haul(wave, city) for _ in range(2) if self._more.random() < self._hauls]
        return WavePlan(tuple(route for route in routes if route is not None), tuple(hauls))

    def _haul(self, wave: Wave, city: City) -> Haul:
        draw = self._more
        open_orders = [order for order in wave.orders if not order.may_split]
        if draw.random() > self._sanity:
            open_orders = list(wave.orders)
        count = min(len(open_orders), draw.randrange(1, 12))
        orders = tuple(order.number for order in draw.sample(open_orders, count))
        if draw.random() > self._sanity:
            orders = (*orders, draw.choice([9_999, *orders]))
        return Haul(orders, kind=draw.choice([-1, -1, 2, 4]), vehicle=draw.choice([-1, -1, -1, 3]))

    def on_event(self, event: Event, city: City, tools: Tools) -> EventAnswer:
        draw = self._random
        routes = [self._route(event.wave, city) for _ in range(draw.randrange(0, 2))]
        stops = None
        if draw.random() < 0.5:
            aboard = [order.number for order in event.aboard]
            draw.shuffle(aboard)
            stops = tuple(aboard[: draw.randrange(len(aboard) + 1)])
        free = [vehicle.number for vehicle in event.wave.vehicles]
        rescuer = draw.choice([-1, *free, 99])
        return EventAnswer(tuple(r for r in routes if r is not None), stops, rescuer)

    def _route(self, wave: Wave, city: City) -> Route | None:
        draw = self._random
        if not wave.orders:
            return None
        is_sane = draw.random() < self._sanity
        count = draw.randrange(1, 9)
        orders = draw.sample(wave.orders, min(count, len(wave.orders)))
        if is_sane:
            orders.sort(key=lambda order: (order.zone, order.close_min))
            orders = [order for order in orders if order.zone == orders[0].zone]
        stops = tuple(order.number for order in orders)
        units: tuple[float, ...] = ()
        if draw.random() < 0.3:
            parts = [draw.choice([0.2, 0.5, 1.0]) if o.may_split else 1.0 for o in orders]
            pairs = zip(orders, parts, strict=True)
            units = tuple(order.quantity_units * part for order, part in pairs)
        if is_sane:
            from_hub = city.hub > 0 and draw.random() < 0.2
            stored = {order.number for order in orders if order.at_hub}
            if stored and self._more.random() < self._hauls:
                return Route(tuple(number for number in stops if number in stored), from_hub=True)
            return Route(stops, units=units, from_hub=from_hub)
        return Route(
            (*stops, draw.choice([stops[0], 9_999])) if draw.random() < 0.1 else stops,
            kind=draw.randrange(-1, len(city.kinds) + 1),
            vehicle=draw.choice([-1, -1, 0, 3, 50]),
            units=units,
            leave_min=wave.now_min + draw.choice([0.0, 0.0, 30.0, 400.0]),
            from_hub=draw.random() < 0.2,
        )


def wild_rules(seed: int, sanity: float = 0.7, *, hauls: float = 0.0) -> DirectRules:
    """Rules that answer at random, ready for one replication."""
    module: Any = ModuleType("wild")
    wild = Wild(seed, sanity, hauls)
    for name in ("design_week", "on_order", "plan_wave", "on_event"):
        setattr(module, name, getattr(wild, name))
    return DirectRules(module)
