"""Drivers on duty: how long they may still work, and what they have done."""

import copy
import math
from collections.abc import Iterable
from typing import Protocol

from simulators.supply_chain.law.activities import Activity, ActivityKind
from simulators.supply_chain.law.clock import Clock
from simulators.supply_chain.staff.roster import RosteredShift

Leg = tuple[float, float]
"""Minutes of driving and of the work that follows."""


class Duty(Protocol):
    """One shift of one driver with one vehicle; it is told all that he does, in order."""

    @property
    def day(self) -> int:
        """The day on which it starts."""
        ...

    @property
    def driver(self) -> int:
        """Number of the driver; -1 where drivers are not told apart."""
        ...

    @property
    def planned_end_min(self) -> float:
        """When the paid hours end."""
        ...

    def back_by_min(self, now_min: float) -> float:
        """When the vehicle must be back at its base by law."""
        ...

    def drive_left_min(self, now_min: float) -> float:
        """Driving that is left today."""
        ...

    def break_due_min(self, drive_min: float, work_min: float) -> float:
        """Break that must be taken before driving and working so long; 0 for none."""
        ...

    def fits(self, legs: Iterable[Leg]) -> bool:
        """Whether the legs, the last of them the way home, can follow lawfully from now on."""
        ...

    def may_return(self, drive_min: float) -> bool:
        """Whether the way to base may be driven now, if need be by an hour's overrun."""
        ...

    def work_room_min(self) -> float:
        """Minutes of work that may lawfully follow at once."""
        ...

    def end(self) -> None:
        """The driver stops where he is, and rests."""
        ...

    def drive(self, until_min: float) -> None:
        """Driving from the last activity until now."""
        ...

    def work(self, until_min: float) -> None:
        """Loading, service and the like, until now."""
        ...

    def pause(self, until_min: float) -> None:
        """A break until now."""
        ...

    def wait(self, until_min: float) -> None:
        """Waiting until now, with breaks that are soon due taken in it."""
        ...


class AllDay:
    """A van of a dispatch day: whoever drives it, it is ready all day long without limits."""

    day = 0
    driver = -1
    planned_end_min = math.inf

    def back_by_min(self, now_min: float) -> float:
        """Never."""
        del now_min
        return math.inf

    def drive_left_min(self, now_min: float) -> float:
        """As much as anybody wants."""
        del now_min
        return math.inf

    def break_due_min(self, drive_min: float, work_min: float) -> float:
        """No breaks."""
        del drive_min, work_min
        return 0.0

    def fits(self, legs: Iterable[Leg]) -> bool:
        """Always."""
        del legs
        return True

    def may_return(self, drive_min: float) -> bool:
        """Always."""
        del drive_min
        return True

    def work_room_min(self) -> float:
        """As much as anybody wants."""
        return math.inf

    def end(self) -> None:
        """Nothing is written down."""

    def drive(self, until_min: float) -> None:
        """Nothing is written down."""

    def work(self, until_min: float) -> None:
        """Nothing is written down."""

    def pause(self, until_min: float) -> None:
        """Nothing is written down."""

    def wait(self, until_min: float) -> None:
        """Nothing is written down."""


class Diary(Clock, kw_only=True):
    """A driver's clock that writes down what he does; its copies do not."""

    log: list[Activity] | None = None
    gross_t: float = 0.0

    def copy(self) -> Clock:
        """An independent clock in the same state, without a diary."""
        ahead = copy.copy(self)
        ahead.log = None
        return ahead

    def drive_until(self, until_min: float) -> None:
        """Driving from now on; it is work as well."""
        start_min, log, self.log = self.now_min, self.log, None
        Clock.drive_until(self, until_min)
        self.log = log
        self._write("drive", start_min)

    def work_until(self, until_min: float) -> None:
        """Loading, service, and waiting that is not known beforehand."""
        start_min = self.now_min
        Clock.work_until(self, until_min)
        self._write("work", start_min)

    def break_until(self, until_min: float) -> None:
        """A break from now on."""
        start_min = self.now_min
        Clock.break_until(self, until_min)
        self._write("break", start_min)

    def _write(self, kind: ActivityKind, start_min: float) -> None:
        if self.log is not None and self.now_min > start_min:
            self.log.append(Activity(kind, start_min, self.now_min, self.gross_t))


class ShiftDuty:
    """A rostered shift with the clock of its driver; `log` is what he does in it.

    inspection_min: how long he looks at the vehicle first.
    """

    def __init__(
        self, shift: RosteredShift, clock: Clock, log: list[Activity], inspection_min: float
    ) -> None:
        self.shift, self.clock, self.log = shift, clock, log
        self._inspection_min = inspection_min
        self.day, self.driver = shift.day, shift.driver
        self.planned_end_min = shift.planned_end_min

    def back_by_min(self, now_min: float) -> float:
        """When the vehicle must be back at its base by law."""
        return self._at(now_min).back_by_min()

    def drive_left_min(self, now_min: float) -> float:
        """Driving that is left today."""
        del now_min
        return self.clock.drive_left_min()

    def break_due_min(self, drive_min: float, work_min: float) -> float:
        """Break that must be taken before driving and working so long; 0 for none."""
        return self.clock.break_due_min(drive_min, work_min)

    def fits(self, legs: Iterable[Leg]) -> bool:
        """Whether the legs, the last of them the way home, can follow lawfully from now on."""
        return self.clock.fits(legs)

    def may_return(self, drive_min: float) -> bool:
        """Whether the way to base may be driven now, if need be by an hour's overrun."""
        return self.clock.may_return(drive_min)

    def work_room_min(self) -> float:
        """Minutes of work that may lawfully follow at once."""
        return self.clock.work_room_min()

    def end(self) -> None:
        """The driver stops where he is, and rests."""
        self.clock.end()

    def drive(self, until_min: float) -> None:
        """Driving from the last activity until now."""
        self.clock.drive_until(until_min)

    def work(self, until_min: float) -> None:
        """Loading, service and the like, until now."""
        self.clock.work_until(until_min)

    def pause(self, until_min: float) -> None:
        """A break until now."""
        self.clock.break_until(until_min)

    def wait(self, until_min: float) -> None:
        """Waiting until now, with breaks that are soon due taken in it."""
        self._wait(self.clock, until_min)

    def _at(self, now_min: float) -> Clock:
        """The clock as it will be at `now_min` if the driver waits until then."""
        if now_min <= self.clock.now_min:
            return self.clock
        ahead = self.clock.copy()
        self._wait(ahead, now_min)
        return ahead

    def _wait(self, clock: Clock, until_min: float) -> None:
        """A break before any work would be no break, so a look at the vehicle comes first."""
        if (left_min := self._inspection_min - clock.work_today_min) > 0.0:
            left_min = min(left_min, clock.work_left_min())
            clock.work_until(min(until_min, clock.now_min + left_min))
        clock.wait_until(until_min)
