"""Plays a day: waves ask the rules, vans drive, and every cent is written down.

The referee is here: a van leaves only from the depot, with no more than it holds, an order
leaves once, and times are those that the world gives, whatever the rules expected.
"""

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

from ruleloop.draws import Draws
from simulators.supply_chain import money
from simulators.supply_chain.build import build_day
from simulators.supply_chain.day import Day
from simulators.supply_chain.fleet import Fleet, Van
from simulators.supply_chain.interface import City, Route, Tools, Wave, WavePlan
from simulators.supply_chain.observe import Watch, describe_city
from simulators.supply_chain.referee import Ruling, Stops, direct_trips, review
from simulators.supply_chain.solve import Solver
from simulators.supply_chain.traffic import Traffic
from simulators.supply_chain.world import World


@dataclass
class Tally:
    """What is counted besides money."""

    delivered: dict[int, float] = field(default_factory=dict)  # order number -> minutes late
    spot: list[int] = field(default_factory=list)
    waves: int = 0
    illegal_waves: int = 0
    overloads: int = 0
    double_deliveries: int = 0
    trips: int = 0
    km: float = 0.0
    road_min: float = 0.0
    load_units: float = 0.0

    def note(self, ruling: Ruling) -> None:
        """Count what was wrong with a plan."""
        self.waves += 1
        self.illegal_waves += not ruling.is_legal
        self.overloads += ruling.overloads
        self.double_deliveries += ruling.double_deliveries


def simulate(world: World, draws: Draws, rules: Any, trace: Any) -> dict[str, float]:
    """Play one day; `rules` is a RulesProxy, `trace` a Trace of `ruleloop.domain`.

    Returns the measures: `cost_per_unit_eur` and its parts in EUR per ordered unit, shares of
    ordered orders between 0 and 1, counts and totals.
    """
    return DayPlay(world, build_day(world, draws), draws, rules, trace).play()


