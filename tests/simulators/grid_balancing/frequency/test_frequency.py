"""The frequency is that of full machine models, of an ODE solver, and of closed forms."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from simulators.grid_balancing.frequency.frequency import (
    DroopBattery,
    Governor,
    Secondary,
    Shedding,
    Swing,
    at_rest,
    energy_mwh,
    reconnected,
    respond,
    shed_stages,
    with_energy,
)
from simulators.grid_balancing.frequency.quality import quality
from simulators.grid_balancing.frequency.usual_swings import continental, island, island_battery
from tests.simulators.grid_balancing.ieee39 import NOMINAL_HZ, TRIPS, without


def after_loss(swing, loss_mw, seconds=60.0):
    steps = round(seconds / swing.step_s)
    start = at_rest(len(swing.shedding.hz))
    return respond(swing, start, np.full(steps, -loss_mw), use_numba=False)


@pytest.mark.parametrize("unit", TRIPS)
@pytest.mark.parametrize(("step_s", "share"), [(1.0, 0.05), (0.1, 0.073)])
def test_dips_after_unit_trips_are_those_of_full_machine_models(unit, step_s, share):
    loss_mw, lowest_hz, settled_hz = TRIPS[unit]
    response, _ = after_loss(without(unit, step_s=step_s), loss_mw, seconds=38.0)
    dip = NOMINAL_HZ - lowest_hz
    assert NOMINAL_HZ - response.hz.min() == pytest.approx(dip, rel=share)
    assert response.hz[-1] == pytest.approx(settled_hz, abs=0.005)


@pytest.mark.parametrize(
    ("swing", "loss_mw", "lowest_hz", "stages", "shed_mw"),
    [
        (island(battery=island_battery()), 1.0, 49.705, 0, 0.0),
        (island(), 1.0, 49.059, 0, 0.0),
        (island(battery=island_battery()), 2.0, 49.421, 0, 0.0),
        (island(), 2.0, 48.524, 3, 1.28),
        (island(diesel_up_mw=0.5), 2.0, 48.235, 4, 1.76),
        (island(inertia_s=0.8), 1.0, 48.78, 1, 0.4),
    ],
)
def test_an_island_sheds_what_an_independent_prototype_shed(
    swing, loss_mw, lowest_hz, stages, shed_mw
):
    response, state = after_loss(swing, loss_mw)
    assert 50.0 - response.hz.min() == pytest.approx(50.0 - lowest_hz, rel=0.1)
    assert shed_stages(state) == stages
    assert response.shed_mw[-1] == pytest.approx(shed_mw)


@pytest.mark.parametrize("inertia_s", [3.0, 4.0, 5.0, 6.0])
def test_continental_europe_survives_the_loss_of_its_largest_incident(inertia_s):
    response, _ = after_loss(continental(inertia_s=inertia_s), 3_000.0, seconds=600.0)
    assert 49.50 <= response.hz.min() <= 49.65
    assert 49.81 <= response.hz[-1] <= 49.82


def test_the_frequency_first_falls_as_inertia_alone_says():
    swing = island()
    response, _ = after_loss(swing, 1.0, seconds=0.1)
    fall = 1.0 * swing.nominal_hz / (2.0 * swing.kinetic_mws)
    assert (50.0 - response.hz[0]) / 0.1 == pytest.approx(fall, rel=0.12)


@given(st.floats(0.1, 0.8), st.floats(0.5, 3.0), st.floats(0.0, 3.0))
def test_droops_and_self_regulation_share_a_lasting_loss(loss_mw, gain, battery_gain):
    swing = Swing(
        kinetic_mws=15.0,
        load_mw=8.0,
        governor=Governor(mw_per_hz=gain, low_mw=-9.0, high_mw=9.0, valve_s=0.5),
        battery=DroopBattery(mw_per_hz=battery_gain, low_mw=-9.0, high_mw=9.0),
        self_regulation_per_hz=0.02,
        step_s=0.1,
    )
    response, _ = after_loss(swing, loss_mw, seconds=120.0)
    settled = loss_mw / (gain + battery_gain + 0.02 * 8.0)
    assert 50.0 - response.hz[-1] == pytest.approx(settled, rel=1e-3)


def by_ode(swing, imbalance_mw, seconds):
    """The same model, without limits, by scipy's adaptive solver."""
    momentum = 2.0 * swing.kinetic_mws / swing.nominal_hz
    damping = swing.self_regulation_per_hz * swing.load_mw
    governor, battery = swing.governor, swing.battery

    def slope(_, y):
        f, valve, power, signal = y
        beyond = np.sign(f) * max(0.0, abs(f) - battery.dead_band_hz)
        return [
            (imbalance_mw + valve + power - damping * f) / momentum,
            (signal - governor.mw_per_hz * f - valve) / governor.valve_s,
            (-battery.mw_per_hz * beyond - power) / battery.lag_s,
            -swing.secondary.per_s * swing.secondary.bias_mw_per_hz * f,
        ]

    at = np.arange(1, round(seconds / 0.1) + 1) * 0.1
    done = solve_ivp(
        slope, (0.0, seconds), [0.0] * 4, t_eval=at, rtol=1e-9, atol=1e-9, max_step=0.02
    )
    return 50.0 + done.y[0]


