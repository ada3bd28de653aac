"""Weeks are drawn from the season that was asked for, and differ as told."""

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.grid_balancing.network.network import STEPS_PER_WEEK, Profiles
from simulators.grid_balancing.weather.profiles import Powers, drawn_week, varied

YEAR = Profiles("2016-01-01T06:00", ("x",), np.zeros((1, 366 * 96), dtype=np.float32))


def test_weeks_start_at_midnight_in_the_months_that_were_asked_for():
    starts = {drawn_week(YEAR, Draws(bytes([k]) * 16), months=(6, 7)) for k in range(60)}
    times = [np.datetime64(YEAR.start) + np.timedelta64(15 * start, "m") for start in starts]
    assert {str(time)[5:7] for time in times} == {"06", "07"}
    assert {str(time)[11:16] for time in times} == {"00:00"}
    assert len(starts) > 25


def test_a_week_never_reaches_beyond_the_profiles():
    ends = [drawn_week(YEAR, Draws(bytes([k]) * 16), months=(12,)) for k in range(60)]
    assert max(ends) + STEPS_PER_WEEK <= YEAR.steps


def test_months_without_a_whole_week_are_refused():
    short = Profiles("2026-03-01T00:00", ("x",), np.zeros((1, 700), dtype=np.float32))
    assert drawn_week(short, Draws(b"0" * 16), months=(3,)) == 0
    with pytest.raises(ValueError, match=r"months \[5\]"):
        drawn_week(short, Draws(b"0" * 16), months=(5,))


def test_consumers_vary_and_the_weather_does_not():
    given = Powers(np.ones((2_000, 40)), 0.3 * np.ones((2_000, 40)), np.ones((2_000, 3)))
    other = varied(given, Draws(b"1" * 16), load_cv=0.2, together_sd=0.05)
    level = other.load_mw.mean(axis=0)
    assert level.std() == pytest.approx(0.2, rel=0.3)
    assert (other.load_mw / level).std(axis=0) == pytest.approx(0.05, rel=0.3)
    assert other.load_mvar == pytest.approx(0.3 * other.load_mw)
    assert other.generation_mw is given.generation_mw
