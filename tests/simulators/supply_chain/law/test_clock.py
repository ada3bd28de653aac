import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.law.law import Activity, Clock, DutyLimits, audit, limits_of
from tests.simulators.supply_chain.driven import Driver, Drop

DAY = 1440.0
MINUTES = st.floats(0.5, 100.0)
DROPS = st.builds(
    Drop,
    wait_min=st.one_of(st.just(0.0), st.floats(0.0, 60.0), st.floats(0.0, 700.0)),
    drive_min=MINUTES,
    work_min=MINUTES,
    home_min=MINUTES,
)
STARTS = st.floats(0.0, 1439.0)
GROSS_T = st.sampled_from([3.5, 7.5, 18.0])
SHIFTS = st.lists(st.tuples(st.floats(-180.0, 180.0), st.lists(DROPS, max_size=20)), max_size=6)


def fresh(gross_t: float, at_min: float = 360.0) -> Clock:
    clock = Clock(limits=limits_of(gross_t))
    clock.begin(at_min)
    return clock


def after(text: str, gross_t: float = 7.5, at_min: float = 360.0) -> Clock:
    """A clock after some minutes of d driving, w work, b break."""
    clock = fresh(gross_t, at_min)
    for token in text.split():
        until = clock.now_min + float(token[:-1])
        {"d": clock.drive_until, "w": clock.work_until, "b": clock.break_until}[token[-1]](until)
    return clock


def a_week(
    start: float,
    shifts: list[tuple[float, list[Drop]]],
    gross_t: float,
    unforeseen_min: float = 0.0,
) -> Driver:
    driver = Driver(Clock(limits=limits_of(gross_t)))
    for day, (shifted, drops) in enumerate(shifts):
        driver.shift(max(0.0, day * DAY + start + shifted), drops, unforeseen_min)
    return driver


def strict(gross_t: float) -> DutyLimits:
    return msgspec.structs.replace(limits_of(gross_t), overrun_min=0.0)


@settings(max_examples=120, deadline=None)
@given(STARTS, SHIFTS, GROSS_T)
def test_a_week_driven_by_the_clock_is_lawful_without_any_overrun(start, shifts, gross_t):
    assert audit(a_week(start, shifts, gross_t).log, strict(gross_t)) == ()


@settings(max_examples=80, deadline=None)
@given(STARTS, SHIFTS, GROSS_T, st.floats(0.0, 60.0))
def test_an_unforeseen_hour_on_the_way_home_is_excused(start, shifts, gross_t, unforeseen_min):
    driver = a_week(start, shifts[:1], gross_t, unforeseen_min)
    articles = {breach.article for breach in audit(driver.log, limits_of(gross_t))}
    assert not articles - {
        "561/2006 art. 7",
        "2002/15 art. 5",
        "ArbZG 4",  # a leg beyond its stretch
        "2002/15 art. 7",  # past midnight, where an evening becomes night work
    }


@settings(max_examples=80, deadline=None)
@given(STARTS, st.lists(st.tuples(GROSS_T, st.lists(DROPS, max_size=15)), max_size=6))
def test_a_driver_may_change_between_vans_and_trucks(start, shifts):
    clock = Clock(limits=limits_of(7.5))
    log: list[Activity] = []
    for day, (gross_t, drops) in enumerate(shifts):
        at_min = max(start + day * DAY, clock.earliest_start_min())
        driver = Driver(clock, gross_t, log)
        driver.clock.begin(at_min, limits=limits_of(gross_t))
        for drop in drops:
            if not driver.clock.fits(((drop.drive_min, drop.work_min), (drop.home_min, 0.0))):
                break
            driver.go(drop.drive_min, drop.work_min)
            driver.go(drop.home_min, 0.0)
    assert audit(log, limits_of(7.5)) == ()


FULL_DAY = [Drop(0.0, 30.0, 15.0, 20.0)] * 40


@settings(max_examples=60, deadline=None)
@given(st.floats(240.0, 480.0), GROSS_T)
def test_a_log_without_its_breaks_is_found_out(start, gross_t):
    log = a_week(start, [(0.0, FULL_DAY)], gross_t).log
    mutated = [Activity("work", a.start_min, a.end_min) if a.kind == "break" else a for a in log]
    assert mutated != log
    assert audit(mutated, limits_of(gross_t))


