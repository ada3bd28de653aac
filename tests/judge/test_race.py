from hypothesis import given
from hypothesis import strategies as st

from ruleloop.judge.race import looks


def test_races_are_looked_at_as_the_protocol_says() -> None:
    assert list(looks(16, 256)) == [*range(16, 65, 8), *range(96, 257, 32)]


@given(st.integers(8, 300), st.integers(0, 400))
def test_looks_rise_and_end_at_the_most_pairs(first: int, more: int) -> None:
    seen = list(looks(first, first + more))
    assert seen == sorted(set(seen))
    assert (seen[0], seen[-1]) == (first, first + more)
