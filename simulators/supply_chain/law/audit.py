"""An independent check of what a driver did, from the finished log.

It shares no logic with the clock that the driver went by.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from simulators.supply_chain.law.activities import Activity, Breach
from simulators.supply_chain.law.duty import DutyLimits, limits_of

_EPS = 1e-6
_DAY, _WEEK = 1_440.0, 10_080.0
_REST = 540.0  # no shorter time off ends a duty; 561/2006 art. 4 (g)
_PART = 15.0  # no shorter time off is a break; 2002/15 art. 5 (2)
_SPLIT_REST = 180.0  # first part of a daily rest taken in two; 561/2006 art. 4 (g)
Span = tuple[float, float]


@dataclass(frozen=True)
class _Duty:
    """All between two daily rests. on: driving and work. off: time off in between, in breaks."""

    limits: DutyLimits
    on: tuple[Activity, ...]
    off: tuple[Span, ...]
    rest_min: float

    @property
    def start(self) -> float:
        return self.on[0].start_min

    @property
    def end(self) -> float:
        return self.on[-1].end_min

    @property
    def drives(self) -> tuple[Activity, ...]:
        return tuple(a for a in self.on if a.kind == "drive")

    def article(self, of_trucks: str, of_vans: str) -> str:
        """The law that a limit of this duty comes from."""
        return of_trucks if self.limits.short_rests else of_vans

    def excuses(self, at_min: float, excess_min: float) -> bool:
        """Whether an overrun is one to reach base: short, and nothing but driving begun in it."""
        begun = (a for a in self.on if a.start_min >= at_min - _EPS)
        return excess_min <= self.limits.overrun_min + _EPS and all(
            a.kind == "drive" for a in begun
        )


def audit(activities: Iterable[Activity], limits: DutyLimits) -> tuple[Breach, ...]:
    """Every limit that one driver's week broke; empty when it was lawful.

    activities: in any order; minutes from Monday 0 h; before the first and after the last lies a
    weekly rest. Time of less than nine hours that is not in the log is neither work nor a break.
    limits: for activities whose `gross_t` is 0. An overrun of up to `limits.overrun_min` is excused
    where it may be (see `DutyLimits`) when nothing but driving was begun in it.
    """
    log = sorted((a for a in activities if a.end_min > a.start_min), key=lambda a: a.start_min)
    found = [
        Breach("one activity at a time", b.start_min, a.end_min, b.start_min)
        for a, b in pairwise(log)
        if b.start_min < a.end_min - _EPS
    ]
    duties = _duties(log, limits)
    for duty in duties:
        found += _stretches(duty)
        found += _breaks(duty)
        found += _most_work(duty)
        found += _sunday(duty)
    found += _rests(duties)
    found += _six_days(duties)
    found += _days_of_driving(duties)
    found += _weeks(duties)
    found += _nights(duties)
    return tuple(sorted(found, key=lambda breach: (breach.at_min, breach.article)))


def _duties(log: Sequence[Activity], limits: DutyLimits) -> list[_Duty]:
    on = [a for a in log if a.kind in ("drive", "work")]
    off = _times_off(log)
    ends = [k for k, (a, b) in enumerate(pairwise(on)) if _is_rest_between(a, b, off)]
    duties = []
    for first, last in zip([0, *(k + 1 for k in ends)], [*ends, len(on) - 1], strict=True):
        part = tuple(on[first : last + 1])
        if not part:
            continue
        gross_t = max(a.gross_t for a in part)
        inner = tuple(o for o in off if o[0] >= part[0].start_min and o[1] <= part[-1].end_min)
        rest = on[last + 1].start_min - part[-1].end_min if last + 1 < len(on) else _WEEK
        duties.append(_Duty(limits_of(gross_t) if gross_t else limits, part, inner, rest))
    return duties


def _times_off(log: Sequence[Activity]) -> list[Span]:
    spans: list[Span] = []
    last_end = None
    for a in log:
        if last_end is not None and a.start_min - last_end >= _REST - _EPS:
            _join(spans, (last_end, a.start_min))
        if a.kind in ("break", "rest"):
            _join(spans, (a.start_min, a.end_min))
        last_end = a.end_min if last_end is None else max(last_end, a.end_min)
    return spans


def _join(spans: list[Span], span: Span) -> None:
    if spans and span[0] <= spans[-1][1] + _EPS:
        spans[-1] = (spans[-1][0], max(spans[-1][1], span[1]))
    else:
        spans.append(span)


def _is_rest_between(a: Activity, b: Activity, off: Sequence[Span]) -> bool:
    if b.start_min - a.end_min < _REST - _EPS:
        return False
    inside = (o for o in off if o[0] >= a.end_min - _EPS and o[1] <= b.start_min + _EPS)
    return any(end - start >= _REST - _EPS for start, end in inside)


def _minutes(activities: Iterable[Activity], span: Span) -> float:
    overlaps = (min(a.end_min, span[1]) - max(a.start_min, span[0]) for a in activities)
    return sum(overlap for overlap in overlaps if overlap > 0.0)


def _reached(activities: Iterable[Activity], minutes: float) -> float:
    """When the activities have added up to so many minutes."""
    at_min, left = 0.0, minutes
    for a in activities:
        at_min = a.start_min + left
        left -= a.end_min - a.start_min
        if left <= _EPS:
            break
    return at_min


def _stretches(duty: _Duty) -> Iterable[Breach]:
    """Art. 7: driving between breaks of 45 min, or of 15 and then 30. Art. 5 (1): 6 h of work."""
    limits = duty.limits
    parts = [o for o in duty.off if o[1] - o[0] >= _PART - _EPS]
    whole, has_first = [duty.start], False
    for start, end in parts:
        is_second = has_first and end - start >= limits.split_second_min - _EPS
        if is_second or end - start >= limits.drive_break_min - _EPS:
            whole.append(end)
        has_first = whole[-1] != end
    yield from _too_long(
        duty.drives, [*whole, duty.end], limits.drive_stretch_min, "561/2006 art. 7"
    )
    ends = [duty.start, *(end for _, end in parts), duty.end]
    yield from _too_long(
        duty.on, ends, limits.work_stretch_min, duty.article("2002/15 art. 5", "ArbZG 4")
    )


def _too_long(
    activities: Sequence[Activity], ends: Sequence[float], limit: float, article: str
) -> Iterable[Breach]:
    for span in pairwise(ends):
        minutes = _minutes(activities, span)
        if minutes > limit + _EPS:
            inside = [a for a in activities if a.start_min >= span[0] - _EPS]
            yield Breach(article, _reached(inside, limit), limit, minutes)


def _breaks(duty: _Duty) -> Iterable[Breach]:
    """Art. 5 (1): 30 min of breaks in a day of more than 6 h of work, 45 in one of more than 9."""
    limits = duty.limits
    work = _minutes(duty.on, (duty.start, duty.end))
    taken = sum(end - start for start, end in duty.off if end - start >= _PART - _EPS)
    for most, least in (
        (limits.work_long_day_min, limits.long_break_min),
        (limits.work_short_day_min, limits.break_min),
    ):
        if work > most + _EPS and taken < least - _EPS:
            yield Breach(
                duty.article("2002/15 art. 5", "ArbZG 4"), _reached(duty.on, most), least, taken
            )
            return


def _most_work(duty: _Duty) -> Iterable[Breach]:
    work = _minutes(duty.on, (duty.start, duty.end))
    limit = duty.limits.work_day_min
    if work > limit + _EPS and not duty.excuses(_reached(duty.on, limit), work - limit):
        yield Breach("ArbZG 3", _reached(duty.on, limit), limit, work)


def _sunday(duty: _Duty) -> Iterable[Breach]:
    for drive in duty.drives if duty.limits.is_sunday_barred else ():
        sunday = (drive.start_min // _WEEK * _WEEK) + 6 * _DAY
        minutes = _minutes([drive], (sunday, sunday + 1_320.0))
        if minutes > _EPS:
            yield Breach("StVO 30", max(drive.start_min, sunday), 0.0, minutes)


def _rests(duties: Sequence[_Duty]) -> Iterable[Breach]:
    """Art. 8 (2) and (4): what lies within 24 h of the last rest's end is at least 11 h, or 9."""
    short_rests = 0
    for duty in duties:
        limits, span = duty.limits, duty.end - duty.start
        article = duty.article("561/2006 art. 8", "ArbZG 5")
        is_split = any(end - start >= _SPLIT_REST - _EPS for start, end in duty.off)
        is_split = is_split and limits.short_rests > 0
        is_late = span > _DAY - limits.rest_min + _EPS and not is_split
        is_early = duty.rest_min < limits.rest_min - _EPS and not is_split
        may_be_short = is_split or short_rests < limits.short_rests
        short_rests += is_late or is_early
        least = limits.short_rest_min if may_be_short and limits.short_rests else limits.rest_min
        if duty.rest_min < least - _EPS:
            yield Breach(article, duty.end, least, duty.rest_min)
        elif span > _DAY - least + _EPS:
            at_min = duty.start + _DAY - least
            if not duty.excuses(at_min, duty.end - at_min):
                yield Breach(article, at_min, least, _DAY - span)
        if duty.rest_min >= limits.weekly_rest_min - _EPS:
            short_rests = 0