class DayPlay:
    """One day while it is being played."""

    def __init__(self, world: World, day: Day, draws: Draws, rules: Any, trace: Any) -> None:
        import simpy

        self._world, self._day, self._rules, self._trace = world, day, rules, trace
        self._env = simpy.Environment(initial_time=day.waves_min[0])
        self._traffic = Traffic(day, world, draws)
        self._city: City = describe_city(day, world)
        self._watch = Watch(day, self._city)
        self._tools = Tools(self._city, lambda _request: None)  # for expected returns only
        self._solver = Solver(day, self._city)
        self._fleet = Fleet(day.vehicles)
        self._open: dict[int, Any] = {}
        self._arrived = 0
        self.bill = money.Bill()
        self.tally = Tally()

    def play(self) -> dict[str, float]:
        """Play to the end and return the measures."""
        self._trace.event(
            "day",
            name=self._day.name,
            x_km=list(self._day.x_km),
            y_km=list(self._day.y_km),
            vehicles=self._day.vehicles,
            capacity_units=self._day.capacity_units,
            orders=len(self._day.orders),
        )
        self._rules.begin(self._city, self._solver.answer)
        self._env.process(self._waves())
        self._env.run()
        return self._measures()

    def _waves(self) -> Generator[Any, Any, None]:
        waves = self._day.waves_min
        for index, wave_min in enumerate(waves):
            yield self._env.timeout(wave_min - self._env.now)
            self._take_new_orders(wave_min)
            self._decide(index)
        for number in sorted(self._open):
            self._buy_from_spot(number)

    def _take_new_orders(self, now_min: float) -> None:
        orders = self._day.orders
        while self._arrived < len(orders) and orders[self._arrived].known_min <= now_min:
            self._open[self._arrived] = orders[self._arrived]
            self._arrived += 1

    def _decide(self, index: int) -> None:
        wave = self._observe(index)
        self._solver.look(wave)
        plan: WavePlan = self._rules.plan_wave(wave)
        ruling = review(
            plan,
            self._open,
            vehicles_free=wave.vehicles_free,
            capacity_units=self._day.capacity_units,
        )
        self.tally.note(ruling)
        must_go = frozenset(order.number for order in wave.orders if order.must_go)
        fallback = direct_trips(ruling, must_go, vehicles_free=wave.vehicles_free)
        trips = (*ruling.accepted, *fallback)
        self._trace_wave(wave, trips, ruling)
        for stops in trips:
            self._send(stops, wave)

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

    def _send(self, stops: Stops, wave: Wave) -> None:
        expected = self._tools.timing(Route(stops), wave)
        van = self._fleet.send(expected.return_min)
        if van.trips == 1:
            self.bill.vehicles += money.vehicle_cents(self._world)
        for number in stops:
            del self._open[number]
        self._env.process(self._trip(van, stops, expected.leave_min))

    def _trip(self, van: Van, stops: Stops, leave_min: float) -> Generator[Any, Any, None]:
        env, day, traffic = self._env, self._day, self._traffic
        trip, sent_min, site, km = self.tally.trips, float(env.now), 0, 0.0
        self.tally.trips += 1
        load = sum(day.orders[number].quantity_units for number in stops)
        self.tally.load_units += load
        yield env.timeout(leave_min - sent_min)
        for number in stops:
            order, left_min = day.orders[number], float(env.now)
            yield env.timeout(traffic.travel_min(site, order.site, left_min))
            km += float(day.distance_km[site, order.site])
            arrived_min, site = float(env.now), order.site
            late_min = max(0.0, arrived_min - order.close_min)
            self.tally.delivered[number] = late_min
            self.bill.lateness += money.lateness_cents(self._world, late_min)
            yield env.timeout(max(0.0, order.open_min - arrived_min))
            begun_min = float(env.now)
            yield env.timeout(traffic.service_min(number))
            self._trace.event(
                "stop",
                trip=trip,
                vehicle=van.number,
                order=number,
                site=order.site,
                left_min=left_min,
                arrived_min=arrived_min,
                begun_min=begun_min,
                done_min=float(env.now),
                open_min=order.open_min,
                close_min=order.close_min,
                late_min=late_min,
                units=order.quantity_units,
            )
        left_min = float(env.now)
        yield env.timeout(traffic.travel_min(site, 0, left_min))
        km += float(day.distance_km[site, 0])
        van.back_min = None
        minutes = float(env.now) - leave_min + day.loading_min
        self.tally.km += km
        self.tally.road_min += minutes
        self.bill.driver += money.driver_cents(self._world, minutes)
        self.bill.distance += money.distance_cents(self._world, km)
        self._trace.event(
            "trip",
            trip=trip,
            vehicle=van.number,
            sent_min=sent_min,
            left_min=leave_min,
            last_stop_left_min=left_min,
            back_min=float(env.now),
            stops=list(stops),
            km=km,
            load_units=load,
        )

    def _buy_from_spot(self, number: int) -> None:
        order = self._open.pop(number)
        cents = money.spot_cents(self._world, self._day, order)
        self.bill.spot += cents
        self.tally.spot.append(number)
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

    def _measures(self) -> dict[str, float]:
        orders, tally = self._day.orders, self.tally
        units = sum(order.quantity_units for order in orders)
        late = [minutes for minutes in tally.delivered.values() if minutes > 0.0]
        trips, used = max(1, tally.trips), sum(van.trips > 0 for van in self._fleet.vans)
        return {
            **self.bill.per_unit_eur(units),
            "total_eur": self.bill.total / 100.0,
            "orders": float(len(orders)),
            "ordered_units": units,
            "on_time_share": (len(tally.delivered) - len(late)) / len(orders),
            "late_share": len(late) / len(orders),
            "most_late_min": max(late, default=0.0),
            "spot_share": len(tally.spot) / len(orders),
            "overloads": float(tally.overloads),
            "double_deliveries": float(tally.double_deliveries),
            "illegal_share": tally.illegal_waves / tally.waves,
            "solver_iterations": float(self._solver.spent),
            "trips": float(tally.trips),
            "vehicles_used": float(used),
            "stops_per_trip": len(tally.delivered) / trips,
            "fill_share": tally.load_units / (trips * self._day.capacity_units),
            "distance_km": tally.km,
            "road_hours": tally.road_min / 60.0,
        }
