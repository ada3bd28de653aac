import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.law.law import Activity, Clock, audit, limits_of
from simulators.supply_chain.observations import City, OpenOrder, VehicleClass, Zone
from simulators.supply_chain.timing import RoadBook, Timing

SITES = 6
READY_MIN = 480.0
LOADING_MIN = 15.0


def a_city(*, has_hours: bool, minutes: float = 40.0, gross_t: float = 7.5) -> City:
    away = np.full((SITES, SITES), minutes)
    np.fill_diagonal(away, 0.0)
    kind = VehicleClass("truck", 100.0, 1000.0, gross_t, 50.0, 0.1, 30.0)
    return City(
        travel_min=away,
        distance_km=away / 2.0,
        hour_factor=tuple(1.2 if 7 <= hour < 9 else 1.0 for hour in range(24)),
        site_share=(1.0 / SITES,) * SITES,
        new_orders=(1.0,),
        waves_min=(480.0,),
        loading_min=LOADING_MIN,
        late_eur=10.0,
        late_eur_per_min=0.5,
        spot_multiple=2.0,
        spot_least_eur=18.0,
        kinds=(kind,),
        fleet=(3,),
        zones=(Zone("town"),),
        site_zone=(0,) * SITES,
        has_hours=has_hours,
    )


def an_order(
    number: int, open_min: float = 0.0, close_min: float = 2000.0, service_min: float = 10.0
) -> OpenOrder:
    site = 1 + number % (SITES - 1)
    return OpenOrder(number, site, open_min, close_min, 1.0, service_min, 0.0, False, 0.0)


def timed(orders: list[OpenOrder], clock: Clock | None = None, **of_city) -> Timing:
    book = RoadBook(a_city(has_hours=True, **of_city))
    return book.time(orders, READY_MIN, clock=clock)


ORDERS = st.builds(
    lambda number, open_min, width, service: an_order(number, open_min, open_min + width, service),
    st.integers(0, 20),
    st.floats(400.0, 1000.0),
    st.floats(20.0, 400.0),
    st.floats(2.0, 60.0),
)
ROUTES = st.lists(ORDERS, max_size=8)
GROSS_T = st.sampled_from([3.5, 7.5])


@settings(max_examples=150, deadline=None)
@given(ROUTES, st.floats(5.0, 80.0), GROSS_T)
def test_minutes_of_a_trip_add_up(orders, minutes, gross_t):
    timing = timed(orders, minutes=minutes, gross_t=gross_t)
    paid = timing.drive_min + timing.wait_min + sum(order.service_min for order in orders)
    assert timing.duration_min == pytest.approx(paid + LOADING_MIN * bool(orders))
    span = timing.return_min - timing.leave_min + LOADING_MIN * bool(orders)
    assert timing.break_min == pytest.approx(span - timing.duration_min)
    assert timing.break_min == 0.0 or timing.break_min >= 15.0 - 1e-9


@settings(max_examples=150, deadline=None)
@given(ROUTES, st.floats(5.0, 80.0), GROSS_T)
def test_the_short_way_of_timing_a_fresh_driver_gives_the_same(orders, minutes, gross_t):
    fresh = Clock(limits=limits_of(gross_t))
    short, whole = (
        msgspec.structs.astuple(timed(orders, clock, minutes=minutes, gross_t=gross_t))
        for clock in (None, fresh)
    )
    assert short[1] == pytest.approx(whole[1])
    assert (*short[:1], *short[2:]) == pytest.approx((*whole[:1], *whole[2:]))
    assert fresh == Clock(limits=limits_of(gross_t))


@settings(max_examples=100, deadline=None)
@given(ROUTES, st.floats(5.0, 80.0), GROSS_T)
def test_without_hours_there_are_no_breaks_and_else_nothing_changes(orders, minutes, gross_t):
    plain = RoadBook(a_city(has_hours=False, minutes=minutes, gross_t=gross_t))
    timing = timed(orders, minutes=minutes, gross_t=gross_t)
    free = plain.time(orders, READY_MIN)
    assert free.break_min == 0.0
    if timing.break_min == 0.0:
        assert timing == free
    else:
        assert timing.distance_km == free.distance_km
        assert timing.return_min >= free.return_min or timing.leave_min < free.leave_min


