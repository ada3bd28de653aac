import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.grid_balancing.assets.cars import HABITS, Sessions, sessions
from simulators.grid_balancing.assets.hub_kernel import DEEPEST_MWH
from simulators.grid_balancing.assets.hubs import Hubs
from simulators.grid_balancing.observations import DEADLINE_TICKS, TICK_H, Hub

DAY = 96
KW = 0.011
FACTS = Hub("h", 1.0, 0.5, 0.9, 80.0, 0.1)


def hubs(cars: int = 30, *, seed: int = 1, use_numba: bool = False, ticks: int = DAY) -> Hubs:
    stays = sessions(
        Draws(seed.to_bytes(16, "little")), cars, ticks, charger_kw=11.0, car_kwh=8.0, v2g_share=0.5
    )
    return Hubs([FACTS] * len(HABITS), stays, ticks, use_numba=use_numba)


def parked(*cars: tuple[int, float], gives: bool = True, ticks: int = DAY) -> Hubs:
    """Cars (departure, MWh) at one hub from the first tick on."""
    leave, need = (np.array(part) for part in zip(*sorted(cars), strict=True))
    zero = np.zeros(len(cars), dtype=np.int64)
    stays = Sessions(zero, zero, leave, leave, need, np.full(len(cars), KW), zero == (not gives))
    return Hubs([FACTS], stays, ticks, use_numba=False)


def run(own: Hubs, share: float, ticks: int) -> None:
    """Each hub between giving most (-1), what must flow (0) and charging most (1)."""
    for _ in range(ticks):
        wanted = [
            share * state.give_mw
            if share < 0.0 < state.give_mw
            else state.least_mw + max(0.0, share) * (state.most_mw - state.least_mw)
            for state in own.observe()
        ]
        allowed, refused = own.clip(wanted)
        assert refused == 0
        own.run(allowed)


def balance_mwh(own: Hubs, hub: int = 0) -> float:
    """What was charged less what was given, as the cars' needs tell it."""
    stays = own.sessions.hub == hub
    less = (own.sessions.need_mwh - own.owed_mwh)[stays].sum()
    return float(less) + own.given_mwh[hub] / FACTS.efficiency**2


@pytest.mark.parametrize("share", [-1.0, -0.5, 0.0, 0.3, 1.0])
def test_whoever_serves_what_must_flow_sends_everybody_off_ready_even_while_giving_back(share):
    own = hubs()
    run(own, share, DAY)
    assert own.left > 20
    assert own.ready == own.left
    assert own.short_mwh < 1e-9


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(*[st.floats(-1e4, 1e4)] * 3), max_size=DAY), st.integers(0, 3))
def test_no_wish_creates_or_loses_energy_or_overfills_a_car(wishes, seed):
    own = hubs(20, seed=seed)
    for wanted in wishes:
        states = own.observe()
        allowed, _ = own.clip(wanted)
        for state, mw in zip(states, allowed, strict=True):
            assert -state.give_mw - 1e-12 <= mw <= state.most_mw + 1e-12
        before = [c - g for c, g in zip(own.charged_mwh, own.given_mwh, strict=True)]
        own.run(allowed)
        after = [c - g for c, g in zip(own.charged_mwh, own.given_mwh, strict=True)]
        net = np.array(after) - np.array(before)
        assert net == pytest.approx(allowed * TICK_H, abs=1e-12)
        assert (own.owed_mwh >= 0.0).all()
        assert (own.owed_mwh <= np.maximum(own.sessions.need_mwh, DEEPEST_MWH) + 1e-12).all()
    for hub in range(3):
        assert own.charged_mwh[hub] == pytest.approx(balance_mwh(own, hub), abs=1e-9)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(*[st.floats(-0.3, 0.3)] * 3), max_size=DAY))
def test_the_compiled_loops_and_their_plain_twins_give_the_same_numbers(wishes):
    pytest.importorskip("numba", reason="there is no compiled loop without numba")
    plain, compiled = hubs(use_numba=False), hubs(use_numba=True)
    for wanted in wishes:
        assert plain.observe() == compiled.observe()
        for own in (plain, compiled):
            own.run(own.clip(wanted)[0])
    assert plain.owed_mwh.tolist() == compiled.owed_mwh.tolist()
    assert (plain.left, plain.ready) == (compiled.left, compiled.ready)


