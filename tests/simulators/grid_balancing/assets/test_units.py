import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.grid_balancing.assets.units import Units
from simulators.grid_balancing.observations import TICK_H, Unit

DIESEL = Unit("d", 0.6, 2.0, 260.0, 80.0, 60.0, start_ticks=1, least_up_ticks=4, least_down_ticks=3)


def one(*, are_on: bool = False) -> Units:
    return Units([DIESEL], are_on=are_on)


def played(units: Units, wishes: list[float]) -> tuple[list[float], int]:
    """Powers and refusals of the first unit."""
    powers, refusals = [], 0
    for wish in wishes:
        allowed, refused = units.clip((wish,))
        units.run(allowed)
        powers.append(float(allowed[0]))
        refusals += refused
    return powers, refusals


def test_a_unit_gives_power_only_after_its_start():
    assert played(one(), [1.0, 1.0, 1.5]) == ([0.0, 1.0, 1.5], 0)


def test_a_unit_stays_on_and_off_for_its_minimum_times():
    powers, refusals = played(one(), [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0])
    assert powers == [0.0, 1.0, 0.6, 0.6, 0.6, 0.0, 0.0, 0.0, 0.0, 1.0]
    assert refusals == 3 + 2


def test_what_is_below_least_load_or_above_full_power_is_refused():
    assert played(one(are_on=True), [0.3, 5.0]) == ([0.6, 2.0], 2)


@given(st.lists(st.tuples(st.floats(-1e4, 1e4), st.integers(0, 40)), max_size=80))
def test_power_is_always_zero_or_within_the_units_range_and_never_from_one_that_is_away(ticks):
    units, away = one(are_on=True), 0
    for wish, fault in ticks:
        allowed, _ = units.clip((wish,))
        mw = float(allowed[0])
        assert mw == 0.0 or DIESEL.least_mw <= mw <= DIESEL.most_mw
        assert not (away and mw)
        if fault > 35:
            units.fail(0, fault)
            away, mw = max(away, fault), 0.0
        units.run((mw,))
        away = max(0, away - 1)
        assert units.observe()[0].is_failed == (away > 0)


@given(st.lists(st.floats(0.0, 3.0), max_size=80))
def test_a_unit_is_never_turned_round_faster_than_its_minimum_times(wishes):
    units, since, was_on = one(), 99, False
    for wish in wishes:
        allowed, _ = units.clip((wish,))
        is_on = bool(allowed[0] > 0.0)
        if is_on != was_on:
            assert since >= (DIESEL.least_up_ticks if was_on else DIESEL.least_down_ticks)
            since, was_on = 0, is_on
        since += 1
        units.run(allowed)


def test_full_power_costs_its_price_per_mwh_and_idling_its_own():
    full, idle = one(are_on=True), one(are_on=True)
    played(full, [2.0] * 4)
    assert full.fuel_eur() == pytest.approx(260.0 * 2.0)
    for _ in range(4):
        idle.clip((0.6,))
        idle.run((0.0,))  # nobody took its power
    assert idle.fuel_eur() == pytest.approx(80.0)


def test_a_start_that_is_taken_back_is_paid_all_the_same():
    units = Units([msgspec.structs.replace(DIESEL, start_ticks=3)], are_on=False)
    assert played(units, [1.0, 1.0, 0.0, 0.0]) == ([0.0] * 4, 0)
    assert units.starts_eur() == 60.0
    assert units.fuel_eur() == 0.0


def test_headroom_counts_running_units_only():
    units = Units([DIESEL, DIESEL], are_on=False)
    units.clip((1.0, 0.0))
    units.run((0.0, 0.0))
    assert list(units.headroom_mw((1.0, 0.0))) == pytest.approx([0.4, 1.0])
    assert units.running_mw() == 2.0


def test_a_unit_that_trips_gives_what_it_gave_until_then_and_comes_back_off():
    units = one(are_on=True)
    units.clip((1.0,))
    units.fail(0, 2)
    units.run((0.4,))
    assert units.machines[0].mwh == pytest.approx(0.4 * TICK_H)
    powers, refusals = played(units, [1.0, 1.0, 1.0])
    assert (powers, refusals) == ([0.0, 0.0, 1.0], 1)