@settings(max_examples=60, deadline=None)
@given(st.floats(240.0, 480.0), GROSS_T, st.floats(0.01, 60.0))
def test_a_stop_after_the_last_lawful_minute_is_found_out(start, gross_t, more_min):
    driver = a_week(start, [(0.0, FULL_DAY)], gross_t)
    clock = driver.clock
    clock.work_until(clock.now_min + clock.work_left_min())
    last = Activity("work", driver.log[-1].end_min, clock.now_min)
    late = Activity("work", clock.now_min, clock.now_min + more_min)
    assert audit([*driver.log, last, late], limits_of(gross_t))


@settings(max_examples=60, deadline=None)
@given(st.floats(0.0, 600.0), GROSS_T, st.floats(0.01, 60.0))
def test_a_rest_that_is_cut_short_is_found_out(start, gross_t, sooner_min):
    driver = a_week(start, [(0.0, FULL_DAY[:6])] * 2, gross_t)
    limits = msgspec.structs.replace(limits_of(gross_t), short_rests=0)
    end = max(a.end_min for a in driver.log if a.end_min < start + DAY)
    begin = end + limits.rest_min - sooner_min
    first = [a for a in driver.log if a.end_min <= end]
    assert audit(first, limits) == ()
    assert audit([*first, Activity("work", begin, begin + 30.0)], limits)


@settings(max_examples=80, deadline=None)
@given(GROSS_T, st.lists(st.tuples(st.floats(0.0, 900.0), MINUTES), max_size=6))
def test_no_waiting_however_long_breaks_the_law_on_breaks(gross_t, waits):
    driver = Driver(fresh(gross_t))
    for wait_min, drive_min in waits:
        driver.wait(wait_min)
        driver.go(drive_min, 0.0)
    articles = {breach.article for breach in audit(driver.log, limits_of(gross_t))}
    assert not articles & {"561/2006 art. 7", "2002/15 art. 5", "ArbZG 4"}


DUE = [
    # what was done, next leg, work at its end, break due for a truck, and for a van
    ("", 270.0, 0.0, 0.0, 0.0),
    ("", 271.0, 0.0, 0.0, 0.0),
    ("200d", 70.0, 0.0, 0.0, 0.0),
    ("200d", 71.0, 0.0, 45.0, 0.0),
    ("200d 15b", 71.0, 0.0, 30.0, 0.0),
    ("200d 14b", 71.0, 0.0, 45.0, 0.0),
    ("1d", 270.0, 0.0, 45.0, 0.0),
    ("200d 20b 20b", 71.0, 0.0, 30.0, 0.0),
    ("200d 44b", 71.0, 0.0, 30.0, 0.0),
    ("200d 45b", 71.0, 0.0, 0.0, 0.0),
    ("100d 15b 100d 30b", 270.0, 0.0, 0.0, 0.0),
    ("300w", 30.0, 30.0, 0.0, 0.0),
    ("300w", 30.0, 31.0, 30.0, 30.0),
    ("300w 15b", 30.0, 31.0, 15.0, 15.0),
    ("300w 29b", 30.0, 31.0, 15.0, 15.0),
    ("300w 30b", 30.0, 210.0, 0.0, 0.0),
    ("300w 30b", 30.0, 211.0, 15.0, 15.0),
    ("300w 45b", 30.0, 300.0, 0.0, 0.0),
    ("60w 45b", 30.0, 331.0, 0.0, 0.0),
    ("60w 45b 1w", 30.0, 330.0, 15.0, 15.0),
    ("60w 45b 300w 15b", 30.0, 211.0, 0.0, 0.0),
]


@pytest.mark.parametrize(("text", "drive_min", "work_min", "truck_min", "van_min"), DUE)
def test_a_break_is_due_to_the_minute(text, drive_min, work_min, truck_min, van_min):
    assert after(text).break_due_min(drive_min, work_min) == truck_min
    assert after(text, 3.5).break_due_min(drive_min, work_min) == van_min


