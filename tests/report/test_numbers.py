import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.report.numbers import (
    MINUS,
    count,
    decimals,
    decimals_of,
    gain_decimals,
    number,
    percent,
    plain,
    signed,
    signed_percent,
    unit_words,
)

finite = st.floats(-1e9, 1e9, allow_nan=False)


@given(finite, st.integers(0, 6))
def test_a_number_reads_back_to_within_half_its_last_digit(value: float, places: int) -> None:
    read = float(number(value, places).replace(",", "").replace(MINUS, "-"))
    assert read == pytest.approx(value, abs=0.5 * 10.0**-places + 1e-6)


@given(finite, st.integers(0, 6))
def test_a_sign_is_always_shown_and_never_wrong(value: float, places: int) -> None:
    text = signed(value, places)
    shown_zero = not any(digit in text for digit in "123456789")
    assert text[0] == ("±" if shown_zero else MINUS if value < 0 else "+")


@given(st.floats(1e-5, 1e5))
def test_a_half_width_shows_one_or_two_digits(half: float) -> None:
    places = decimals(half)
    units_of_last_digit = half * 10.0**places
    assert units_of_last_digit < 20.001 or places == 0
    assert units_of_last_digit > 1.999 or places == 6


@pytest.mark.parametrize(
    ("half", "places"), [(1.1, 1), (0.2, 1), (0.19, 2), (0.039, 2), (19.0, 0), (340.0, 0)]
)
def test_decimals_follow_the_interval(half: float, places: int) -> None:
    assert decimals(half) == places


@pytest.mark.parametrize(
    ("half", "places"), [(0.27, 2), (2.7, 1), (27.0, 0), (340.0, 0), (0.039, 3), (0.0, 2)]
)
def test_a_gain_shows_two_digits_of_its_half_width(half: float, places: int) -> None:
    assert gain_decimals(half) == places


@given(st.one_of(st.just(0.0), st.just(math.nan), st.just(math.inf)))
def test_a_width_that_says_nothing_gives_two_decimals(half: float) -> None:
    assert decimals(half) == 2


def test_numbers_have_thousands_and_no_sign_on_zero() -> None:
    assert number(12_400.0, 0) == "12,400"
    assert number(-0.0004, 2) == "0.00"
    assert signed(-0.0004, 2) == "±0.00"
    assert number(math.nan) == "n/a"
    assert decimals_of(3.14159) == 2


def test_percentages_and_units_read_like_prose() -> None:
    assert percent(0.04) == "4.0\u00a0%"
    assert signed_percent(-0.04) == f"{MINUS}4.0\u00a0%"
    assert unit_words("EUR/unit") == "EUR per unit"
    assert count(1, "world") == "1 world"
    assert count(5000, "world") == "5,000 worlds"
    assert plain(-0.1) == f"{MINUS}0.1"
