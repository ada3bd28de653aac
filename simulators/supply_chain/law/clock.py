"""The legal hours of one driver: what may still be driven and worked, and which break is due."""

import copy
import math
from collections.abc import Iterable

import msgspec

from simulators.supply_chain.law.duty import (
    ROUNDING_MIN,
    SHORTEST_BREAK_MIN,
    SUNDAY_FROM_MIN,
    SUNDAY_TO_MIN,
    DutyLimits,
    breaks_owed_min,
)
from simulators.supply_chain.law.rolling import Intervals, is_at_night, left_in_day

AHEAD_MIN = 180.0  # a break that would be due within this time is taken while waiting
_DAY_MIN = 1_440.0


class Clock(msgspec.Struct, kw_only=True):
    """The state of one driver during a shift and over one week, Monday to Sunday.

    Told what happens, in order and without gaps: `begin`, then `drive_until`, `work_until`,
    `wait_until`, `break_until`, and `begin` again for the next shift. It asks for breaks before a
    leg or a service that would pass a limit, never in the middle: legs are far below 4.5 h.
    Limits that know no overrun (60 h of work, six days, Sunday) are kept with an hour to spare.
    """

    limits: DutyLimits
    now_min: float = 0.0
    begun_min: float = -math.inf
    latest_min: float = math.inf
    drive_today_min: float = 0.0
    work_today_min: float = 0.0
    breaks_today_min: float = 0.0
    drive_stretch_min: float = 0.0
    work_stretch_min: float = 0.0
    drive_week_min: float = 0.0
    work_week_min: float = 0.0
    long_days: int = 0
    short_rests: int = 0
    week_begun_min: float = -math.inf
    break_run_min: float = 0.0
    has_split: bool = False
    had_split: bool = False
    is_long_day: bool = False
    earlier: Intervals = ()
    stretches: Intervals = ()
    stretch_from_min: float = math.inf

    @property
    def is_on_duty(self) -> bool:
        """Whether a shift has begun."""
        return self.begun_min > -math.inf

    @property
    def worked(self) -> Intervals:
        """When work was done in this shift, driving included: what is paid."""
        if self.stretch_from_min >= self.now_min:
            return self.stretches
        return (*self.stretches, (self.stretch_from_min, self.now_min))

    def copy(self) -> "Clock":
        """An independent clock in the same state."""
        return copy.copy(self)

    def earliest_start_min(self) -> float:
        """When the next shift may begin: after 9 h of rest while short rests are left, or 11 h."""
        if self.begun_min == -math.inf:
            return -math.inf
        has_short = self.short_rests < self.limits.short_rests
        return self.now_min + (self.limits.short_rest_min if has_short else self.limits.rest_min)

    def begin(
        self,
        at_min: float,
        *,
        limits: DutyLimits | None = None,
        next_start_min: float = math.inf,
        reserved_short_rests: int = 0,
    ) -> None:
        """A shift starts; all since the last activity was rest.

        limits: of the vehicle of this shift, if another than before. next_start_min: when the
        driver's next shift is planned, before which the rest must fit. reserved_short_rests: rests
        after later shifts of this week that are planned to be short.
        """
        self._account_rest(at_min)
        limits = self.limits = limits or self.limits
        short = limits.short_rests - self.short_rests - reserved_short_rests > 0
        rest, span = (
            (limits.short_rest_min, limits.long_span_min)
            if short
            else (limits.rest_min, limits.span_min)
        )
        latest = min(at_min + span, next_start_min - rest)
        latest = min(latest, self.week_begun_min + limits.week_span_min - limits.overrun_min)
        if limits.is_sunday_barred and at_min < SUNDAY_TO_MIN:
            latest = min(latest, SUNDAY_FROM_MIN - limits.overrun_min)
        worked = (*self.earlier, *self.worked)
        self.earlier = tuple(span for span in worked if span[1] > at_min - _DAY_MIN)
        self.stretches, self.stretch_from_min = (), math.inf
        self.now_min = self.begun_min = at_min
        self.latest_min = latest
        self.drive_today_min = self.work_today_min = self.breaks_today_min = 0.0
        self.drive_stretch_min = self.work_stretch_min = self.break_run_min = 0.0
        self.has_split = self.had_split = self.is_long_day = False

    def _account_rest(self, at_min: float) -> None:
        if self.begun_min == -math.inf or at_min - self.now_min >= self.limits.weekly_rest_min:
            self.week_begun_min, self.short_rests = at_min, 0
            return
        rest_min = min(at_min, self.begun_min + _DAY_MIN) - self.now_min
        self.short_rests += rest_min < self.limits.rest_min - ROUNDING_MIN

    def drive_until(self, until_min: float) -> None:
        """Driving from now on; it is work as well."""
        minutes = until_min - self.now_min
        self.drive_today_min += minutes
        self.drive_week_min += minutes
        self.drive_stretch_min += minutes
        if not self.is_long_day and (
            self.drive_today_min > self.limits.drive_day_min + ROUNDING_MIN
        ):
            self.is_long_day = True
            self.long_days += 1
        self.work_until(until_min)

    def work_until(self, until_min: float) -> None:
        """Loading, service, and waiting that is not known beforehand."""
        minutes = until_min - self.now_min
        if minutes <= 0.0:
            return
        if self.now_min < self.stretch_from_min:
            self.stretch_from_min = self.now_min
        self.work_today_min += minutes
        self.work_week_min += minutes
        self.work_stretch_min += minutes
        self.break_run_min = 0.0
        self.now_min = until_min

    def break_until(self, until_min: float) -> None:
        """A break from now on; breaks without work in between are one, before all work none."""
        minutes = until_min - self.now_min
        if minutes <= 0.0:
            return
        if not self.work_today_min:
            self.now_min = until_min
            return
        if not self.break_run_min:
            self.had_split = self.has_split
            self.stretches, self.stretch_from_min = self.worked, math.inf
        before = self.break_run_min
        self.break_run_min = run = before + minutes
        self.now_min = until_min
        if run < SHORTEST_BREAK_MIN - ROUNDING_MIN:
            return
        self.breaks_today_min += minutes if before >= SHORTEST_BREAK_MIN - ROUNDING_MIN else run
        self.work_stretch_min = 0.0
        second = self.had_split and run >= self.limits.split_second_min - ROUNDING_MIN
        is_whole = second or run >= self.limits.drive_break_min - ROUNDING_MIN
        self.has_split = not is_whole
        if run >= self.limits.short_rest_min - ROUNDING_MIN:
            self.end()  # that was a daily rest, and another shift is not rostered
        if is_whole:
            self.drive_stretch_min = 0.0

    def wait_until(self, until_min: float) -> float:
        """Waiting whose end is known; gives the minutes of it that are taken as break.

        A break that would be due within `AHEAD_MIN` of driving is taken first; the rest of the
        wait is work, as long as any may be done today.
        """
        breaks = 0.0
        while (wait := until_min - self.now_min) > 0.0:
            room = self._room_min()
            left = self.work_left_min()
            due = wait if left <= ROUNDING_MIN else self._break_in_wait(wait, room)
            if due:
                breaks += due
                self.break_until(until_min if due >= wait else self.now_min + due)
            else:
                self.work_until(min(until_min, self.now_min + min(left, room)))
        return breaks

    def _room_min(self) -> float:
        """Work that may follow at once before a break must be taken."""
        limits, done = self.limits, self.work_today_min
        room = limits.work_stretch_min - self.work_stretch_min
        for most, owed in (
            (limits.work_short_day_min, limits.break_min),
            (limits.work_long_day_min, limits.long_break_min),
        ):
            if done <= most + ROUNDING_MIN and self.breaks_today_min < owed - ROUNDING_MIN:
                room = min(room, most - done)
        return max(0.0, room)

    def _break_in_wait(self, wait_min: float, room_min: float) -> float:
        """Break to take first; short ones only where not a minute more may be worked."""
        has_rested = self.break_run_min >= SHORTEST_BREAK_MIN - ROUNDING_MIN
        if not self.work_today_min or (has_rested and room_min > ROUNDING_MIN):
            return 0.0
        ahead = self.break_due_min(AHEAD_MIN, max(0.0, wait_min - AHEAD_MIN))
        due = min(wait_min, ahead)
        return due if due >= SHORTEST_BREAK_MIN or room_min <= ROUNDING_MIN else 0.0

    def break_due_min(self, drive_min: float = 0.0, work_min: float = 0.0) -> float:
        """Shortest break that must be taken now before driving and then working so long; or 0.

        None is due that would not help: after it, none is due before the same leg and work.
        """
        limits, work = self.limits, drive_min + work_min
        day, stretch = self.work_today_min + work, self.work_stretch_min + work
        is_far = self.drive_stretch_min + drive_min > limits.drive_stretch_min + ROUNDING_MIN
        must_stop = is_far and self.drive_stretch_min > 0.0
        if not must_stop and (day <= limits.work_stretch_min or not self.work_today_min):
            return 0.0
        due = 0.0
        if must_stop:
            due = limits.split_second_min if self.has_split else limits.drive_break_min
        owed = breaks_owed_min(limits, day) - self.breaks_today_min
        if owed > ROUNDING_MIN:
            due = max(due, owed, SHORTEST_BREAK_MIN)
        elif self.work_stretch_min and stretch > limits.work_stretch_min + ROUNDING_MIN:
            due = max(due, SHORTEST_BREAK_MIN)
        return due

    def drive_left_min(self) -> float:
        """Driving that is left today, by the limits of the day and the week."""
        limits = self.limits
        may_be_long = self.is_long_day or self.long_days < limits.long_days
        day = limits.drive_long_day_min if may_be_long else limits.drive_day_min
        left = min(day - self.drive_today_min, limits.drive_week_min - self.drive_week_min)
        return max(0.0, left)

    def work_left_min(self) -> float:
        """Work, with driving, that is left today; breaks that it makes due are allowed for."""
        left, until_min = self._limit()
        return max(0.0, min(left, until_min - self.now_min - self._breaks_in(left)))

    def back_by_min(self) -> float:
        """When the driver must be back at base at the latest, working without needless breaks."""
        left, until_min = self._limit()
        return max(self.now_min, min(until_min, self.now_min + left + self._breaks_in(left)))

    def fits(self, legs: Iterable[tuple[float, float]]) -> bool:
        """Whether pairs (drive_min, work_min) can follow from now on, with the breaks they need.

        The last pair is the way home. Costs a few microseconds a pair.
        """
        ahead = self.copy()
        for drive_min, work_min in legs:
            due = ahead.break_due_min(drive_min, work_min)
            if due:
                ahead.break_until(ahead.now_min + due)
            ahead.drive_until(ahead.now_min + drive_min)
            ahead.work_until(ahead.now_min + work_min)
            if not ahead.is_within_limits():
                return False
        return True

    def may_return(self, drive_min: float) -> bool:
        """Whether the way to base may be driven now, if need be by the overrun of art. 12.

        What is over already is no overrun of the way: work of more than ten hours, lawful by day,
        may not go on into the night.
        """
        ahead, limits = self.copy(), self.limits
        ahead.drive_until(self.now_min + drive_min)
        day_min, most_min = self.work_today_min, limits.night_work_min
        is_over = left_in_day(self.earlier, day_min, self.now_min, most_min) < -ROUNDING_MIN
        return ahead.is_within_limits(limits.overrun_min, 0.0 if is_over else limits.overrun_min)

    def work_room_min(self) -> float:
        """Minutes of work that may lawfully follow at once, without a break or driving."""
        return min(self._room_min(), self._limit()[0])

    def end(self) -> None:
        """Nothing more may follow in this shift, not even the way to base."""
        self.latest_min = -math.inf

    def is_within_limits(self, overrun_min: float = 0.0, at_night_min: float = 0.0) -> bool:
        """Whether all that was done so far in this shift is lawful.

        overrun_min: allowed beyond the limits that know an overrun. The 56 hours of driving in a
            week know none here: whoever works on later that week could not excuse it.
        at_night_min: allowed beyond the ten hours of night workers.
        """
        limits, slack = self.limits, ROUNDING_MIN
        work_week_min = limits.work_week_min - limits.overrun_min + overrun_min
        may_be_long = self.long_days <= limits.long_days
        day = limits.drive_long_day_min if may_be_long else limits.drive_day_min
        return (
            self.now_min <= self.latest_min + overrun_min + slack
            and self.drive_today_min <= day + overrun_min + slack
            and self.drive_week_min <= limits.drive_week_min + slack
            and self.drive_stretch_min <= limits.drive_stretch_min + slack
            and self.work_stretch_min <= limits.work_stretch_min + slack
            and self.work_today_min <= limits.work_day_min + overrun_min + slack
            and self.work_week_min <= work_week_min + slack
            and self._night()[0] >= -at_night_min - slack
        )

    def _limit(self) -> tuple[float, float]:
        """Minutes of work that are left by the limits on work, and when all work must end."""
        limits, (night_left, until_min) = self.limits, self._night()
        until_min = min(until_min, self.latest_min)
        left = min(
            limits.work_day_min - self.work_today_min,
            limits.work_week_min - limits.overrun_min - self.work_week_min,
            night_left,
            until_min - self.now_min,
        )
        return max(0.0, left), until_min

    def _breaks_in(self, work_min: float) -> float:
        if work_min == math.inf:
            return 0.0
        owed = breaks_owed_min(self.limits, self.work_today_min + work_min)
        return max(0.0, owed - self.breaks_today_min)

    def _night(self) -> tuple[float, float]:
        """Work left while ten hours in 24 bind, and when it must end lest they begin to.

        They bind where one of the 24 hours is worked at night. Negative: passed.
        """
        limits = self.limits
        if limits.night_work_min == math.inf:
            return math.inf, math.inf
        left = left_in_day(self.earlier, self.work_today_min, self.now_min, limits.night_work_min)
        night = limits.night_from_min, limits.night_to_min
        if is_at_night((*self.earlier, *self.worked), self.now_min - _DAY_MIN, night):
            return left, math.inf
        day_min = self.now_min % _DAY_MIN
        if night[0] <= day_min < night[1]:
            return max(0.0, left), math.inf
        to_night = (night[0] - day_min) % _DAY_MIN
        return (left, math.inf) if left >= to_night else (math.inf, self.now_min + to_night)
