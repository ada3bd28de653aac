from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.actions import Shift, WeekDesign
from simulators.supply_chain.law.law import Activity, audit, limits_of
from simulators.supply_chain.observations import VehicleClass, Zone
from simulators.supply_chain.staff.roster import Roster, RosteredShift, roster, vehicle_kinds
from simulators.supply_chain.week import Week

DAY, H = 1440.0, 60.0
NAMES = ("van", "7.5 t", "18 t")
KINDS = tuple(
    VehicleClass(name, 100.0, 1000.0, gross_t, 50.0, 0.1, 30.0)
    for name, gross_t in zip(NAMES, (3.5, 7.5, 18.0), strict=True)
)
VAN, TRUCK, HEAVY = range(3)
ALL_DAYS = (0, 1, 2, 3, 4, 5)


def a_week(drivers: int = 10, fleet: tuple[int, ...] = (4, 2, 2), hub: int = 1) -> Week:
    return Week(
        name="week",
        x_km=(0.0, 1.0),
        y_km=(0.0, 0.0),
        site_zone=(0, 0),
        zones=(Zone("town"),),
        kinds=KINDS,
        fleet=fleet,
        travel_min=np.ones((2, 2)),
        distance_km=np.ones((2, 2)),
        orders=(),
        waves_min=(),
        loading_min=15.0,
        days=6,
        is_designed=True,
        drivers=drivers,
        hub=hub,
    )


def planned(*shifts: Shift, week: Week | None = None) -> Roster:
    return roster(WeekDesign(shifts), week or a_week())


SHIFTS = st.builds(
    Shift,
    days=st.lists(st.integers(0, 6), max_size=7).map(tuple),
    kind=st.integers(0, 3),
    count=st.integers(0, 6),
    start_min=st.integers(0, 95).map(lambda quarter: quarter * 15.0),
    hours=st.integers(4, 26).map(lambda half: half / 2),
    from_hub=st.booleans(),
)
DESIGNS = st.lists(SHIFTS, max_size=8)


def by(found: Roster, key: str) -> dict[int, list[RosteredShift]]:
    groups = defaultdict(list)
    for shift in found.shifts:
        groups[getattr(shift, key)].append(shift)
    return groups


def worked(shift: RosteredShift) -> list[Activity]:
    """The planned hours as plain work, with the planned break in its middle."""
    gross_t = KINDS[shift.kind].gross_t
    breaks = shift.planned_end_min - shift.start_min - shift.planned_hours * H
    parts = max(1, round(breaks / 15.0))
    step, at_min, log = shift.planned_hours * H / (parts + 1), shift.start_min, []
    for part in range(parts + 1):
        log.append(Activity("work", at_min, at_min + step, gross_t))
        if part < parts and breaks:
            log.append(Activity("break", at_min + step, at_min + step + 15.0, gross_t))
            at_min += 15.0
        at_min += step
    return log


@settings(max_examples=150, deadline=None)
@given(DESIGNS, st.integers(0, 12))
def test_no_roster_breaks_rest_or_48_hours_and_nobody_is_in_two_places(shifts, drivers):
    found = planned(*shifts, week=a_week(drivers))
    for own in by(found, "driver").values():
        assert sum(shift.planned_hours for shift in own) <= 48.0
        assert len({shift.day for shift in own}) == len(own)
        log = [activity for shift in own for activity in worked(shift)]
        articles = {breach.article for breach in audit(log, limits_of(7.5))}
        assert not articles - {"2002/15 art. 7"}  # breaks elsewhere than here: the clock's business
    for own in by(found, "vehicle").values():
        assert all(a.planned_end_min <= b.start_min for a, b in pairwise(own))
        assert len({shift.base for shift in own}) == 1
    assert all(found_shift.driver < drivers for found_shift in found.shifts)


@settings(max_examples=100, deadline=None)
@given(DESIGNS)
def test_every_wanted_shift_is_either_staffed_or_refused(shifts):
    found = planned(*shifts)
    wanted = sum(shift.count * len(set(shift.days)) for shift in shifts)
    assert len(found.shifts) + sum(refusal.count for refusal in found.refused) == wanted
    assert planned(*shifts) == found
    kinds = vehicle_kinds((4, 2, 2))
    assert all(kinds[shift.vehicle] == shift.kind for shift in found.shifts)


@settings(max_examples=50, deadline=None)
@given(DESIGNS)
def test_every_shift_knows_the_drivers_next_one(shifts):
    for own in by(planned(*shifts), "driver").values():
        ends = [shift.start_min for shift in own[1:]] + [float("inf")]
        assert [shift.next_start_min for shift in own] == ends
        assert all(shift.later_short_rests <= 3 for shift in own)


def test_work_is_spread_evenly():
    found = planned(Shift(ALL_DAYS, VAN, 2, 420.0, 8.0), week=a_week(drivers=4))
    hours: dict[int, float] = defaultdict(float)
    for shift in found.shifts:
        hours[shift.driver] += shift.planned_hours
    assert sorted(hours.values()) == [24.0] * 4


