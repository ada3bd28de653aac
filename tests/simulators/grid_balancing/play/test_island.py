"""An island's quarter-hours: dips as independently measured, shedding, inverters, blackouts."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.grid_balancing.play.island import Island, Reserve, Running, Shock

QUIET = np.zeros(4 * 900 + 1)
DIESEL = Running(most_mw=4.0, up_mw=3.0, down_mw=1.0)
BATTERY = Reserve(mw=2.0, above_empty_mwh=2.0, below_full_mwh=2.0, efficiency=0.95)
NOTHING = Reserve()


def played(*, lost_mw, running=DIESEL, reserve=NOTHING, inertia_s=1.5, load_mw=8.0):
    """A quarter-hour in balance in which `lost_mw` is lost after ten seconds."""
    island = Island(QUIET, inertia_s=inertia_s, band_hz=0.2)
    return island.tick(
        0,
        mismatch_mw=0.0,
        load_mw=load_mw,
        fed_in_mw=0.0,
        running=running,
        reserve=reserve,
        battery_first=0.5,
        shocks=[Shock(10.0, -lost_mw)],
    )


@pytest.mark.parametrize(
    ("lost_mw", "case", "nadir_hz", "shed_mw"),
    [
        # an independent prototype with the same parameters, H = 1.5 s on 10 MVA
        (1.0, {"reserve": BATTERY}, 49.705, 0.0),
        (1.0, {}, 49.059, 0.0),
        (2.0, {"reserve": BATTERY}, 49.421, 0.0),
        (2.0, {}, 48.524, 1.28),
        (2.0, {"running": Running(4.0, 0.5, 3.5)}, 48.235, 1.76),
        (1.0, {"inertia_s": 0.8}, 48.78, 0.4),
    ],
)
def test_dips_in_play_are_those_that_were_measured(lost_mw, case, nadir_hz, shed_mw):
    seconds = played(lost_mw=lost_mw, **case)
    assert 50.0 - seconds.low_hz == pytest.approx(50.0 - nadir_hz, rel=0.1)
    assert seconds.shed_mw * 900.0 / 889.0 == pytest.approx(shed_mw, abs=0.05)


def test_the_battery_saves_load_that_the_units_alone_would_lose():
    assert played(lost_mw=2.0).shed_mw > 1.0 > 0.0 == played(lost_mw=2.0, reserve=BATTERY).shed_mw


def test_an_empty_battery_does_not_help():
    empty = Reserve(mw=2.0, above_empty_mwh=0.0, below_full_mwh=4.0)
    seconds = played(lost_mw=2.0, reserve=empty)
    assert seconds.shed_mw > 1.0
    assert seconds.battery_mw == pytest.approx(0.0, abs=1e-4)


def test_nobody_who_holds_the_frequency_is_a_blackout():
    assert played(lost_mw=0.0, running=Running()).is_blackout
    assert not played(lost_mw=0.0, running=Running(), reserve=BATTERY).is_blackout


@given(surplus_mw=st.floats(0.0, 3.0), more_mw=st.floats(0.0, 5.0))
def test_inverters_cut_off_what_nobody_can_take_in(surplus_mw, more_mw):
    fed_in_mw = surplus_mw + more_mw
    island = Island(QUIET, inertia_s=1.5, band_hz=0.2)
    seconds = island.tick(
        0, mismatch_mw=surplus_mw, load_mw=8.0, fed_in_mw=fed_in_mw, running=DIESEL,
        reserve=NOTHING, battery_first=0.5,
    )  # fmt: skip
    assert seconds.cut_mw == pytest.approx(max(0.0, surplus_mw - 1.0), abs=2e-6)


def test_load_is_back_once_the_frequency_has_recovered():
    island = Island(QUIET, inertia_s=1.5, band_hz=0.2)
    common: Any = {"load_mw": 8.0, "fed_in_mw": 0.0, "reserve": NOTHING, "battery_first": 0.5}
    short = island.tick(0, mismatch_mw=0.0, running=DIESEL, shocks=[Shock(10.0, -2.0)], **common)
    again = island.tick(1, mismatch_mw=0.0, running=DIESEL, **common)
    assert short.shed_mw > 1.0
    assert short.end_hz > 49.8
    assert again.shed_mw == pytest.approx(1.28 * 150.0 / 900.0, rel=0.02)
    assert again.end_hz == pytest.approx(50.0, abs=0.02)


def test_a_tick_in_two_parts_is_the_same_as_in_one():
    island = Island(QUIET, inertia_s=1.5, band_hz=0.2)
    common: Any = {"load_mw": 8.0, "fed_in_mw": 0.0, "reserve": BATTERY, "battery_first": 0.5}
    one = island.tick(0, mismatch_mw=-0.4, running=DIESEL, **common)
    other = Island(QUIET, inertia_s=1.5, band_hz=0.2)
    halfway = [Shock(450.0, 0.0, DIESEL)]
    two = other.tick(0, mismatch_mw=-0.4, running=DIESEL, shocks=halfway, **common)
    assert np.array_equal(one.hz_trace, two.hz_trace)


def test_units_and_battery_give_what_is_missing():
    island = Island(QUIET, inertia_s=1.5, band_hz=0.2)
    seconds = island.tick(
        0, mismatch_mw=-0.6, load_mw=8.0, fed_in_mw=0.0, running=DIESEL, reserve=BATTERY,
        battery_first=0.25,
    )  # fmt: skip
    given_mw = seconds.governor_mw + seconds.battery_mw
    assert given_mw == pytest.approx(0.6, abs=0.02)
    assert seconds.battery_mw < seconds.governor_mw