@pytest.mark.parametrize("battery", [None, island_battery(), island_battery(0.4)])
def test_the_kernel_follows_an_adaptive_solver(battery):
    swing = island(battery=battery)
    swing = msgspec.structs.replace(
        swing, shedding=Shedding(), secondary=msgspec.structs.replace(swing.secondary, every_s=0.0)
    )
    wanted = by_ode(swing, -0.8, 30.0)
    dip = 50.0 - wanted.min()
    ours, _ = after_loss(swing, 0.8, seconds=30.0)
    fine, _ = after_loss(msgspec.structs.replace(swing, step_s=0.01), 0.8, seconds=30.0)
    assert np.abs(ours.hz - wanted).max() < 0.1 * dip
    assert ours.hz.min() == pytest.approx(wanted.min(), abs=0.05 * dip)
    assert np.abs(fine.hz[9::10] - wanted).max() < 0.002 * dip


swings = st.builds(
    island,
    load_mw=st.floats(2.0, 12.0),
    diesel_up_mw=st.floats(0.0, 3.0),
    battery=st.none() | st.builds(island_battery, st.floats(0.1, 1.5)),
    inertia_s=st.floats(0.8, 2.0),
)


@settings(max_examples=40, deadline=None)
@given(swings, st.integers(0, 10_000), st.floats(0.0, 2.0))
def test_the_compiled_kernel_and_its_plain_twin_give_the_same_numbers(swing, seed, spread):
    pytest.importorskip("numba", reason="the compiled kernel needs numba: ruleloop[grid]")
    imbalance = np.random.default_rng(seed).normal(0.0, 1.0, 40).repeat(10) * spread
    start = with_energy(at_rest(6), above_empty_mwh=0.002, below_full_mwh=0.002)
    one, one_state = respond(swing, start, imbalance)
    two, two_state = respond(swing, start, imbalance, use_numba=False)
    assert one_state == two_state
    for field in ("hz", "governor_mw", "battery_mw", "shed_mw"):
        assert np.array_equal(getattr(one, field), getattr(two, field))


def test_a_day_in_pieces_is_the_day_in_one():
    swing, rng = island(battery=island_battery()), np.random.default_rng(5)
    imbalance = rng.normal(0.0, 0.4, 1_800)
    whole, wanted = respond(swing, at_rest(6), imbalance)
    first, state = respond(swing, at_rest(6), imbalance[:700])
    second, state = respond(swing, state, imbalance[700:])
    assert state == wanted
    assert np.array_equal(np.concatenate([first.hz, second.hz]), whole.hz)


def test_secondary_control_brings_the_frequency_back():
    response, _ = after_loss(island(), 0.6, seconds=900.0)
    assert response.hz.min() < 49.6
    assert response.hz[-1] == pytest.approx(50.0, abs=0.01)


