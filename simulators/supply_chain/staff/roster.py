"""Who drives which vehicle when: the shifts of a design, given to vehicles and drivers."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import msgspec

from simulators.supply_chain.actions import Shift, WeekDesign
from simulators.supply_chain.law.duty import (
    ROUNDING_MIN,
    SUNDAY_FROM_MIN,
    DutyLimits,
    breaks_owed_min,
    limits_of,
)
from simulators.supply_chain.law.rolling import is_at_night
from simulators.supply_chain.observations import VehicleClass
from simulators.supply_chain.week import Driver, Week

_DAY_MIN = 1_440.0
_FULL_REST_MIN = DutyLimits().rest_min - ROUNDING_MIN


class RosteredShift(msgspec.Struct, frozen=True):
    """One driver with one vehicle on one day.

    day: on which it starts. vehicle: numbered by class, as the fleet is listed. base: site where
    the vehicle stands. planned_end_min: with the breaks that the working time demands.
    planned_hours: paid length, breaks not counted.
    next_start_min: start of the driver's next shift, infinite after the last one.
    later_short_rests: rests after later shifts of the driver that are planned below 11 h.
    """

    day: int
    vehicle: int
    kind: int
    driver: int
    base: int
    start_min: float
    planned_end_min: float
    planned_hours: float
    next_start_min: float = float("inf")
    later_short_rests: int = 0


class Refusal(msgspec.Struct, frozen=True):
    """`count` equal shifts of a day that nobody works, and why, in one sentence."""

    day: int
    kind: int
    count: int
    start_min: float
    why: str


class Roster(msgspec.Struct, frozen=True):
    """The shifts that are worked, by start, and those that are refused."""

    shifts: tuple[RosteredShift, ...]
    refused: tuple[Refusal, ...]


def roster(design: WeekDesign, week: Week) -> Roster:
    """The design's shifts spread over vehicles and drivers; what cannot be staffed is refused.

    Shifts are filled in the order of their start, equal ones as the design lists them. A vehicle
    takes several shifts a week that do not overlap, all from one base. The driver is the one with
    the fewest planned minutes so far who has had 11 h of rest; only where there is none, one after
    a short rest of 9 h. No driver has two shifts a day, more than 48 h planned a week, more than
    three short rests, or more than the law allows at night, nor what `week.staff` rules out.
    """
    desk = _Desk(week)
    wanted = sorted(
        ((day * _DAY_MIN + shift.start_min, k, day) for k, shift in enumerate(design.shifts)
         for day in sorted(set(shift.days))),
    )  # fmt: skip
    for start_min, k, day in wanted:
        desk.fill(design.shifts[k], day, start_min)
    return Roster(_with_next(desk.shifts), tuple(desk.refused))


def why_unlawful(shift: Shift, day: int, kind: VehicleClass) -> str | None:
    """Why no driver may take this shift on this day, in one sentence; None when one may."""
    limits = limits_of(kind.gross_t)
    start, end = span_of(shift, day, limits)
    if shift.hours * 60.0 > limits.work_day_min:
        return f"{shift.hours:g} h of work are more than the {limits.work_day_min / 60:g} h allowed"
    if end - start > limits.long_span_min:
        return f"from start to end {(end - start) / 60:g} h leave too little rest"
    night = limits.night_from_min, limits.night_to_min
    if shift.hours * 60.0 > limits.night_work_min and is_at_night(((start, end),), start, night):
        return f"{shift.hours:g} h of work with night work are more than the 10 h allowed"
    if limits.is_sunday_barred and end > SUNDAY_FROM_MIN:
        return f"{kind.name} may not drive on Sunday"
    return None


def span_of(shift: Shift, day: int, limits: DutyLimits) -> tuple[float, float]:
    """Start and planned end of a shift, with the breaks that its working time demands."""
    start = day * _DAY_MIN + shift.start_min
    return start, start + shift.hours * 60.0 + breaks_owed_min(limits, shift.hours * 60.0)


class _Driver:
    """What one driver is planned to do so far."""

    def __init__(self, number: int, person: Driver | None = None) -> None:
        self.number = number
        self.person = person
        self.planned_min = 0.0
        self.shifts: list[RosteredShift] = []
        self.short_rests = 0
        self.begun_min = 0.0
        self.limits: DutyLimits | None = None

    def is_short(self, start: float) -> bool:
        """Whether the rest before `start`, within 24 h of the last start, is below 11 h."""
        if not self.shifts or self.limits is None:
            return False
        last = self.shifts[-1]
        rest_until = min(start, last.start_min + _DAY_MIN)
        return rest_until - last.planned_end_min < self.limits.rest_min - ROUNDING_MIN

    def can_take(self, span: tuple[float, float], hours: float, limits: DutyLimits) -> bool:
        """Whether another shift is lawful after those there are."""
        if self.planned_min + hours * 60.0 > limits.work_mean_week_min + ROUNDING_MIN:
            return False
        if self.person is not None and not _suits(self.person, self.planned_min, span, hours):
            return False
        if not self.shifts or self.limits is None:
            return True
        last, start = self.shifts[-1], span[0]
        if int(last.start_min // _DAY_MIN) == int(start // _DAY_MIN):
            return False
        return (
            self._keeps_daily_rests(span, limits)
            and self._keeps_weekly_rest(span, limits)
            and self._keeps_nights(span, hours, limits)
        )

    def _keeps_daily_rests(self, span: tuple[float, float], limits: DutyLimits) -> bool:
        assert self.limits is not None
        rest, is_short = span[0] - self.shifts[-1].planned_end_min, self.is_short(span[0])
        least = self.limits.short_rest_min if self.limits.short_rests else self.limits.rest_min
        if rest < (least if is_short else self.limits.rest_min) - ROUNDING_MIN:
            return False
        is_long = span[1] - span[0] > limits.span_min + ROUNDING_MIN  # a short rest will follow
        before = 0 if self._is_rested(span[0], limits) else self.short_rests + is_short
        return before + is_long <= max(self.limits.short_rests, limits.short_rests)

    def _keeps_weekly_rest(self, span: tuple[float, float], limits: DutyLimits) -> bool:
        latest = self.begun_min + limits.week_span_min - 2.0 * limits.overrun_min
        return self._is_rested(span[0], limits) or span[1] <= latest

    def _is_rested(self, start: float, limits: DutyLimits) -> bool:
        return start - self.shifts[-1].planned_end_min >= limits.weekly_rest_min

    def _keeps_nights(self, span: tuple[float, float], hours: float, limits: DutyLimits) -> bool:
        last = self.shifts[-1]
        both = (last.start_min, last.planned_end_min), span
        night = limits.night_from_min, limits.night_to_min
        if not is_at_night(both, last.start_min, night):
            return True
        carried = max(0.0, last.planned_end_min - max(last.start_min, span[1] - _DAY_MIN))
        return hours * 60.0 + carried <= limits.night_work_min + ROUNDING_MIN

    def take(self, shift: RosteredShift, limits: DutyLimits) -> None:
        """One more shift, later than all before."""
        if not self.shifts or self._is_rested(shift.start_min, limits):
            self.begun_min, self.short_rests = shift.start_min, 0
        else:
            self.short_rests += self.is_short(shift.start_min)
        self.limits = limits
        self.planned_min += shift.planned_hours * 60.0
        self.shifts.append(shift)


def _suits(person: Driver, planned_min: float, span: tuple[float, float], hours: float) -> bool:
    """Whether a shift is within what one driver's contract allows."""
    if hours > person.shift_h or planned_min + hours * 60.0 > person.week_h * 60.0 + ROUNDING_MIN:
        return False
    start_min = span[0] % _DAY_MIN
    # what begins after midnight also belongs to the night of the day before
    return any(
        person.earliest_min <= begin and begin + span[1] - span[0] <= person.latest_min
        for begin in (start_min, start_min + _DAY_MIN)
    )


