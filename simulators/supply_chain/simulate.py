"""Plays a day: waves ask the rules, vans drive, and every cent is written down.

The referee is here: a van leaves only from the depot, with no more than it holds, an order
leaves once, and times are those that the world gives, whatever the rules expected.
"""

import math
from collections.abc import Generator
from typing import Any

from ruleloop.draws import Draws
from simulators.supply_chain import money
from simulators.supply_chain.build import build_day
from simulators.supply_chain.day import Day, Order
from simulators.supply_chain.fleet import Fleet
from simulators.supply_chain.interface import Route, Tools, Wave, WavePlan
from simulators.supply_chain.observe import Watch, describe_city
from simulators.supply_chain.referee import Ruling, Stops, direct_trips, review
from simulators.supply_chain.solve import Solver
from simulators.supply_chain.tally import Tally, measures
from simulators.supply_chain.traffic import Traffic
from simulators.supply_chain.trip import Road
from simulators.supply_chain.world import World


def simulate(world: World, draws: Draws, rules: Any, trace: Any) -> dict[str, float]:
    """Play one day; `rules` is a RulesProxy, `trace` a Trace of `ruleloop.domain`.

    Returns the measures: `cost_per_unit_eur` and its parts in EUR per ordered unit, shares of
    ordered orders between 0 and 1, counts and totals.

    Assumed: a van may be driven in more than one shift, as long as the day lasts; drivers' hours
    and breaks are not modelled, and minutes between two trips are not paid.

    Raises:
        ValueError: a data file that the world names has faults.
        RuntimeError: rules ask for the solver and PyVRP 0.14 is not installed.
    """
    return DayPlay(world, build_day(world, draws), draws, rules, trace).play()


class DayPlay:
    """One day while it is being played."""

    def __init__(self, world: World, day: Day, draws: Draws, rules: Any, trace: Any) -> None:
        import simpy

        self._world, self._day, self._rules, self._trace = world, day, rules, trace
        self._env = simpy.Environment(initial_time=day.waves_min[0])
        self._city = describe_city(day, world)
        self._watch = Watch(day, self._city)
        self._tools = Tools(self._city, lambda _request: None)  # for expected times only
        self._solver = Solver(day, self._city)
        self._fleet = Fleet(day.vehicles)
        self._open: dict[int, Order] = {}
        self._arrived = 0
        self._tally = Tally()
        traffic = Traffic(day, world, draws)
        self._road = Road(self._env, world, day, traffic, self._tally, trace)

    def play(self) -> dict[str, float]:
        """Play to the end, when the last van is back, and return the measures."""
        day = self._day
        self._trace.event(
            "day",
            name=day.name,
            x_km=list(day.x_km),
            y_km=list(day.y_km),
            vehicles=day.vehicles,
            capacity_units=day.capacity_units,
            orders=len(day.orders),
        )
        self._rules.begin(self._city, self._solver.answer)
        self._env.process(self._waves())
        self._env.run()
        found = measures(day, self._tally, self._fleet, self._solver.spent)
        self._trace.event("measures", **found)
        return found

    def _waves(self) -> Generator[Any, Any, None]:
        for index, wave_min in enumerate(self._day.waves_min):
            yield self._env.timeout(wave_min - self._env.now)
            self._take_new_orders(wave_min)
            self._decide(self._observe(index))
        self._take_new_orders(math.inf)  # whatever came too late for any wave
        for number in list(self._open):
            self._buy_from_spot(number)

    def _take_new_orders(self, now_min: float) -> None:
        orders = self._day.orders
        while self._arrived < len(orders) and orders[self._arrived].known_min <= now_min:
            self._open[self._arrived] = orders[self._arrived]
            self._arrived += 1

    def _observe(self, index: int) -> Wave:
        waves, now_min = self._day.waves_min, float(self._env.now)
        next_min = waves[index + 1] if index + 1 < len(waves) else None
        return Wave(
            now_min=now_min,
            minutes_to_next=0.0 if next_min is None else next_min - now_min,
            is_last_wave=next_min is None,
            waves_left=len(waves) - index - 1,
            vehicles_free=len(self._fleet.free),
            vehicles_fresh=self._fleet.fresh_count,
            returns_min=self._fleet.returns_min(now_min),
            orders_to_come=sum(self._city.new_orders[index:]),
            orders=tuple(
                self._watch.see(number, order, now_min, next_min)
                for number, order in self._open.items()
            ),
        )

    def _decide(self, wave: Wave) -> None:
        self._solver.look(wave)
        plan: WavePlan = self._rules.plan_wave(wave)
        ruling = review(
            plan,
            self._open,
            vehicles_free=wave.vehicles_free,
            capacity_units=self._day.capacity_units,
        )
        self._tally.note(ruling)
        must_go = frozenset(order.number for order in wave.orders if order.must_go)
        fallback = direct_trips(ruling, must_go, vehicles_free=wave.vehicles_free)
        trips = (*ruling.accepted, *fallback)
        self._trace_wave(wave, trips, ruling)
        for stops in trips:
            self._send(stops, wave)

    def _send(self, stops: Stops, wave: Wave) -> None:
        expected = self._tools.timing(Route(stops), wave)
        van = self._fleet.send(expected.return_min)
        if van.trips == 1:
            self._tally.bill.vehicles += money.vehicle_cents(self._world)
        for number in stops:
            del self._open[number]
        self._env.process(self._road.drive(van, stops, expected.leave_min))

    def _buy_from_spot(self, number: int) -> None:
        order = self._open.pop(number)
        cents = money.spot_cents(self._world, self._day, order)
        self._tally.bill.spot += cents
        self._tally.spot_orders.append(number)
        self._trace.event("spot", order=number, site=order.site, cost_eur=cents / 100.0)

    def _trace_wave(self, wave: Wave, trips: tuple[Stops, ...], ruling: Ruling) -> None:
        if not self._trace.on:
            return
        self._trace.event(
            "wave",
            now_min=wave.now_min,
            open=[order.number for order in wave.orders],
            must_go=[order.number for order in wave.orders if order.must_go],
            sent=[list(stops) for stops in trips],
            refused=[list(stops) for stops in ruling.refused],
            vehicles_free=wave.vehicles_free,
        )
