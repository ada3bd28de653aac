"""The shifts of a week as they are worked: who comes on duty when, and what that is paid."""

import math
from collections.abc import Generator, Sequence
from typing import Any

from simulators.supply_chain.law.activities import Activity
from simulators.supply_chain.law.audit import audit
from simulators.supply_chain.law.clock import Clock
from simulators.supply_chain.law.duty import DutyLimits, limits_of
from simulators.supply_chain.play.scene import Scene
from simulators.supply_chain.staff.crew import Diary, ShiftDuty
from simulators.supply_chain.staff.roster import Roster, RosteredShift
from simulators.supply_chain.staff.wages import Pay, pay_of, pay_rules

Play = Generator[Any, Any, None]
LAWLESS = DutyLimits(  # a region without driving law: no limit ever binds
    drive_stretch_min=math.inf,
    drive_day_min=math.inf,
    drive_long_day_min=math.inf,
    drive_week_min=math.inf,
    rest_min=-1e9,
    short_rest_min=math.inf,
    short_rests=0,
    week_span_min=math.inf,
    work_stretch_min=math.inf,
    work_short_day_min=math.inf,
    work_long_day_min=math.inf,
    work_week_min=math.inf,
    night_work_min=math.inf,
)


class Shifts:
    """All shifts of a roster; `play` makes the drivers come and go."""

    def __init__(self, scene: Scene, roster: Roster) -> None:
        self._scene, self._roster = scene, roster
        self._drivers = {shift.driver: Diary(limits=LAWLESS) for shift in roster.shifts}
        self._logs: dict[int, list[Activity]] = {driver: [] for driver in self._drivers}
        self._ended: dict[tuple[str, int], Any] = {}
        self._to_come: dict[RosteredShift, Sequence[Any]] = {}  # at the cross-dock
        self._called: dict[RosteredShift, ShiftDuty] = {}
        self._pay = pay_rules(scene.city)

    def play(self) -> None:
        """Start a simpy process for every shift."""
        for shift in self._roster.shifts:
            vehicle, driver = ("vehicle", shift.vehicle), ("driver", shift.driver)
            before = [self._ended[who] for who in (driver, vehicle) if who in self._ended]
            ended = self._ended[driver] = self._ended[vehicle] = self._scene.env.event()
            if shift.base:
                self._to_come[shift] = before
            self._scene.env.process(self._work(shift, before, ended))

    def soon(self, by_min: float) -> dict[int, ShiftDuty]:
        """By vehicle, duties at the cross-dock that begin after now and by `by_min`.

        Only those that cannot begin late: driver and vehicle are back, and he is rested.
        """
        now_min = self._scene.now_min
        shifts = [s for s in self._to_come if now_min < s.start_min <= by_min]
        return {s.vehicle: self._foreseen(s) for s in shifts if self._is_certain(s)}

    def call(self, vehicle: int, by_min: float) -> None:
        """A vehicle of `soon` is sent; its driver finds the order when he comes."""
        shift = self.soon(by_min)[vehicle].shift
        del self._to_come[shift]
        self._called[shift] = self._come(shift, shift.start_min)

    def _is_certain(self, shift: RosteredShift) -> bool:
        if not all(earlier.processed for earlier in self._to_come[shift]):
            return False
        has_hours = self._scene.city.has_hours
        rested_min = self._drivers[shift.driver].earliest_start_min()
        return not has_hours or rested_min <= shift.start_min

    def _foreseen(self, shift: RosteredShift) -> ShiftDuty:
        """The duty as it will begin; nothing is written down."""
        clock = self._drivers[shift.driver].copy()
        self._begin(clock, shift, shift.start_min)
        return self._duty(shift, clock, [])

    def audit(self) -> int:
        """How often drivers broke the law, by an independent look at their logs."""
        if not self._scene.city.has_hours:
            return 0
        limits = limits_of(0.0)
        return sum(len(audit(log, limits)) for log in self._logs.values())

    def _work(self, shift: RosteredShift, before: Sequence[Any], ended: Any) -> Play:
        """One shift: from its start until all work is done.

        It starts late when the shifts `before` of its driver and of its vehicle end late.
        """
        scene, vehicle = self._scene, self._scene.fleet.all[shift.vehicle]
        yield scene.env.timeout(shift.start_min - scene.now_min)
        for earlier in before:
            if not earlier.processed:
                yield earlier
        rested_min = self._drivers[shift.driver].earliest_start_min()
        if scene.city.has_hours and rested_min > scene.now_min:  # last night it got late
            yield scene.env.timeout(rested_min - scene.now_min)
        self._to_come.pop(shift, None)
        duty = self._called.pop(shift, None) or self._come(shift, scene.now_min)
        yield scene.env.timeout(max(0.0, shift.planned_end_min - scene.now_min))
        while vehicle.back_min is not None:
            yield vehicle.returned
        vehicle.duty = None
        duty.wait(min(shift.planned_end_min, duty.clock.back_by_min()))
        self._settle(duty)
        ended.succeed()

    def _come(self, shift: RosteredShift, at_min: float) -> ShiftDuty:
        vehicle, clock = self._scene.fleet.all[shift.vehicle], self._drivers[shift.driver]
        clock.log, clock.gross_t = [], self._scene.city.kinds[shift.kind].gross_t
        self._begin(clock, shift, at_min)
        vehicle.base, vehicle.duty = shift.base, self._duty(shift, clock, clock.log)
        return vehicle.duty

    def _duty(self, shift: RosteredShift, clock: Clock, log: list[Activity]) -> ShiftDuty:
        return ShiftDuty(shift, clock, log, self._scene.mishaps.inspection_min)

    def _begin(self, clock: Clock, shift: RosteredShift, at_min: float) -> None:
        city = self._scene.city
        clock.begin(
            at_min,
            limits=limits_of(city.kinds[shift.kind].gross_t) if city.has_hours else LAWLESS,
            next_start_min=shift.next_start_min,
            reserved_short_rests=shift.later_short_rests,
        )

    def _settle(self, duty: ShiftDuty) -> None:
        scene, shift = self._scene, duty.shift
        self._logs[duty.driver] += duty.log
        worked = [(a.start_min, a.end_min) for a in duty.log if a.kind in ("drive", "work")]
        wage = scene.city.kinds[shift.kind].wage_eur_per_h
        pay = pay_of(wage, shift.planned_hours, worked, self._pay)
        tally = scene.tally
        tally.bill.driver += pay.driver_cents
        tally.bill.overtime += pay.overtime_cents
        tally.bill.night += pay.night_cents
        tally.paid_min += pay.paid_min
        tally.overtime_min += pay.overtime_min
        worked_min = sum(end - start for start, end in worked)
        tally.driver_min[duty.driver] = tally.driver_min.get(duty.driver, 0.0) + worked_min
        self._trace(duty, pay)

    def _trace(self, duty: ShiftDuty, pay: Pay) -> None:
        if not self._scene.trace.on:
            return
        shift, event = duty.shift, self._scene.trace.event
        for activity in duty.log:
            if activity.kind == "break":
                event(
                    "break",
                    vehicle=shift.vehicle,
                    driver=shift.driver,
                    from_min=activity.start_min,
                    to_min=activity.end_min,
                )
        event(
            "shift",
            vehicle=shift.vehicle,
            vehicle_kind=shift.kind,
            driver=shift.driver,
            base=shift.base,
            start_min=shift.start_min,
            begun_min=duty.clock.begun_min,
            planned_end_min=shift.planned_end_min,
            ended_min=duty.clock.now_min,
            paid_min=pay.paid_min,
            overtime_min=pay.overtime_min,
            night_min=pay.night_min,
            cost_eur=pay.total_cents / 100.0,
        )
