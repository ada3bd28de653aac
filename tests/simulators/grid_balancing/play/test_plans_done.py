"""A plan for batteries and cars counts as far as it is done, and is no bet on prices alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.grid_balancing.interface import Control, DayPlan
from simulators.grid_balancing.play.connected import both_mw
from simulators.grid_balancing.world import World
from tests.simulators.grid_balancing.direct_rules import no_plan, played

NO_CARS = World(days=1, cars=0)
MW = st.floats(-10.0, 10.0)


@given(MW, MW)
def test_what_counts_is_never_more_than_planned_nor_more_than_done(planned, done):
    both = both_mw(planned, done)
    assert both == both_mw(done, planned)
    assert abs(both) <= min(abs(planned), abs(done))
    assert both * planned >= 0.0
    assert both * done >= 0.0
    assert both_mw(planned, planned) == planned


def idle(tick, grid, tools):
    return Control()


def by_clock(tick, grid, tools):
    """Charges at night, gives in the evening."""
    wish = -0.5 if tick.quarter < 8 else 0.5 if 72 <= tick.quarter < 80 else 0.0
    return Control(
        battery_mw=tuple(tools.step(k, b.energy_mwh, wish)[0] for k, b in enumerate(tick.batteries))
    )


@pytest.mark.usefixtures("real_network")
@pytest.mark.parametrize("mw", [3.0, -3.0])
def test_who_plans_and_does_nothing_pays_as_if_nothing_was_planned(mw):
    planned, *_ = played(NO_CARS, idle, lambda *_: DayPlan((mw,) * 96))
    unplanned, *_ = played(NO_CARS, idle, no_plan)
    assert planned["total_eur"] == unplanned["total_eur"]


@pytest.mark.usefixtures("real_network")
def test_who_does_what_was_planned_pays_the_day_ahead_price():
    flows = []

    def watched(tick, grid, tools):
        control = by_clock(tick, grid, tools)
        flows.append(sum(control.battery_mw))
        return control

    unplanned, play, *_ = played(NO_CARS, watched, no_plan)
    plan = DayPlan(tuple(-mw for mw in flows))
    planned, *_ = played(NO_CARS, by_clock, lambda *_: plan)
    prices = play.setting.prices
    difference = prices.imbalance_eur - prices.day_ahead_eur
    moved = 0.25 * sum(mw * eur for mw, eur in zip(flows, difference, strict=True))
    assert planned["total_eur"] - unplanned["total_eur"] == pytest.approx(moved, abs=0.02)
    assert abs(moved) > 1.0