def _six_days(duties: Sequence[_Duty]) -> Iterable[Breach]:
    """Art. 8 (6): a weekly rest starts within six periods of 24 h after the last one."""
    begun: float | None = None
    for duty in duties:
        begun = duty.start if begun is None else begun
        if duty.end > begun + duty.limits.week_span_min + _EPS:
            at_min = begun + duty.limits.week_span_min
            yield Breach("561/2006 art. 8", at_min, duty.limits.week_span_min, duty.end - begun)
        if duty.rest_min >= duty.limits.weekly_rest_min - _EPS:
            begun = None


def _days_of_driving(duties: Sequence[_Duty]) -> Iterable[Breach]:
    """Art. 6 (1): 9 h a day, 10 h twice a week."""
    long_days: dict[float, int] = {}
    for duty in duties:
        limits, week = duty.limits, duty.start // _WEEK
        driven = _minutes(duty.drives, (duty.start, duty.end))
        if driven <= limits.drive_day_min + _EPS:
            continue
        long_days[week] = long_days.get(week, 0) + 1
        is_long = long_days[week] <= limits.long_days
        limit = limits.drive_long_day_min if is_long else limits.drive_day_min
        at_min = _reached(duty.drives, limit)
        if driven > limit + _EPS and not duty.excuses(at_min, driven - limit):
            yield Breach("561/2006 art. 6", at_min, limit, driven)


