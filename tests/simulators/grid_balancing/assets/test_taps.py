from hypothesis import given
from hypothesis import strategies as st

from simulators.grid_balancing.assets.taps import Tap


@given(st.lists(st.integers(-1, 100), max_size=300))
def test_a_tap_stays_in_range_moves_one_step_and_counts_every_move(wishes):
    tap, moves = Tap(19, 9), 0
    for wish in wishes:
        before = tap.position
        position, refused = tap.clip(wish)
        tap.run()
        assert tap.position == position
        assert 0 <= position < 19
        assert refused == (wish >= 19)
        assert abs(position - before) <= 1
        moves += position != before
    assert tap.moves == moves
    assert tap.worst_day_moves <= 96


def test_moves_are_counted_by_day():
    tap = Tap(3, 1)
    for tick in range(200):
        tap.clip(2 if tick % 2 else 0) if tick < 10 or 96 <= tick < 116 else tap.clip()
        tap.run()
    assert tap.moves == 30
    assert tap.worst_day_moves == 20
