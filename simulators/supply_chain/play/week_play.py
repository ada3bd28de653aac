"""Plays a week: rules design it, waves and events ask them, vehicles drive, money is counted."""

import math
from collections.abc import Generator
from typing import Any

import msgspec

from ruleloop.draws import Draws
from simulators.supply_chain.actions import WavePlan, WeekDesign
from simulators.supply_chain.observations import DAY_MIN, WeekBrief
from simulators.supply_chain.play.backlog import backlog_growth
from simulators.supply_chain.play.dispatch import Dispatch
from simulators.supply_chain.play.events import EventDesk
from simulators.supply_chain.play.fleet import Fleet
from simulators.supply_chain.play.intake import Intake
from simulators.supply_chain.play.measures import measures
from simulators.supply_chain.play.mishaps import mishaps_of
from simulators.supply_chain.play.observe import Watch, describe_city
from simulators.supply_chain.play.orderbook import OrderBook
from simulators.supply_chain.play.scene import Scene
from simulators.supply_chain.play.shifts import Shifts
from simulators.supply_chain.play.tally import Tally
from simulators.supply_chain.play.timetable import Timetable
from simulators.supply_chain.play.traffic import Traffic
from simulators.supply_chain.solver.solver import Solver
from simulators.supply_chain.staff.crew import AllDay
from simulators.supply_chain.staff.roster import Roster, roster
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.week import Week
from simulators.supply_chain.world import World

Play = Generator[Any, Any, None]


class WeekPlay:
    """One week while it is being played; a dispatch day is a week of one day."""

    def __init__(self, world: World, week: Week, draws: Draws, rules: Any, trace: Any) -> None:
        import simpy

        city = describe_city(week, world)
        book = RoadBook(city)
        self._rules, self._solver = rules, Solver(week, city)
        self._scene = Scene(
            env=simpy.Environment(initial_time=0.0 if week.is_designed else week.waves_min[0]),
            world=world,
            week=week,
            draws=draws,
            city=city,
            book=book,
            watch=Watch(book),
            traffic=Traffic(book, week.orders, world, draws),
            orders=OrderBook(),
            fleet=Fleet(week.fleet, week.kinds),
            tally=Tally(),
            mishaps=mishaps_of(world),
            trace=trace,
        )
        self._intake = Intake(self._scene, rules)

    def play(self) -> dict[str, float]:
        """Play to the end, when the last vehicle is back, and return the measures."""
        scene, week = self._scene, self._scene.week
        self._trace_week()
        self._rules.begin(scene.city, self._solver.answer)
        shifts = None
        if week.is_designed:
            timetable, shifts = self._design()
        else:
            timetable = Timetable(week.waves_min, scene.city)
            for vehicle in scene.fleet.all:
                vehicle.duty = AllDay()
        self._run(Dispatch(scene, self._intake, timetable, shifts), timetable, shifts)
        self._settle()
        scene.orders.check()
        scene.tally.hours_broken = shifts.audit() if shifts else 0
        found = measures(
            week,
            scene.orders,
            scene.tally,
            fleet=scene.fleet,
            solver_iterations=self._solver.spent,
        )
        scene.trace.event("measures", **found)
        return found

    def _design(self) -> tuple[Timetable, Shifts]:
        """Ask rules for shifts and waves, on the eve of the week."""
        scene, week = self._scene, self._scene.week
        self._intake.update(0.0)
        known = tuple(scene.watch.see(entry, 0.0, 0.0) for entry in scene.orders.open.values())
        brief = WeekBrief(week.days, week.zone_orders, week.zone_units, known)
        design: WeekDesign = self._rules.design_week(brief)
        planned = roster(design, week)
        scene.tally.decisions += 1
        scene.tally.illegal += bool(planned.refused)
        self._trace_design(design, planned)
        return Timetable.daily(design.waves_min, scene.city), Shifts(scene, planned)

    def _run(self, dispatch: Dispatch, timetable: Timetable, shifts: Shifts | None) -> None:
        scene = self._scene
        desk = EventDesk(scene, dispatch, self._rules, self._solver.look)
        if shifts is not None:
            shifts.play()
            scene.env.process(desk.urgent_orders())
            for number, order in enumerate(scene.week.orders):
                if order.cancelled_min < math.inf:
                    scene.env.process(desk.cancellation(number, order.cancelled_min))
        scene.env.process(self._waves(dispatch, timetable, desk))
        scene.env.run()

    def _waves(self, dispatch: Dispatch, timetable: Timetable, desk: EventDesk) -> Play:
        for wave_min in timetable.waves_min:
            yield self._scene.env.timeout(wave_min - self._scene.env.now)
            wave = dispatch.observe()
            self._solver.look(wave)
            plan: WavePlan = self._rules.plan_wave(wave)
            dispatch.decide(plan, wave, desk)

    def _settle(self) -> None:
        """What is open at the end is bought, also what is due later: parking never pays."""
        scene, tally = self._scene, self._scene.tally
        is_designed = scene.week.is_designed
        end_min = scene.week.days * DAY_MIN if is_designed else math.inf
        self._intake.update(end_min)
        if is_designed:
            tally.backlog_growth_units = backlog_growth(self._scene)
        for number in list(scene.orders.open):
            self._intake.buy(number, "end")

    def _trace_week(self) -> None:
        week = self._scene.week
        self._scene.trace.event(
            "week",
            name=week.name,
            x_km=list(week.x_km),
            y_km=list(week.y_km),
            site_zone=list(week.site_zone),
            zones=[zone.name for zone in week.zones],
            kinds=[kind.name for kind in week.kinds],
            vehicles=[
                {"number": vehicle.number, "kind": vehicle.kind, "base": vehicle.base}
                for vehicle in self._scene.fleet.all
            ],
            days=week.days,
            hub=week.hub,
            orders=len(week.orders),
            is_designed=week.is_designed,
        )

    def _trace_design(self, design: WeekDesign, planned: Roster) -> None:
        if self._scene.trace.on:
            self._scene.trace.event(
                "design",
                shifts=[msgspec.to_builtins(shift) for shift in planned.shifts],
                waves_min=list(design.waves_min),
                asked=[msgspec.to_builtins(shift) for shift in design.shifts],
                refused=[msgspec.to_builtins(refusal) for refusal in planned.refused],
            )
