import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.grid_balancing.assets.feed_in import RATING, FeedIns
from simulators.grid_balancing.observations import TICK_H, FeedIn

FACTS = [FeedIn("wind 0", "wind", 0, 3.0, 80.0), FeedIn("pv 0", "pv", 0, 2.0, 50.0)]
GROUP, NODE = np.array([0, 1, -1, 1, 0]), np.array([1, 1, 2, 3, 3])
GENERATION = np.array([[1.0, 0.5, 9.0, 1.5, 2.0], [0.0, 0.0, 9.0, 1.0, 0.4]])
TICKS, NODES = 2, 4
SHARES = st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0))


def feed_ins() -> FeedIns:
    return FeedIns(FACTS, GROUP, NODE, GENERATION, nodes=NODES)


def test_groups_have_the_power_of_their_plants_and_nothing_of_others():
    assert feed_ins().available_mw.tolist() == [[3.0, 2.0], [0.4, 1.0]]


def test_without_caps_every_node_has_what_its_own_plants_give():
    own = feed_ins()
    injection = own.injection_mva(*own.clip(())[:2])
    assert injection.tolist() == pytest.approx([0.0, 1.5, 0.0, 3.5])


@given(SHARES, st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5)))
def test_caps_and_mvar_are_kept_node_by_node_within_apparent_power(caps, shares):
    own = feed_ins()
    for _ in range(TICKS):
        mw, mvar, refused = own.clip(caps, shares)
        assert refused == 0
        assert mw == pytest.approx(own.available_mw[own.tick] * caps)
        assert (np.hypot(mw, mvar) <= RATING * np.array([3.0, 2.0]) * (1.0 + 1e-12)).all()
        assert (np.abs(mvar) <= np.abs(mw * shares) + 1e-12).all()
        injection = own.injection_mva(mw, mvar)
        assert injection.sum() == pytest.approx(mw.sum() + 1j * mvar.sum(), abs=1e-9)
        own.run(mw)
    fed = own.fed_mwh + own.cut_mwh
    assert fed == pytest.approx(own.available_mw.sum(axis=0) * TICK_H, abs=1e-12)


def test_full_feed_in_leaves_little_apparent_power_for_mvar():
    own = feed_ins()
    _, mvar, _ = own.clip((1.0, 1.0), (0.5, 0.5))
    assert mvar == pytest.approx(np.sqrt(RATING**2 - 1.0) * np.array([3.0, 2.0]))


def test_what_is_cut_off_is_seen_and_paid_whoever_cut_it():
    own = feed_ins()
    mw, _, _ = own.clip((1.0, 0.5))
    own.run(mw - np.array([1.0, 0.0]))  # inverters fell back as the frequency rose
    assert own.observe() == ((3.0, 2.0), (1.0, 1.0))
    assert own.compensation_eur() == pytest.approx((80.0 + 50.0) * TICK_H)


def test_a_wrong_number_of_caps_is_refused_and_all_flows():
    own = feed_ins()
    mw, _, refused = own.clip((0.0,))
    assert refused == 1
    assert mw.tolist() == [3.0, 2.0]


def test_a_network_without_wind_and_sun_has_nothing_to_steer():
    own = FeedIns([], np.array([-1]), np.array([2]), np.ones((1, 1)), nodes=NODES)
    mw, mvar, _ = own.clip(())
    assert own.injection_mva(mw, mvar).tolist() == [0.0] * NODES
    own.run(mw)
    assert own.compensation_eur() == 0.0