def test_secondary_control_is_split_as_asked():
    swing = Swing(
        kinetic_mws=15.0,
        load_mw=8.0,
        governor=Governor(mw_per_hz=2.0, low_mw=-3.0, high_mw=3.0, valve_s=1.0),
        battery=DroopBattery(low_mw=-2.0, high_mw=2.0),
        secondary=Secondary(
            per_s=0.02, bias_mw_per_hz=2.0, low_mw=-5.0, high_mw=5.0, to_governor=0.3,
            to_battery=0.7,
        ),
        step_s=0.1,
    )  # fmt: skip
    response, _ = after_loss(swing, 1.0, seconds=1_200.0)
    assert response.governor_mw[-1] == pytest.approx(0.3, abs=0.01)
    assert response.battery_mw[-1] == pytest.approx(0.7, abs=0.01)


@pytest.mark.parametrize("plan_mw", [0.0, 0.5])
def test_an_empty_battery_helps_no_longer_and_the_island_sheds(plan_mw):
    battery = msgspec.structs.replace(island_battery(), plan_mw=plan_mw)
    swing, loss = island(battery=battery), np.full(600, -2.0)
    full = with_energy(at_rest(6), above_empty_mwh=1.0, below_full_mwh=1.0)
    empty = with_energy(at_rest(6), above_empty_mwh=0.0, below_full_mwh=1.0)
    helped, state = respond(swing, full, loss)
    assert shed_stages(state) == 0
    alone, state = respond(swing, empty, loss)
    assert shed_stages(state) >= 3
    assert alone.battery_mw[:15] == pytest.approx(-plan_mw)
    assert energy_mwh(state)[0] > -2.0 * 0.1 / 3_600.0  # at most what one step can take
    assert helped.battery_mw.max() > 1.0


def test_energy_that_left_a_battery_is_what_it_delivered_and_what_it_lost():
    battery = DroopBattery(mw_per_hz=4.0, low_mw=-2.0, high_mw=2.0, plan_mw=0.2, efficiency=0.9)
    swing, rng = island(battery=battery), np.random.default_rng(8)
    start = with_energy(at_rest(6), above_empty_mwh=3.0, below_full_mwh=2.0)
    response, state = respond(swing, start, rng.normal(-0.2, 0.8, 900))
    total = 0.2 + response.battery_mw
    out, back = total.clip(min=0.0).sum() / 36_000.0, -total.clip(max=0.0).sum() / 36_000.0
    above, below = energy_mwh(state)
    assert out > 0.0
    assert back > 0.0
    assert 3.0 - above == pytest.approx(out / 0.9 - back * 0.9)
    assert above + below == pytest.approx(5.0)


def test_relays_wait_for_their_delay():
    swing = msgspec.structs.replace(island(), shedding=Shedding((49.5,), (0.05,), delay_s=0.35))
    dip = np.concatenate([np.full(6, -1.2), np.full(60, 0.9)])
    _, state = respond(swing, at_rest(1), dip)
    slow = msgspec.structs.replace(swing, shedding=Shedding((49.5,), (0.05,), delay_s=3.0))
    _, patient = respond(slow, at_rest(1), dip)
    assert shed_stages(state) == 1
    assert shed_stages(patient) == 0
    again = reconnected(state)
    assert shed_stages(again) == 0
    assert again.values[0] == state.values[0]


def test_quality_counts_what_was_outside_and_how_fast_it_went():
    down = np.linspace(50.0, 49.0, 11)
    hz = np.concatenate([np.full(50, 50.0), down, down[::-1], np.full(50, 50.1)])
    found = quality(hz, step_s=0.1, band_hz=0.25)
    assert (found.nadir_hz, found.zenith_hz) == (49.0, 50.1)
    assert found.rocof_hz_per_s == pytest.approx(1.0)
    assert found.outside_s == pytest.approx(1.6)
    assert quality(np.array([50.0]), step_s=1.0, band_hz=0.05).rocof_hz_per_s == 0.0


def test_every_reason_why_a_swing_cannot_be_simulated_is_told():
    wrong = Swing(
        kinetic_mws=0.0,
        load_mw=1.0,
        governor=Governor(1.0, -1.0, 1.0, 1.0),
        shedding=Shedding((48.0, 49.0), (0.1,)),
        step_s=0.0,
    )
    with pytest.raises(ValueError, match="kinetic_mws") as caught:
        respond(wrong, at_rest(0), np.zeros(3))
    for word in ("step_s", "2 shares, got 1", "descending", "2 relays, got 0"):
        assert word in str(caught.value)
