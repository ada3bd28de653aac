"""How long a driver may drive and work, by the permitted gross weight of the vehicle.

Above 3.5 t: Regulation (EC) 561/2006 on driving and rest, Directive 2002/15/EC on working time.
Up to 3.5 t: the working day of ten hours with rest and breaks as in German law (ArbZG 3 to 5); that
some states put vans under tachograph rules (Germany from 2.8 t, FPersV 1) is left out.
"""

import math

import msgspec

ROUNDING_MIN = 1e-6  # minutes that sums of floating-point times may be off
SHORTEST_BREAK_MIN = 15.0  # 2002/15 art. 5 (2): breaks may be divided into parts of 15 minutes
WEEK_MIN = 10_080.0
SUNDAY_FROM_MIN, SUNDAY_TO_MIN = 8_640.0, 9_960.0  # StVO 30 (3): Sunday 0 to 22 h
_VAN_T, _SUNDAY_T = 3.5, 7.5


class DutyLimits(msgspec.Struct, frozen=True):
    """Limits in minutes, infinite where there is none.

    drive_stretch_min, drive_break_min: 561/2006 art. 7: after 4.5 h of driving a break of 45 min;
    split_first_min, split_second_min: or one of 15 followed by one of 30 within that time.
    drive_day_min, drive_long_day_min, long_days: art. 6 (1): 9 h a day, 10 h twice a week.
    drive_week_min: art. 6 (2): 56 h. The 90 h of two weeks (art. 6 (3)) need two weeks: left out.
    rest_min, short_rest_min, short_rests: art. 8 (2) and (4): within 24 h of the end of the last
        rest a new one of 11 h, or 9 h at most three times between weekly rests.
    week_span_min: art. 8 (6): a weekly rest starts within six periods of 24 h.
    weekly_rest_min: art. 4 (h): at least 24 h; the 45 h of every other week are left out.
    work_stretch_min: 2002/15 art. 5 (1): no more than 6 h of work without a break;
    work_short_day_min, break_min: a working day of more than 6 h has breaks of 30 min;
    work_long_day_min, long_break_min: one of more than 9 h has breaks of 45 min.
    work_day_min: vans only, ArbZG 3: 10 h.
    work_week_min, work_mean_week_min: 2002/15 art. 4 (a): 60 h, 48 h on average. The average is
        what is planned: every rostered week keeps it.
    night_work_min: art. 7 (1) (a): 10 h in any 24 h in which there is night work;
    night_from_min, night_to_min: minutes of the day. Art. 3 (h) leaves at least four hours between
        0 and 7 h to national law: 0 to 4 h are assumed, as for goods in the United Kingdom.
    overrun_min: 561/2006 art. 12: to reach base, daily and weekly driving and the working span may
        be exceeded by an hour when what came could not be foreseen. It is taken here for every way
        back to base, which is wider than the article (the way to a weekly rest), and, by ArbZG 14
        (1) on extraordinary cases, for the ten hours of vans and of night workers: assumptions.
    is_sunday_barred: StVO 30 (3): above 7.5 t no driving on Sunday from 0 to 22 h.
    """

    drive_stretch_min: float = 270.0
    drive_break_min: float = 45.0
    split_first_min: float = 15.0
    split_second_min: float = 30.0
    drive_day_min: float = 540.0
    drive_long_day_min: float = 600.0
    long_days: int = 2
    drive_week_min: float = 3_360.0
    rest_min: float = 660.0
    short_rest_min: float = 540.0
    short_rests: int = 3
    week_span_min: float = 8_640.0
    weekly_rest_min: float = 1_440.0
    work_stretch_min: float = 360.0
    work_short_day_min: float = 360.0
    break_min: float = 30.0
    work_long_day_min: float = 540.0
    long_break_min: float = 45.0
    work_day_min: float = math.inf
    work_week_min: float = 3_600.0
    work_mean_week_min: float = 2_880.0
    night_work_min: float = 600.0
    night_from_min: float = 0.0
    night_to_min: float = 240.0
    overrun_min: float = 60.0
    is_sunday_barred: bool = False

    @property
    def span_min(self) -> float:
        """Longest time from the start of work to its end before a rest of full length: 13 h."""
        return 1_440.0 - self.rest_min

    @property
    def long_span_min(self) -> float:
        """The same before a short rest: 15 h; `span_min` where rests may not be short."""
        return 1_440.0 - (self.short_rest_min if self.short_rests else self.rest_min)


TRUCK = DutyLimits()
HEAVY_TRUCK = DutyLimits(is_sunday_barred=True)
VAN = DutyLimits(
    drive_stretch_min=math.inf,
    drive_day_min=math.inf,
    drive_long_day_min=math.inf,
    drive_week_min=math.inf,
    short_rests=0,
    week_span_min=math.inf,
    work_day_min=600.0,
    night_work_min=math.inf,
)


def limits_of(gross_t: float) -> DutyLimits:
    """The limits for drivers of a vehicle of `gross_t` tonnes permitted gross weight."""
    if gross_t <= _VAN_T:
        return VAN
    return HEAVY_TRUCK if gross_t > _SUNDAY_T else TRUCK


def breaks_owed_min(limits: DutyLimits, work_min: float) -> float:
    """Minutes of break that belong to a day with so much work: 0, 30 or 45 (2002/15 art. 5)."""
    if work_min <= limits.work_short_day_min + ROUNDING_MIN:
        return 0.0
    is_long = work_min > limits.work_long_day_min + ROUNDING_MIN
    return limits.long_break_min if is_long else limits.break_min


def sunday_ban_min(gross_t: float, from_min: float, to_min: float) -> float:
    """Minutes of a drive that fall into the Sunday ban (StVO 30 (3)); 0 up to 7.5 t.

    Minutes count from Monday 0 h; public holidays are left out.
    """
    if gross_t <= _SUNDAY_T:
        return 0.0
    first, last = int(from_min // WEEK_MIN), int(to_min // WEEK_MIN)
    return sum(
        max(
            0.0,
            min(to_min, week * WEEK_MIN + SUNDAY_TO_MIN)
            - max(from_min, week * WEEK_MIN + SUNDAY_FROM_MIN),
        )
        for week in range(first, last + 1)
    )