def test_planned_ends_hold_the_breaks_that_work_demands():
    ends = [
        planned(Shift((0,), VAN, 1, 420.0, hours)).shifts[0].planned_end_min - 420.0
        for hours in (6.0, 6.5, 9.0, 9.5)
    ]
    assert ends == [6 * H, 6.5 * H + 30, 9 * H + 30, 9.5 * H + 45]


def test_a_vehicle_serves_an_early_and_a_late_shift():
    week = a_week(fleet=(1, 0, 0))
    early, late = Shift((0,), VAN, 1, 300.0, 8.0), Shift((0,), VAN, 1, 820.0, 8.0)
    found = planned(late, early, week=week)
    assert [(s.vehicle, s.driver, s.start_min) for s in found.shifts] == [
        (0, 0, 300.0),
        (0, 1, 820.0),
    ]
    assert len(planned(early, Shift((0,), VAN, 1, 800.0, 8.0), week=week).refused) == 1


def test_short_rests_are_taken_only_where_nobody_has_had_a_full_one():
    late, early = Shift((0,), TRUCK, 1, 13 * H, 8.0), Shift((1,), TRUCK, 1, 7 * H, 8.0)
    assert [s.driver for s in planned(late, early, week=a_week(drivers=2)).shifts] == [0, 1]
    alone = planned(late, early, week=a_week(drivers=1))
    assert [s.driver for s in alone.shifts] == [0, 0]
    assert alone.shifts[0].later_short_rests == 0
    vans = [Shift(s.days, VAN, 1, s.start_min, s.hours) for s in (late, early)]
    assert [r.why for r in planned(*vans, week=a_week(drivers=1)).refused] == [
        "no driver is left who may work then"
    ]


def test_a_long_day_needs_a_short_rest_that_is_left():
    two_short = [Shift((0,), TRUCK, 1, 15 * H, 8.0), Shift((1,), TRUCK, 1, 10 * H, 8.0)]
    third = Shift((2,), TRUCK, 1, 5 * H, 12.5)  # from start to end more than 13 h
    for hours, refused in ((12.0, 0), (12.5, 1)):
        last = Shift((3,), TRUCK, 1, 8 * H, hours)
        found = planned(*two_short, third, last, week=a_week(drivers=1))
        assert len(found.refused) == refused


def test_a_night_shift_much_sooner_than_the_last_one_is_too_much_work():
    first = Shift((0,), TRUCK, 1, 20 * H, 9.5)
    for start_h, refused in ((20.0, 0), (19.5, 0), (19.0, 1)):
        second = Shift((1,), TRUCK, 1, start_h * H, 9.5)
        assert len(planned(first, second, week=a_week(drivers=1)).refused) == refused


def test_a_vehicle_is_free_at_the_minute_at_which_it_is_back():
    week, early = a_week(fleet=(1, 0, 0)), Shift((0,), VAN, 1, 300.0, 8.0)
    for start_min, refused in ((810.0, 0), (809.5, 1)):
        late = Shift((0,), VAN, 1, start_min, 8.0)
        assert len(planned(early, late, week=week).refused) == refused


REFUSED = [
    ("a van driver's eleven hours", Shift((0,), VAN, 1, 360.0, 11.0), "10 h allowed"),
    ("a truck driver's twelve hours", Shift((0,), TRUCK, 1, 360.0, 12.0), None),
    ("eleven hours at night", Shift((0,), TRUCK, 1, 20 * H, 11.0), "night work"),
    ("heavy into Sunday", Shift((5,), HEAVY, 1, 18 * H, 8.0), "Sunday"),
    ("light into Sunday", Shift((5,), TRUCK, 1, 18 * H, 8.0), None),
    ("heavy until midnight", Shift((5,), HEAVY, 1, 15 * H + 30, 8.0), None),
    ("a seventh day", Shift((6,), VAN, 1, 360.0, 8.0), "6 days"),
    ("no such class", Shift((0,), 3, 1, 360.0, 8.0), "class 3"),
    ("more than the fleet", Shift((0,), TRUCK, 3, 360.0, 8.0), "in use"),
]


@pytest.mark.parametrize(("shift", "why"), [row[1:] for row in REFUSED],
                         ids=[row[0] for row in REFUSED])  # fmt: skip
def test_what_cannot_be_staffed_is_refused_in_a_sentence(shift, why):
    refused = planned(shift).refused
    assert [why in refusal.why for refusal in refused] == ([True] if why else [])


def test_shifts_at_a_cross_dock_need_one():
    shift = Shift((0,), VAN, 1, 360.0, 8.0, from_hub=True)
    assert planned(shift).shifts[0].base == 1
    refusal = planned(shift, week=a_week(hub=-1)).refused[0]
    assert (refusal.day, refusal.count, refusal.start_min) == (0, 1, 360.0)
    assert refusal.why == "there is no cross-dock"


def test_an_absurd_design_is_refused_quickly():
    shifts = [Shift((0, 1, 2, 3, 4, 5), VAN, 200, 360.0, 8.0)] * 200
    found = planned(*shifts)
    assert len(found.shifts) == 4 * 6
    assert sum(refusal.count for refusal in found.refused) == 200 * 200 * 6 - 24
