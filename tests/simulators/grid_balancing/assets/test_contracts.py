import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.grid_balancing.assets.contracts import Contracts
from simulators.grid_balancing.observations import TICK_H, Contract

TERMS = Contract("c", 0.4, 250.0, notice_ticks=2, most_ticks=4, calls=3, rest_ticks=16,
                 rebound_share=0.5)  # fmt: skip
TICKS = 300


def willing(seed: int = 0, *, growth: float = 0.0, available: float = 9.0, **terms) -> Contracts:
    facts = [Contract(**{f: getattr(TERMS, f) for f in TERMS.__struct_fields__} | terms)]
    return Contracts(
        facts,
        np.full((TICKS, 1), available),
        Draws(seed.to_bytes(16, "little")),
        opt_out_growth=growth,
    )


def played(own: Contracts, called: list[bool]) -> tuple[list[float], int]:
    powers, refusals = [], 0
    for wish in called:
        allowed, refused = own.clip((wish,))
        own.run(allowed)
        powers.append(round(float(allowed[0]), 9))
        refusals += refused
    return powers, refusals


def test_a_call_begins_after_its_notice_lasts_no_longer_than_agreed_and_is_drawn_again():
    powers, refusals = played(willing(), [True] * 6 + [False] * 12)
    assert powers == [0.0, 0.0] + [0.4] * 4 + [-0.1] * 8 + [0.0] * 4
    assert refusals == 0


def test_calling_during_the_rest_is_refused_and_counted():
    powers, refusals = played(willing(rebound_share=0.0), [True] * 22)
    assert sum(powers) == pytest.approx(1.6)
    assert refusals == 16


def test_a_call_that_is_let_go_counts_as_one_of_the_week():
    own = willing()
    played(own, [True, False])
    state = own.observe()[0]
    assert state.calls_left == 2
    assert not state.ready
    assert own.paid_eur() == 0.0


def test_when_all_calls_are_used_none_is_accepted():
    own = willing(most_ticks=1, notice_ticks=0, rest_ticks=1, rebound_share=0.0)
    powers, refusals = played(own, [True, False] * 5)
    assert sum(power > 0.0 for power in powers) == 3
    assert refusals == 2


@given(st.lists(st.booleans(), max_size=TICKS), st.floats(0.0, 1.0), st.integers(0, 5))
def test_no_way_of_calling_beats_the_terms_and_energy_is_kept(called, growth, seed):
    own = willing(seed, growth=growth)
    powers, _ = played(own, called)
    one = own.consumers[0]
    assert sum(max(0.0, mw) for mw in powers) <= 0.4 * 4 * 3 + 1e-9
    assert one.reduced_mwh == pytest.approx(sum(max(0.0, mw) for mw in powers) * TICK_H)
    owed = 0.5 * one.reduced_mwh - one.rebound_mwh
    assert one.owed_mwh == pytest.approx(owed, abs=1e-9)
    assert own.paid_eur() == pytest.approx(250.0 * one.reduced_mwh)
    assert 0 <= own.observe()[0].calls_left <= 3


def test_two_calls_never_overlap_however_they_are_asked_for():
    own = willing(notice_ticks=0, rest_ticks=1, calls=9)
    powers, _ = played(own, [True] * 40)
    assert max(powers) == 0.4


def test_nobody_reduces_what_is_not_drawn():
    powers, _ = played(willing(available=0.1), [True] * 6)
    assert max(powers) == 0.1
    assert played(willing(available=-2.0), [True] * 6)[0] == [0.0] * 6


def test_rebound_after_the_end_is_bought():
    own = willing()
    played(own, [True] * 6)
    assert own.settle(80.0) == pytest.approx(80.0 * 0.5 * 1.6 * TICK_H)
    assert own.settle(-80.0) == 0.0


def test_load_that_was_shed_anyway_is_neither_paid_nor_drawn_again():
    own = willing(notice_ticks=0)
    allowed, _ = own.clip((True,))
    own.run(0.75 * allowed)  # a quarter of all load was cut off
    assert own.paid_eur() == pytest.approx(250.0 * 0.3 * TICK_H)
    assert own.consumers[0].owed_mwh == pytest.approx(0.15 * TICK_H)


def test_refusals_grow_with_recent_calls_and_fade():
    own = willing(growth=0.1)
    rested = own.observe()[0].opt_out
    played(own, [True])
    tired = own.observe()[0].opt_out
    played(own, [False] * 250)
    assert rested < own.observe()[0].opt_out < tired


def test_a_refused_call_is_used_up_and_a_refusal_depends_on_contract_and_call_only():
    refused = []
    for seed in range(200):
        early, late = (willing(seed, growth=50.0, notice_ticks=0) for _ in range(2))
        calls = [True] * 4 + [False] * 20
        played(early, calls + calls)
        played(late, [False] * 31 + calls + calls)
        assert early.consumers[0].opted_out == late.consumers[0].opted_out
        assert early.observe()[0].calls_left == 1
        refused.append(early.consumers[0].opted_out)
    assert 160 <= sum(refused) <= 200  # a tired consumer refuses nine of ten calls