@given(st.lists(st.tuples(st.floats(0.0, 400.0), st.floats(0.0, 400.0)), max_size=6), GROSS_T)
def test_after_a_break_that_was_due_none_is_due_for_the_same(legs, gross_t):
    clock = fresh(gross_t)
    for drive_min, work_min in legs:
        clock.break_until(clock.now_min + clock.break_due_min(drive_min, work_min))
        assert clock.break_due_min(drive_min, work_min) == 0.0
        clock.drive_until(clock.now_min + drive_min)
        clock.work_until(clock.now_min + work_min)


def test_what_is_left_to_drive_knows_the_two_long_days():
    clock = after("270d 45b 270d")
    assert clock.drive_left_min() == 60.0
    for day in (1, 2, 3):
        clock.drive_until(clock.now_min + 30.0)
        clock.begin(360.0 + day * DAY)
        for minutes in (270.0, 270.0):
            clock.drive_until(clock.now_min + minutes)
            clock.break_until(clock.now_min + 45.0)
        assert clock.drive_left_min() == (60.0 if day < 2 else 0.0)


def test_a_driver_must_be_back_in_time_for_his_rest():
    assert fresh(7.5).back_by_min() == 360.0 + 15 * 60.0
    assert fresh(3.5).back_by_min() == 360.0 + 10 * 60.0 + 45.0
    clock = Clock(limits=limits_of(7.5))
    clock.begin(360.0, next_start_min=360.0 + 23 * 60.0)
    assert clock.back_by_min() == 360.0 + 14 * 60.0
    clock = Clock(limits=limits_of(7.5))
    clock.begin(360.0, reserved_short_rests=3)
    assert clock.back_by_min() == 360.0 + 13 * 60.0


def test_a_heavy_truck_is_back_an_hour_before_sunday():
    assert fresh(18.0, 5 * DAY + 720.0).back_by_min() == 6 * DAY - 60.0
    assert fresh(7.5, 5 * DAY + 960.0).back_by_min() > 6 * DAY


def test_a_heavy_truck_has_no_work_on_sunday_before_22_h():
    assert fresh(18.0, 6 * DAY).work_left_min() == 0.0
    assert not fresh(18.0, 6 * DAY + 600.0).fits(((1.0, 1.0),))
    assert fresh(18.0, 6 * DAY + 22 * 60.0).work_left_min() > 0.0


def test_ten_hours_bind_as_soon_as_the_shift_reaches_the_night():
    assert fresh(7.5, 15 * 60.0).work_left_min() == 600.0
    assert fresh(7.5, 12 * 60.0).work_left_min() == 12 * 60.0 - 45.0
    assert fresh(7.5, 1 * 60.0).work_left_min() == 600.0
    assert math.isclose(after("300w 45b", at_min=20 * 60.0).work_left_min(), 300.0)


def test_short_rests_run_out():
    clock = fresh(7.5)
    for _ in range(3):
        clock.work_until(clock.now_min + 300.0)
        assert clock.earliest_start_min() == clock.now_min + 540.0
        clock.begin(clock.earliest_start_min())
    clock.work_until(clock.now_min + 300.0)
    assert clock.earliest_start_min() == clock.now_min + 660.0
    clock.begin(clock.now_min + 1440.0)
    assert clock.earliest_start_min() == clock.now_min + 540.0


def test_a_break_that_will_be_owed_is_taken_while_waiting():
    clock = after("200w")
    assert clock.wait_until(clock.now_min + 60.0) == 30.0
    assert clock.work_today_min == 230.0
    assert after("100w").wait_until(360.0 + 160.0) == 0.0
    assert after("200w").wait_until(360.0 + 200.0 + 14.0) == 0.0
    assert after("91d").wait_until(360.0 + 91.0 + 60.0) == 45.0
    assert after("91d", 3.5).wait_until(360.0 + 91.0 + 60.0) == 0.0


def test_what_was_worked_is_known_without_its_breaks():
    assert after("100w 50d 20b 10b 30w").worked == ((360.0, 510.0), (540.0, 570.0))


def test_a_copy_goes_its_own_way():
    clock = after("100d")
    ahead = clock.copy()
    ahead.drive_until(ahead.now_min + 100.0)
    assert (clock.drive_today_min, ahead.drive_today_min) == (100.0, 200.0)
