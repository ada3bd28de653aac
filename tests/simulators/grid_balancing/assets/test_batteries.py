import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.grid_balancing.assets.batteries import Batteries
from simulators.grid_balancing.observations import TICK_H, Battery

WISHES = st.lists(
    st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4), st.floats(0.0, 1e4)), max_size=60
)


def battery(*, power_mw: float = 1.0, energy_mwh: float = 2.0, is_home: bool = False) -> Battery:
    return Battery("b", power_mw, energy_mwh, 0.9, 15.0, 0.05, 0.95, is_home)


def two(start: float = 1.0) -> Batteries:
    return Batteries([battery(is_home=True), battery()], [start, start], reserve=1)


@given(WISHES)
def test_no_wish_moves_energy_beyond_its_limits_or_loses_any(wishes):
    own = two()
    for *wanted, reserve in wishes:
        allowed, _ = own.clip(wanted, reserve)
        own.run(allowed)
    for k in (0, 1):
        facts, energy = own.facts[k], own.energy_mwh[k]
        assert 0.05 * 2.0 - 1e-9 <= energy <= 0.95 * 2.0 + 1e-9
        flows = own.in_mwh[k] * facts.efficiency - own.out_mwh[k] / facts.efficiency
        assert energy == pytest.approx(own.start_mwh[k] + flows, abs=1e-9)
    assert own.outside_ticks == 0


@given(WISHES)
def test_what_the_observation_says_is_possible_is_never_refused(wishes):
    own = two()
    for a, b, _ in wishes:
        limits = [own.limits_mw(k) for k in (0, 1)]
        inside = [
            min(max(wish, low), high) for wish, (low, high) in zip((a, b), limits, strict=True)
        ]
        allowed, refused = own.clip(inside)
        assert refused == 0
        assert allowed.tolist() == inside
        own.run(allowed)


@given(st.floats(-5.0, 5.0), st.floats(0.0, 1.5), st.floats(0.1, 1.9))
def test_a_schedule_leaves_the_reserve_its_power_and_its_energy_or_does_not_flow(wish, r, energy):
    own = Batteries([battery()], [energy], reserve=0)
    mw = float(own.clip((wish,), r)[0][0])
    down, up = own.headroom_mw(mw)
    if mw > 0.0:
        assert up >= min(r, 1.0) - 1e-9
    if mw < 0.0:
        assert down >= min(r, 1.0) - 1e-9


def test_a_reserve_of_all_power_lets_no_schedule_through():
    assert two().clip((0.5, 0.5), 1.0)[0].tolist() == [0.5, 0.0]


def test_answering_to_frequency_both_ways_costs_losses_and_wear_though_the_mean_is_zero():
    own = two()
    own.run((0.0, 0.0), swung=(0.09, 0.09))
    assert own.energy_mwh == [1.0, pytest.approx(1.0 - 0.1 + 0.081)]
    assert own.wear_eur() == pytest.approx(15.0 * 0.09)


@pytest.mark.parametrize(("energy", "outside"), [(0.1, 0), (0.1 - 2e-5, 0), (0.1 - 4e-5, 1)])
def test_energy_may_leave_its_limits_by_one_step_of_the_frequency_kernel_only(energy, outside):
    own = Batteries([battery()], [energy], reserve=0)
    own.run((0.0,), swung=(0.0, 0.0))
    assert own.outside_ticks == outside


def test_going_back_and_forth_costs_energy_each_time():
    own = two()
    for _ in range(3):
        own.run((0.4, 0.0))
        own.run((-0.4, 0.0))
    assert own.energy_mwh[0] == pytest.approx(1.0 + 3 * TICK_H * 0.4 * (0.9 - 1.0 / 0.9))


@pytest.mark.parametrize("price", [40.0, 130.0])
def test_emptying_at_the_end_pays_nothing_when_the_last_price_is_the_mean_price(price):
    own = two()
    sold_mwh = 0.0
    for _ in range(10):
        allowed, _ = own.clip((1.0, 1.0))
        own.run(allowed)
        sold_mwh += float(allowed.sum()) * TICK_H
    assert own.settle(price) + own.wear_eur() > sold_mwh * price * 1.2  # losses of both ways


def test_filling_at_the_end_pays_nothing_when_the_last_price_is_the_mean_price():
    own = two()
    bought_mwh = 0.0
    for _ in range(10):
        allowed, _ = own.clip((-1.0, -1.0))
        own.run(allowed)
        bought_mwh -= float(allowed.sum()) * TICK_H
    assert -own.settle(100.0) == pytest.approx(bought_mwh * 100.0 * 0.9**2)


def test_missing_energy_earns_nothing_when_the_mean_price_is_negative():
    own = two()
    own.run((0.5, 0.5))
    assert own.settle(-50.0) == 0.0


def test_cycles_are_those_of_the_day():
    own = two()
    own.run((0.8, 0.0))
    assert own.observe()[0].cycles == pytest.approx(0.1)
    for _ in range(95):
        own.run((0.0, 0.0))
    assert own.observe()[0].cycles == 0.0
    assert own.worst_day_cycles == pytest.approx(0.1)


def test_only_homes_see_the_surplus_of_roofs():
    assert [state.surplus_mw for state in two().observe(0.7)] == [0.7, 0.0]


def test_without_a_reserve_group_there_is_no_headroom():
    own = Batteries([battery(is_home=True)], [1.0], reserve=-1)
    assert own.headroom_mw(0.0) == own.room_mwh() == (0.0, 0.0)
    assert own.clip((0.3,), 5.0)[0].tolist() == [0.3]
