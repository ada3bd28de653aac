"""A driver who goes by his clock, and the log of what he did."""

from dataclasses import dataclass, field

from simulators.supply_chain.law.activities import ActivityKind
from simulators.supply_chain.law.law import Activity, Clock, DutyLimits


@dataclass(frozen=True)
class Drop:
    """One stop: waiting before it, the way there, the work, and the way home from there."""

    wait_min: float
    drive_min: float
    work_min: float
    home_min: float


@dataclass
class Driver:
    """Serves drops as long as the way home still fits, and logs every activity."""

    clock: Clock
    gross_t: float = 0.0
    log: list[Activity] = field(default_factory=list)

    def shift(self, start_min: float, drops: list[Drop], unforeseen_min: float = 0.0) -> None:
        """One shift; the last way home takes longer by what nobody could foresee."""
        self.clock.begin(max(start_min, self.clock.earliest_start_min()), limits=self.limits)
        home_min = 0.0
        for drop in drops:
            if not self._can(drop, home_min):
                break
            self.wait(drop.wait_min)
            self.go(drop.drive_min, drop.work_min)
            home_min = drop.home_min
        if home_min:
            self.go(home_min, 0.0, unforeseen_min)

    @property
    def limits(self) -> DutyLimits:
        return self.clock.limits

    def _can(self, drop: Drop, home_min: float) -> bool:
        ahead = self.clock.copy()
        ahead.wait_until(ahead.now_min + drop.wait_min)
        legs = ((drop.drive_min, drop.work_min), (drop.home_min, 0.0))
        return ahead.is_within_limits() and ahead.fits(legs) and ahead.fits(((home_min, 0.0),))

    def wait(self, minutes: float) -> None:
        """Waiting, some of it as a break."""
        from_min, until_min = self.clock.now_min, self.clock.now_min + minutes
        self.clock.wait_until(until_min)
        at_min = from_min
        for start, end in (*self.clock.worked, (until_min, until_min)):
            work_from, work_to = max(start, at_min), min(end, until_min)
            if work_to < work_from:
                continue
            self._log("break", at_min, work_from)
            self._log("work", work_from, work_to)
            at_min = work_to

    def go(self, drive_min: float, work_min: float, unforeseen_min: float = 0.0) -> None:
        """A leg and the work at its end, after the break that they were expected to need."""
        clock = self.clock
        start = clock.now_min
        clock.break_until(start + clock.break_due_min(drive_min, work_min))
        left = clock.now_min
        clock.drive_until(left + drive_min + unforeseen_min)
        arrived = clock.now_min
        clock.work_until(arrived + work_min)
        self._log("break", start, left)
        self._log("drive", left, arrived)
        self._log("work", arrived, clock.now_min)

    def _log(self, kind: ActivityKind, from_min: float, to_min: float) -> None:
        if to_min > from_min:
            self.log.append(Activity(kind, from_min, to_min, self.gross_t))
