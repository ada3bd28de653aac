import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.agents.evolve.span import Span, readable, span_around


@given(st.floats(1e-3, 1e6), st.floats(1.01, 1e3), st.floats(0.0, 1.0))
def test_positions_and_values_are_each_others_inverse(
    low: float, ratio: float, place: float
) -> None:
    span = Span(low, low * ratio)
    assert math.isclose(span.position(span.value(place)), place, abs_tol=1e-6)


@given(st.floats(-1e6, 1e6), st.floats(0.1, 100.0))
def test_a_guessed_range_contains_its_value(value: float, size: float) -> None:
    span = span_around(value, size)
    assert span.low <= value <= span.high
    assert span.low < span.high


@given(st.floats(1e-3, 1e8))
def test_written_numbers_are_floats_without_exponent_and_nearly_the_same(value: float) -> None:
    text = readable(value)
    assert "e" not in text
    assert isinstance(eval(text), float)
    assert math.isclose(eval(text), value, rel_tol=0.006)


@pytest.mark.parametrize(
    ("value", "text"), [(0.6180339, "0.618"), (90.0, "90.0"), (1234.4, "1234.0"), (0.0, "0.0")]
)
def test_numbers_read_as_a_person_would_write_them(value: float, text: str) -> None:
    assert readable(value) == text


def test_whole_ranges_give_whole_numbers() -> None:
    assert Span(20.0, 120.0, whole=True).value(0.333) == 53.0
    assert readable(73.0, whole=True) == "73"
