"""Forecasts are unbiased, get worse with the horizon and better with time, and cannot be undone."""

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.grid_balancing.weather.forecast import Forecaster

ACTUAL = 5.0 + np.sin(np.arange(4_000) / 20.0)
MEMORY = 24.0


def forecaster(number=0):
    draws = Draws(bytes([number]) * 16)
    return Forecaster(ACTUAL, np.full(4_000, 0.4), draws, "load", memory_steps=MEMORY)


@pytest.fixture(scope="module")
def errors():
    several = [forecaster(number) for number in range(4)]
    nows = range(0, 3_800, 7)
    return np.array(
        [one.at(now, 96) - ACTUAL[now + 1 : now + 97] for one in several for now in nows]
    )


def test_errors_grow_with_the_horizon_as_the_closed_form_says(errors):
    keep = np.exp(-1.0 / MEMORY)
    for horizon in (1, 4, 16, 96):
        wanted = 0.4 * np.sqrt(1.0 - keep ** (2 * horizon))
        assert errors[:, horizon - 1].std() == pytest.approx(wanted, rel=0.12)
        assert errors[:, horizon - 1].mean() == pytest.approx(0.0, abs=0.06)


def test_a_later_forecast_of_the_same_quarter_hour_is_better_on_average():
    one = forecaster()
    early = np.array([one.at(now, 40)[39] - ACTUAL[now + 40] for now in range(3_000)])
    late = np.array([one.at(now + 30, 10)[9] - ACTUAL[now + 40] for now in range(3_000)])
    assert np.abs(late).mean() < 0.85 * np.abs(early).mean()


def test_a_forecast_knows_nothing_of_what_comes_after_what_it_forecasts():
    one, other = forecaster(), forecaster(1)
    assert one.at(3_990, 96).shape == (9,)
    assert one.at(10, 5).tolist() == forecaster().at(10, 5).tolist()
    assert one.at(10, 5).tolist() != other.at(10, 5).tolist()


def test_a_forecast_never_falls_below_what_is_possible():
    draws = Draws(b"f" * 16)
    sun = Forecaster(np.full(500, 0.1), np.full(500, 1.0), draws, "pv", memory_steps=10.0)
    assert min(sun.at(now, 20).min() for now in range(400)) == 0.0


def test_the_surprise_is_standard_and_belongs_to_the_error():
    one = forecaster()
    surprise = one.surprise(8)
    assert surprise[:8].tolist() == [0.0] * 8
    assert surprise[8:].std() == pytest.approx(1.0, abs=0.12)
    missed = np.array([ACTUAL[now + 8] - one.at(now, 8)[7] for now in range(3_900)])
    assert np.corrcoef(missed, surprise[8:3_908])[0, 1] == pytest.approx(1.0)
