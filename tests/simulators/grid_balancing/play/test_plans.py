"""Nobody profits from a plan that nothing could have kept."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.grid_balancing.interface import DayPlan
from simulators.grid_balancing.play.flexible import Flexibility, possible_mw
from simulators.grid_balancing.world import World
from tests.simulators.grid_balancing.direct_rules import nothing, played


@given(
    wanted=st.lists(st.floats(-50.0, 50.0), min_size=96, max_size=96),
    most_mw=st.floats(0.0, 10.0),
    give_mwh=st.floats(0.0, 5.0),
    take_mwh=st.floats(0.0, 5.0),
)
def test_what_can_be_planned_stays_within_power_and_energy(wanted, most_mw, give_mwh, take_mwh):
    plan = possible_mw(np.array(wanted), Flexibility(most_mw, give_mwh, take_mwh))
    stored = 0.25 * np.cumsum(plan)
    assert np.abs(plan).max() <= most_mw + 1e-9
    assert -give_mwh - 1e-9 <= stored.min()
    assert stored.max() <= take_mwh + 1e-9


@given(wanted=st.lists(st.floats(-1.0, 1.0), min_size=96, max_size=96))
@settings(max_examples=30)
def test_what_could_be_kept_is_left_as_it_is(wanted):
    plan = possible_mw(np.array(wanted), Flexibility(1.0, 24.0, 24.0))
    assert np.array_equal(plan, np.array(wanted))


@pytest.mark.usefixtures("real_network")
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_one_sided_plan_without_deeds_is_no_source_of_income(sign):
    def plan(eve, grid, tools):
        return DayPlan(flexible_mw=(sign * 100.0,) * 96)

    world, gains = World(days=2), []
    for seed in range(6):
        draws = Draws(bytes([seed]) * 16)
        usual, _, _, _ = played(world, nothing, draws=draws)
        other, _, _, _ = played(world, nothing, plan, draws=draws)
        gains.append(usual["cost_per_mwh_eur"] - other["cost_per_mwh_eur"])
        assert other["illegal_share"] > 0.0
    assert np.mean(gains) < 1.0
