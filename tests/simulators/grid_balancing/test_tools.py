"""What tools propose can be done: within powers, energies and minimum times."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.grid_balancing.observations import (
    Battery,
    BatteryState,
    FeedIn,
    GridFacts,
    Tick,
    Unit,
    UnitState,
)
from simulators.grid_balancing.tools import Tools

FACTS = GridFacts(
    is_island=True,
    days=7,
    batteries=(
        Battery("homes", 1.0, 2.0, 0.95, 15.0, 0.1, 0.95, True),
        Battery("large", 2.0, 4.0, 0.95, 15.0, 0.05, 0.95, False),
    ),
    hubs=(),
    contracts=(),
    units=(
        Unit("diesel", 0.6, 2.0, 260.0, 80.0, 60.0, 1, 4, 2),
        Unit("peaker", 0.3, 1.0, 340.0, 50.0, 30.0, 1, 4, 2),
        Unit("old diesel", 0.6, 2.0, 300.0, 80.0, 60.0, 1, 4, 2),
    ),
    feed_ins=(FeedIn("wind 0", "wind", 0, 5.0, 80.0),),
    feeders=1,
    tap_positions=19,
    tap_usual=9,
    vm_low_pu=0.965,
    vm_high_pu=1.055,
    band_hz=0.2,
    reserve_battery=1,
    lost_load_eur_per_mwh=10_000.0,
    car_eur_per_mwh=500.0,
    volt_per_mw=((0.004,),),
    volt_per_mvar=((0.006,),),
)
TOOLS = Tools(FACTS, lambda _request: None)


def tick(**changes: Any) -> Tick:
    usual = Tick(
        tick=0, quarter=0, weekday=0, ticks_left=96, load_mw=(4.0, 5.0), wind_mw=(1.0, 1.0),
        pv_mw=(0.0, 0.5), fed_in_mw=(1.0,), capped_mw=(0.0,), price_eur=(), plan_mw=0.0,
        imbalance_eur=0.0, short_share=0.0, import_mw=0.0, batteries=states(0.5, 0.5), hubs=(),
        contracts=(), units=(UnitState(0.0, False, 0, 0, False),) * 3, hz=50.0, hz_low=49.9,
        hz_high=50.1, largest_loss_mw=2.0, up_mw=2.0, down_mw=2.0, vm_low_pu=(1.0,),
        vm_high_pu=(1.02,), loading=0.5, tap=9,
    )  # fmt: skip
    return msgspec.structs.replace(usual, **changes)


def states(*socs: float) -> tuple[BatteryState, ...]:
    pairs = zip(FACTS.batteries, socs, strict=True)
    return tuple(BatteryState(soc * own.energy_mwh, 0.0, 0.0, 0.0) for own, soc in pairs)


units = st.tuples(
    *[
        st.builds(
            UnitState,
            mw=st.just(0.0),
            is_on=st.booleans(),
            starting_ticks=st.just(0),
            must_ticks=st.integers(0, 4),
            is_failed=st.booleans(),
        )
        for _ in range(3)
    ]
).map(
    lambda found: tuple(
        msgspec.structs.replace(u, is_on=u.is_on and not u.is_failed) for u in found
    )
)


@settings(deadline=None)  # a busy machine is no fault
@given(units, st.floats(-5, 12), st.floats(0, 3))
def test_units_are_committed_within_their_powers_and_minimum_times(
    states: tuple[UnitState, ...], needed_mw: float, spare_mw: float
) -> None:
    powers = TOOLS.commit(needed_mw, tick(units=states), spare_mw)
    for own, state, mw in zip(FACTS.units, states, powers, strict=True):
        assert mw == 0.0 or own.least_mw <= mw <= own.most_mw
        if state.is_on and state.must_ticks:
            assert mw > 0.0
        if state.is_failed or (not state.is_on and state.must_ticks):
            assert mw == 0.0


def test_the_cheapest_unit_runs_first_and_the_order_can_be_changed() -> None:
    running = tick(units=(UnitState(0.0, True, 0, 0, False),) * 3)
    assert TOOLS.commit(1.5, running) == (1.5, 0.0, 0.0)
    assert TOOLS.commit(1.5, running, order=(2, 0, 1)) == (0.0, 0.0, 1.5)
    assert TOOLS.commit(3.0, running) == pytest.approx((2.0, 0.0, 1.0))
    assert TOOLS.commit(1.5, running, spare_mw=1.0)[2] == 0.6


@settings(deadline=None)  # a busy machine is no fault
@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(-6, 6), st.floats(0.0, 2.0))
def test_batteries_take_what_is_left_over_and_no_more_than_they_can(
    home: float, large: float, rest_mw: float, reserve_mw: float
) -> None:
    now = tick(batteries=states(home, large))
    powers, missing_mw = TOOLS.even_out((0.0, 0.0), rest_mw, now, reserve_mw)
    assert sum(powers) + missing_mw == pytest.approx(rest_mw)
    assert abs(powers[1]) <= 2.0 - reserve_mw + 1e-12
    for k, mw in enumerate(powers):
        assert mw <= TOOLS.discharge_limit_mw(k, now.batteries[k]) + 1e-12
        assert -mw <= TOOLS.charge_limit_mw(k, now.batteries[k]) + 1e-12


def test_units_are_committed_so_that_the_largest_of_them_may_be_lost() -> None:
    running = tick(units=(UnitState(0.0, True, 0, 0, False),) * 3)
    full, empty = running, states(0.5, 0.05)
    assert TOOLS.commit(3.9, full, battery_mw=(0.0, 0.0)) == TOOLS.commit(3.9, full)
    without = msgspec.structs.replace(full, batteries=empty)
    assert all(mw > 0.0 for mw in TOOLS.commit(2.9, without, battery_mw=(0.0, 0.0)))
    assert TOOLS.commit(1.9, full, battery_mw=(0.0, 0.0)) == (1.9, 0.0, 0.0)
    assert TOOLS.commit(1.9, full, battery_mw=(0.0, 1.0))[2] > 0.0  # a busy battery replaces less


def test_a_feeder_counts_as_the_forecasts_say_less_its_own_load_and_what_is_cut_off() -> None:
    windy = tick(fed_in_mw=(3.0,), wind_mw=(3.0, 3.0), largest_loss_mw=3.5)
    assert TOOLS.feeder_mw(windy) == pytest.approx(3.0)
    assert TOOLS.feeder_mw(windy, -1.5) == pytest.approx(1.5)
    assert TOOLS.feeder_mw(msgspec.structs.replace(windy, largest_loss_mw=2.5)) == 2.5
    assert TOOLS.feeder_mw(msgspec.structs.replace(windy, wind_mw=(4.0, 4.0))) == pytest.approx(4.0)
    capped = msgspec.structs.replace(windy, capped_mw=(1.0,), largest_loss_mw=1.5)
    assert TOOLS.feeder_mw(capped, -1.0) == pytest.approx(1.5)
    assert TOOLS.feeder_mw(tick(fed_in_mw=(0.0,), wind_mw=(0.0, 0.0))) == 0.0


@settings(deadline=None)  # a busy machine is no fault
@given(st.floats(0.3, 0.8), st.floats(-6, 0), st.floats(0.0, 1.0), st.floats(0.0, 1.7))
def test_a_battery_yields_to_the_reserve_for_the_worst_feeder(
    soc: float, rest_mw: float, reserve_mw: float, feeder_mw: float
) -> None:
    now = tick(
        batteries=states(0.5, soc), fed_in_mw=(feeder_mw,), wind_mw=(feeder_mw,) * 2,
        pv_mw=(6.0, 6.0),
    )  # fmt: skip
    powers, short_mw, free_mw = TOOLS.even_out_secure(
        (0.0, 0.0), rest_mw, now, (0.0, 0.0, 0.0), reserve_mw
    )
    assert sum(powers) + short_mw == pytest.approx(rest_mw)
    assert free_mw >= reserve_mw - 1e-9
    assert free_mw >= 1.1 * TOOLS.feeder_mw(now, short_mw) - 1e-9
    assert free_mw == pytest.approx(TOOLS.free_mw(now, powers))


def test_units_that_run_stand_in_for_a_feeder_before_the_battery_yields() -> None:
    now = tick(units=(UnitState(0.6, True, 0, 0, False),) * 3, fed_in_mw=(1.4,), wind_mw=(1.4, 1.4))
    alone = TOOLS.even_out_secure((0.0, 0.0), -1.0, now, (0.0, 0.0, 0.0), 0.1)
    beside = TOOLS.even_out_secure((0.0, 0.0), -2.0, now, (0.6, 0.0, 0.0), 0.1)
    assert alone[2] >= 1.1 * 1.4 * (1.0 + 0.0)
    assert beside[2] < 1.1


def test_a_reserve_is_not_refilled_while_consumers_lack_power() -> None:
    low = tick(batteries=states(0.1, 0.1))
    charging, missing_mw = TOOLS.even_out((0.0, 0.0), 0.5, low, 1.0)
    powers, short_mw, free_mw = TOOLS.even_out_secure((0.0, 0.0), 0.5, low, (0.0, 0.0, 0.0), 1.0)
    assert missing_mw > 0.5 > 0.0 > charging[1]
    assert short_mw > 0.5  # consumers are still called
    assert powers == (0.0, 0.0)
    assert free_mw == TOOLS.free_mw(low, powers)


def test_the_rise_is_that_of_the_net_load_and_never_negative() -> None:
    assert TOOLS.rise_mw(tick(), 1) == pytest.approx(0.5)
    assert TOOLS.rise_mw(tick(load_mw=(4.0, 1.0)), 1) == 0.0
    assert TOOLS.rise_mw(tick(), 0) == 0.0


@settings(deadline=None)  # a busy machine is no fault
@given(st.floats(0.1, 0.95), st.floats(-9, 9))
def test_a_step_of_a_battery_keeps_its_range_and_loses_both_ways(soc: float, mw: float) -> None:
    done_mw, energy_mwh = TOOLS.step(0, 2.0 * soc, mw)
    assert abs(done_mw) <= min(1.0, abs(mw))
    assert 0.2 - 1e-12 <= energy_mwh <= 1.9 + 1e-12
    assert 2.0 * soc - energy_mwh >= done_mw * 0.25 - 1e-12


def test_the_tap_goes_against_the_voltage_and_rests_within_its_dead_band() -> None:
    assert TOOLS.tap_for(tick(vm_low_pu=(1.04,), vm_high_pu=(1.08,))) == 10
    assert TOOLS.tap_for(tick(vm_low_pu=(0.95,), vm_high_pu=(0.97,))) == 8
    assert TOOLS.tap_for(tick(vm_low_pu=(0.99,), vm_high_pu=(1.03,))) == 9
    assert TOOLS.tap_for(tick(tap=18, vm_low_pu=(1.04,), vm_high_pu=(1.08,))) == 18


def test_reactive_power_works_against_the_voltage_of_its_feeder() -> None:
    assert TOOLS.q_of_u(0, tick(vm_high_pu=(1.055,))) == pytest.approx(-0.33)
    assert TOOLS.q_of_u(0, tick(vm_high_pu=(1.02,))) == 0.0
    assert TOOLS.q_of_u(0, tick(vm_low_pu=(0.965,), vm_high_pu=(1.0,))) == pytest.approx(0.33)
