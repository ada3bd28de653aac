from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.judge.joint_moves import Move, joint_moves

names = st.lists(st.text("abcdefgh", min_size=1, max_size=4), min_size=1, max_size=90, unique=True)


@given(names, st.integers(1, 12))
def test_every_assumption_is_at_both_ends_equally_often_and_often_enough(
    assumptions: list[str], worlds: int
) -> None:
    seen: Counter[tuple[str, bool]] = Counter()
    for move in joint_moves(assumptions, worlds):
        seen.update(move.is_high.items())
    assert {name for name, _ in seen} == set(assumptions)
    assert set(seen.values()) == {worlds}


@given(names, st.integers(1, 12))
def test_every_world_is_played_once_as_it_is_and_moves_all_assumptions_alike(
    assumptions: list[str], worlds: int
) -> None:
    by_world: dict[int, list[Move]] = {}
    for move in joint_moves(assumptions, worlds):
        by_world.setdefault(move.world, []).append(move)
    assert len(by_world) == 2 * worlds
    for moves in by_world.values():
        assert sum(not move.is_high for move in moves) == 1
        moved = Counter(name for move in moves for name in move.is_high)
        assert set(moved) == set(assumptions)
        assert len(set(moved.values())) == 1


def test_up_to_eight_assumptions_are_moved_one_at_a_time() -> None:
    few = list("abcdefgh")
    assert max(len(move.is_high) for move in joint_moves(few, 8)) == 1


@pytest.mark.parametrize(("assumptions", "pairs"), [(4, 80), (12, 144), (30, 240), (71, 480)])
def test_many_assumptions_cost_little_more_than_a_few(assumptions: int, pairs: int) -> None:
    many = [f"p{k}" for k in range(assumptions)]
    assert len(joint_moves(many, 8)) == pairs


def test_company_changes_from_world_to_world() -> None:
    groups = [frozenset(move.is_high) for move in joint_moves([f"p{k}" for k in range(71)], 8)]
    moved = [group for group in groups if group]
    assert len(set(moved)) > 0.9 * len(moved)
