"""What goes wrong does so at its rate, for everybody alike, and nothing else goes wrong."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.grid_balancing.frequency.frequency import at_rest, respond
from simulators.grid_balancing.frequency.usual_swings import island, island_battery
from simulators.grid_balancing.network.feeders import feeders
from simulators.grid_balancing.weather.disturbances import (
    Clouds,
    Outage,
    available,
    outages,
    restlessness_mw,
    sunshine,
)
from tests.simulators.grid_balancing.conftest import RURAL
from tests.simulators.grid_balancing.two_nodes import two_nodes

DRAWS = Draws(b"disturbed tests!")


def test_units_trip_at_their_rate_and_stay_away_as_long_as_told():
    found = outages("trip", 50, 2_000, DRAWS, mean_between_h=100.0, mean_duration_h=2.0)
    expected = 50 * 2_000 * (1.0 - np.exp(-0.01))
    assert len(found) == pytest.approx(expected, abs=4 * expected**0.5)
    assert np.mean([o.duration_s for o in found]) == pytest.approx(7_200.0, rel=0.15)
    assert [o.second for o in found] == sorted(o.second for o in found)


def test_no_unit_fails_while_it_is_away():
    found = outages("trip", 3, 5_000, DRAWS, mean_between_h=5.0, mean_duration_h=20.0)
    for which in range(3):
        own = [o for o in found if o.which == which]
        assert len(own) > 20
        ends = [o.second + o.duration_s for o in own]
        assert all(end <= o.second for end, o in zip(ends, own[1:], strict=False))


def test_another_unit_or_a_longer_week_changes_no_event_of_the_others():
    usual = {"mean_between_h": 20.0, "mean_duration_h": 1.0}
    few = outages("feeder", 2, 100, DRAWS, **usual)
    many = outages("feeder", 4, 300, DRAWS, **usual)
    assert set(few) == {o for o in many if o.which < 2 and o.second < 100 * 3_600}
    assert set(few) != set(outages("trip", 2, 100, DRAWS, **usual))


def test_availability_is_the_share_of_the_quarter_hour_that_is_left():
    events = (Outage("trip", 1, 900 + 300, 900),)
    share = available(events, 2, 4)
    assert share[:, 0].tolist() == [1.0] * 4
    assert share[:, 1] == pytest.approx([1.0, 1.0 / 3.0, 2.0 / 3.0, 1.0])


@settings(max_examples=30)
@given(st.binary(min_size=16, max_size=16), st.floats(0.0, 1.0))
def test_clouds_leave_between_nothing_and_all_of_the_sun(seed, chance):
    left = sunshine(200, Draws(seed), Clouds(chance_per_hour=chance))
    assert ((left >= 1.0 - 0.8 - 1e-9) & (left <= 1.0 + 1e-12)).all()


def test_a_cloud_takes_the_energy_of_its_trapezium():
    one = Clouds(chance_per_hour=1.0, depth=(0.5, 0.5), minutes=(30.0, 30.0))
    left = sunshine(4, DRAWS, one)  # one cloud begins in the first hour
    begin = 60.0 * DRAWS.uniform("cloud", 0, "minute")
    minute = np.linspace(0.0, 60.0, 60_001)
    shade = np.interp(minute, begin + np.array([0.0, 10.0, 20.0, 30.0]), (0.0, 0.5, 0.5, 0.0))
    assert (1.0 - left).sum() * 15.0 == pytest.approx(np.trapezoid(shade, minute), abs=1e-3)


def test_no_clouds_no_shade():
    assert sunshine(50, DRAWS, Clouds(chance_per_hour=0.0)).tolist() == [1.0] * 50


def test_restlessness_has_no_seams_and_the_spread_that_was_asked_for():
    pieces, last = [], 0.0
    for tick in range(200):
        now = restlessness_mw(DRAWS, tick, 900, sd_mw=0.15, step_s=1.0, before=last)
        pieces.append(now)
        last = float(now[-1])
    series = np.concatenate(pieces)
    assert series.std() == pytest.approx(0.15, rel=0.05)
    seams = np.array([b[0] - a[-1] for a, b in pairwise(pieces)])
    assert seams.std() == pytest.approx(np.diff(series).std(), rel=0.2)


@pytest.mark.parametrize(("battery", "sd_mhz"), [(island_battery(), 37.0), (None, 74.0)])
def test_a_restless_island_swings_as_an_independent_prototype_did(battery, sd_mhz):
    state, last, traces = at_rest(6), 0.0, []
    for tick in range(12):
        now = restlessness_mw(DRAWS, tick, 9_000, sd_mw=0.15, step_s=0.1, before=last)
        response, state = respond(island(battery=battery), state, now)
        last = float(now[-1])
        traces.append(response.hz)
    assert 1_000.0 * np.concatenate(traces).std() == pytest.approx(sd_mhz, rel=0.15)


def test_feeders_are_what_falls_apart_without_the_busbar(real_network):
    network = real_network(RURAL)
    parts = feeders(network)
    assert len(parts) == 8  # SimBench: Feeder1 to Feeder8
    nodes = [node for part in parts for node in part]
    assert len(set(nodes)) == len(nodes) == network.size - 2  # without source and busbar
    of = {node: k for k, part in enumerate(parts) for node in part}
    ends = zip(network.branches.from_node.tolist(), network.branches.to_node.tolist(), strict=True)
    assert all(of[a] == of[b] for a, b in ends if a in of and b in of)


def test_without_a_transformer_the_source_is_the_busbar():
    assert feeders(two_nodes(0.01j)) == ((1,),)