def test_the_car_that_can_wait_least_is_charged_first():
    own = parked((8, 0.002), (8, 0.02), (40, 0.02), gives=False)
    own.run((0.002,))
    assert own.owed_mwh.tolist() == pytest.approx([0.002, 0.02 - 0.0005, 0.02])


def test_what_is_due_by_a_deadline_is_what_cannot_be_charged_later():
    state = parked((10, 0.02)).observe()[0]
    step = KW * TICK_H
    expected = [max(0.0, 0.02 - max(0, 10 - ticks) * step) for ticks in DEADLINE_TICKS]
    assert state.due_mwh == pytest.approx(expected)
    assert state.least_mw == 0.0


def test_what_must_flow_now_is_what_the_rest_of_the_stay_cannot_give():
    state = parked((2, 0.004)).observe()[0]
    assert state.least_mw == pytest.approx((0.004 - KW * TICK_H) / TICK_H)


def test_a_hub_left_alone_charges_as_much_as_it_can():
    own = parked((40, 0.02), (40, 0.001))
    assert own.clip(())[0].tolist() == pytest.approx([KW + 0.004])
    allowed, refused = own.clip((0.0, 0.0))  # of a wrong length
    assert allowed.tolist() == pytest.approx([KW + 0.004])
    assert refused == 1


def test_a_car_that_is_not_charged_leaves_short_and_its_lack_is_counted():
    own = parked((4, 0.01), (4, 0.00005), gives=False)
    for _ in range(4):
        own.run((0.0,))
    assert (own.left, own.ready) == (2, 1)
    assert own.short_mwh == pytest.approx(0.01005)


def test_cars_that_may_not_give_back_never_do():
    own = parked((40, 0.01), gives=False)
    assert own.observe()[0].give_mw == 0.0
    allowed, refused = own.clip((-0.01,))
    assert (allowed.tolist(), refused) == ([0.0], 1)


def test_no_car_gives_back_beyond_its_depth():
    own = parked((96, 0.01))
    for _ in range(30):
        own.run(own.clip((-1.0,))[0])
    assert own.owed_mwh[0] == pytest.approx(DEEPEST_MWH)


def test_giving_and_charging_by_turns_costs_the_losses_of_both_ways_and_wear():
    own = parked((96, 0.01))
    bought = sold = 0.0
    for tick in range(40):
        mw = float(own.clip((-KW if tick % 2 else KW,))[0][0])
        own.run((mw,))
        bought, sold = bought + max(0.0, mw) * TICK_H, sold + max(0.0, -mw) * TICK_H
    lost = bought - sold - (0.01 - own.owed_mwh[0])
    assert sold > 0.02
    assert lost == pytest.approx(sold * (1.0 / 0.9**2 - 1.0))
    assert own.wear_eur() == pytest.approx(80.0 * sold)


def test_less_than_must_flow_is_first_made_up_by_cars_that_can_give_back():
    own = parked((1, KW * TICK_H), (90, 0.005), (90, 0.005))
    own.run((0.0,))
    assert (own.left, own.ready) == (1, 1)
    assert own.given_mwh == [pytest.approx(KW * TICK_H)]


def test_urgent_cars_are_charged_while_others_give_back():
    own = parked((1, KW * TICK_H), (90, 0.005), (90, 0.005))
    state = own.observe()[0]
    assert state.least_mw == pytest.approx(KW)
    assert 0.0 < state.give_mw <= KW
    own.run((-state.give_mw,))
    assert (own.left, own.ready) == (1, 1)


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.5, 1.0])
def test_charging_late_or_giving_back_at_the_end_is_bought_after_it(share):
    own = hubs()
    run(own, share, DAY)
    charged = sum(own.charged_mwh) - sum(own.given_mwh)
    missing = own.settle(100.0) / 100.0
    losses = sum(own.given_mwh) * (1.0 / FACTS.efficiency**2 - 1.0)
    assert charged + missing == pytest.approx(own.wanted_mwh() + losses)
    assert own.settle(-10.0) == 0.0


def test_a_hub_without_cars_does_nothing():
    own = Hubs([], hubs(0).sessions, DAY)
    assert own.observe() == ()
    own.run(own.clip(())[0])
    assert own.settle(100.0) == own.wear_eur() == own.wanted_mwh() == 0.0