OPEN_DOORS = st.lists(st.builds(an_order, st.integers(0, 20), service_min=st.floats(2.0, 60.0)))


@settings(max_examples=100, deadline=None)
@given(OPEN_DOORS.filter(lambda orders: len(orders) < 10), st.floats(5.0, 60.0), GROSS_T)
def test_arrivals_leave_room_for_every_break_the_law_demands(orders, minutes, gross_t):
    timing = timed(orders, minutes=minutes, gross_t=gross_t)
    log = _logged(timing, orders, RoadBook(a_city(has_hours=True, minutes=minutes)))
    articles = {breach.article for breach in audit(log, limits_of(gross_t))}
    assert not articles & {"561/2006 art. 7", "2002/15 art. 5", "ArbZG 4"}


def _logged(timing: Timing, orders: list[OpenOrder], book: RoadBook) -> list[Activity]:
    """The trip without waiting: what is neither service nor driving is a break."""
    at_min, site = timing.leave_min, 0
    log = [Activity("work", at_min - LOADING_MIN, at_min)]
    for order, arrive_min in zip(orders, timing.arrive_min, strict=True):
        log += _leg(book, site, order.site, at_min, arrive_min)
        at_min, site = arrive_min + order.service_min, order.site
        log.append(Activity("work", arrive_min, at_min))
    return [*log, *_leg(book, site, 0, at_min, timing.return_min)]


def _leg(book: RoadBook, i: int, j: int, from_min: float, to_min: float) -> list[Activity]:
    """Driving that ends at `to_min`, at the pace of the quieter hour; before it a break."""
    drive_min = min(book.leg_min(i, j, from_min), book.leg_min(i, j, to_min))
    left_min = max(from_min, to_min - drive_min)
    return [Activity("break", from_min, left_min), Activity("drive", left_min, to_min)]


def test_a_truck_driver_stops_for_45_minutes_before_the_leg_that_would_be_too_long():
    orders = [an_order(number) for number in range(7)]  # 40 min of driving, 10 of service each
    timing = timed(orders)
    gaps = np.diff([*timing.arrive_min, timing.return_min])
    assert [round(gap) for gap in gaps] == [58, 50, 50, 50, 50, 95, 50]
    assert timing.break_min == 45.0


def test_a_van_driver_stops_for_half_an_hour_within_six_hours():
    orders = [an_order(number) for number in range(8)]
    timing = timed(orders, gross_t=3.5)
    assert timing.break_min == 30.0
    assert timed(orders[:5], gross_t=3.5).break_min == 0.0


def test_breaks_are_taken_while_waiting_for_a_door_to_open():
    first, fourth = an_order(0, close_min=550.0), an_order(3, open_min=800.0)
    orders = [first, an_order(1), an_order(2), fourth, an_order(4)]
    timing = timed(orders)
    plain = RoadBook(a_city(has_hours=False)).time(orders, READY_MIN)
    assert (timing.break_min, plain.wait_min - timing.wait_min) == (45.0, 45.0)
    assert timing.arrive_min == pytest.approx(plain.arrive_min)
    assert plain.duration_min - timing.duration_min == 45.0


def test_what_the_driver_has_done_before_decides_about_his_break():
    rested = Clock(limits=limits_of(7.5))
    rested.begin(120.0)
    rested.drive_until(120.0 + 250.0)
    busy = rested.copy()
    busy.work_until(READY_MIN - LOADING_MIN)
    assert timed([an_order(0)]).break_min == 0.0
    assert timed([an_order(0)], busy).break_min == 45.0
    assert timed([an_order(0)], rested).break_min == 0.0  # it was taken while he waited to load