class _Desk:
    """Vehicles and drivers of the week, and what was planned and refused so far."""

    def __init__(self, week: Week) -> None:
        self.week = week
        named = week.staff or (None,) * week.drivers
        self.drivers = [_Driver(number, person) for number, person in enumerate(named)]
        self.first = list(accumulate(week.fleet, initial=0))
        self.free_from = [0.0] * self.first[-1]
        self.base: list[int | None] = [None] * self.first[-1]
        self.shifts: list[RosteredShift] = []
        self.refused: list[Refusal] = []

    def fill(self, shift: Shift, day: int, start_min: float) -> None:
        """All equal shifts of one line on one day; the first that fails refuses the rest."""
        why = self._why_impossible(shift, day)
        done = 0
        while why is None and done < shift.count:
            why = self._staff(shift, day)
            done += why is None
        if why is not None and done < shift.count:
            self.refused.append(Refusal(day, shift.kind, shift.count - done, start_min, why))

    def _why_impossible(self, shift: Shift, day: int) -> str | None:
        if shift.kind >= len(self.week.kinds):
            return f"there is no class {shift.kind}"
        if day >= self.week.days:
            return f"the week has {self.week.days} days"
        if shift.from_hub and self.week.hub < 0:
            return "there is no cross-dock"
        return why_unlawful(shift, day, self.week.kinds[shift.kind])

    def _staff(self, shift: Shift, day: int) -> str | None:
        kind = self.week.kinds[shift.kind]
        limits = limits_of(kind.gross_t)
        span = span_of(shift, day, limits)
        base = self.week.hub if shift.from_hub else 0
        vehicle = self._vehicle(shift.kind, base, span[0])
        if vehicle is None:
            return f"every {kind.name} is in use or stationed elsewhere"
        driver = self._driver(span, shift.hours, limits)
        if driver is None:
            return "no driver is left who may work then"
        planned = RosteredShift(
            day, vehicle, shift.kind, driver.number, base, *span, planned_hours=shift.hours
        )
        driver.take(planned, limits)
        self.free_from[vehicle], self.base[vehicle] = span[1], base
        self.shifts.append(planned)
        return None

    def _vehicle(self, kind: int, base: int, start_min: float) -> int | None:
        able = [
            v
            for v in range(self.first[kind], self.first[kind + 1])
            if self.free_from[v] <= start_min + ROUNDING_MIN and self.base[v] in (None, base)
        ]
        return min(able, key=lambda v: (self.base[v] is None, v), default=None)

    def _driver(
        self, span: tuple[float, float], hours: float, limits: DutyLimits
    ) -> _Driver | None:
        able = [d for d in self.drivers if d.can_take(span, hours, limits)]
        by_fairness = (((d.is_short(span[0]), d.planned_min, d.number), d) for d in able)
        return min(by_fairness, key=lambda pair: pair[0], default=(None, None))[1]


def vehicle_kinds(fleet: Sequence[int]) -> tuple[int, ...]:
    """The class of every vehicle, by its number."""
    return tuple(kind for kind, count in enumerate(fleet) for _ in range(count))


def _with_next(shifts: Iterable[RosteredShift]) -> tuple[RosteredShift, ...]:
    """The shifts with what each driver still has before him, read from the end."""
    next_start: dict[int, float] = {}
    short_rests: dict[int, int] = {}
    done = []
    for shift in sorted(shifts, key=lambda s: (s.start_min, s.vehicle), reverse=True):
        start = next_start.get(shift.driver, float("inf"))
        later = short_rests.get(shift.driver, 0)
        done.append(msgspec.structs.replace(shift, next_start_min=start, later_short_rests=later))
        if start - shift.planned_end_min >= _DAY_MIN:
            later = 0
        is_short = min(start, shift.start_min + _DAY_MIN) - shift.planned_end_min < _FULL_REST_MIN
        short_rests[shift.driver] = later + is_short
        next_start[shift.driver] = shift.start_min
    return tuple(reversed(done))
