"""Work within any 24 hours: intervals of work, ascending and apart, as a driver's clock keeps them.

Looking back from a moment that moves on while the driver works, the work within the last 24 hours
never falls: what leaves the window is at most what enters it. So a limit is passed once only.
"""

from simulators.supply_chain.law.duty import ROUNDING_MIN

Interval = tuple[float, float]
Intervals = tuple[Interval, ...]
_DAY_MIN = 1_440.0


def is_at_night(intervals: Intervals, after_min: float, night: Interval) -> bool:
    """Whether some of the work after `after_min` lies in the `night`, two minutes of the day."""
    for start, end in intervals:
        begin = max(start, after_min)
        day = begin // _DAY_MIN * _DAY_MIN
        while day + night[0] < end:
            if min(end, day + night[1]) - max(begin, day + night[0]) > ROUNDING_MIN:
                return True
            day += _DAY_MIN
    return False


def left_in_day(earlier: Intervals, today_min: float, now_min: float, limit_min: float) -> float:
    """Minutes of work from now on until some 24 hours hold `limit_min` of it; negative: they do.

    earlier: work of former shifts. today_min: work of this shift, all within the last 24 hours.
    """
    left, at_min = limit_min - today_min, now_min
    since = now_min - _DAY_MIN
    left -= sum(end - max(start, since) for start, end in earlier if end > since)
    if left <= 0.0:
        return left
    for start, end in earlier:
        free = max(0.0, start + _DAY_MIN - at_min)
        if free >= left:
            break
        left -= free
        at_min = max(at_min, end + _DAY_MIN)
    return at_min + left - now_min