def _weeks(duties: Sequence[_Duty]) -> Iterable[Breach]:
    """Art. 6 (2): 56 h of driving in a week. 2002/15 art. 4: 60 h of work; no overrun there."""
    for week in sorted({duty.end // _WEEK for duty in duties}):
        span = (week * _WEEK, (week + 1) * _WEEK)
        inside = [duty for duty in duties if duty.start < span[1] and duty.end > span[0]]
        drives = [a for duty in inside if duty.limits.drive_week_min < _WEEK for a in duty.drives]
        limit, driven = inside[-1].limits.drive_week_min, _minutes(drives, span)
        at_min = _reached(drives, limit)
        if driven > limit + _EPS and not inside[-1].excuses(at_min, driven - limit):
            yield Breach("561/2006 art. 6", at_min, limit, driven)
        work = [a for duty in inside for a in duty.on]
        limit, worked = inside[-1].limits.work_week_min, _minutes(work, span)
        if worked > limit + _EPS:
            yield Breach("2002/15 art. 4", _reached(work, limit), limit, worked)


def _nights(duties: Sequence[_Duty]) -> Iterable[Breach]:
    """Art. 7 (1): at most 10 h of work in any 24 h that hold night work; one breach a duty."""
    work = _joined(a for duty in duties for a in duty.on)
    at_night = [part for a in work for part in _night_parts(a, duties[0].limits)]
    for duty in duties if at_night else ():
        limit = duty.limits.night_work_min
        ends = {a.end_min for a in work} | {part.end_min + _DAY - 1.0 for part in at_night}
        for end in sorted(e for e in ends if duty.start < e <= duty.end + _EPS):
            span = (end - _DAY, end)
            worked = _minutes(work, span)
            if worked > limit + _EPS and _minutes(at_night, span) > _EPS:
                at_min, final = end - (worked - limit), _minutes(work, (duty.end - _DAY, duty.end))
                if not duty.excuses(at_min, max(worked, final) - limit):
                    yield Breach("2002/15 art. 7", at_min, limit, worked)
                break


def _joined(activities: Iterable[Activity]) -> list[Activity]:
    """The same work with as few activities as there are times off between."""
    joined: list[Activity] = []
    for a in activities:
        if joined and a.start_min <= joined[-1].end_min + _EPS:
            joined[-1] = Activity("work", joined[-1].start_min, max(joined[-1].end_min, a.end_min))
        else:
            joined.append(a)
    return joined


def _night_parts(a: Activity, limits: DutyLimits) -> Iterable[Activity]:
    for day in range(int(a.start_min // _DAY), int(a.end_min // _DAY) + 1):
        start = max(a.start_min, day * _DAY + limits.night_from_min)
        end = min(a.end_min, day * _DAY + limits.night_to_min)
        if end > start:
            yield Activity(a.kind, start, end)
