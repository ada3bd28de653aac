import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.supply_chain.staff.wages import Pay, PayRules, pay_of

H, DAY = 60.0, 1440.0
RULES = PayRules()
SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)), max_size=6)


def pay(planned_h: float, *worked: tuple[float, float], rules: PayRules = RULES) -> Pay:
    """Pay at 30 EUR/h, worked from hour to hour."""
    return pay_of(30.0, planned_h, [(H * start, H * end) for start, end in worked], rules)


CASES = [
    # planned hours, worked from and to hour, cents of driver, overtime, night
    ("a day as planned", 8.0, [(7, 12), (12.5, 15.5)], (24_000, 0, 0)),
    ("planned hours are paid in full", 8.0, [(7, 12)], (24_000, 0, 0)),
    ("at least six hours are paid", 4.0, [(7, 11)], (18_000, 0, 0)),
    ("an hour of overtime: 30 + 25 % of 23.40", 8.0, [(7, 16)], (24_000, 3_585, 0)),
    ("overtime begins after the least paid time", 4.0, [(7, 14)], (18_000, 3_585, 0)),
    ("a late hour: 25 % of 23.40", 8.0, [(13, 21)], (24_000, 0, 585)),
    ("until 20 h there is no premium", 8.0, [(12, 20)], (24_000, 0, 0)),
    ("an hour before midnight and one after", 6.0, [(19, 25)], (18_000, 0, 4 * 585 + 936)),
    ("from 3 h on", 6.0, [(27, 33)], (18_000, 0, 936 + 2 * 585)),
    ("the night before Monday", 6.0, [(0, 6)], (18_000, 0, 4 * 936 + 2 * 585)),
    ("a whole night, break at 0 h", 9.5, [(20, 24), (24.5, 30)], (28_500, 0, 6 * 585 + 3_276)),
    ("a break at night earns no premium", 6.0, [(18, 22), (23, 24)], (18_000, 0, 3 * 585)),
    ("overtime at night has both", 8.0, [(12, 21)], (24_000, 3_585, 585)),
    ("a minute before midnight", 6.0, [(18, 23 + 59 / 60)], (18_000, 0, 2_330)),
    ("a minute after midnight", 6.0, [(18.05, 24 + 1 / 60)], (18_000, 0, 2_356)),
    ("a minute before 4 h", 7.0, [(27 + 59 / 60, 34)], (21_000, 0, 1_186)),
]  # fmt: skip


@pytest.mark.parametrize(("planned_h", "worked", "cents"), [row[1:] for row in CASES],
                         ids=[row[0] for row in CASES])  # fmt: skip
def test_a_shift_is_paid_as_computed_by_hand(planned_h, worked, cents):
    found = pay(planned_h, *worked)
    assert (found.driver_cents, found.overtime_cents, found.night_cents) == cents
    assert found.total_cents == sum(cents)


@given(st.floats(10.0, 60.0), st.floats(2.0, 13.0), st.integers(0, 9000), SPANS)
def test_parts_are_whole_cents_and_within_half_a_cent_of_the_exact_sum(wage, planned, start, spans):
    worked, now = [], float(start)
    for rest, work in spans:
        worked.append((now + rest, now + rest + work))
        now += rest + work
    found = pay_of(wage, planned, worked, RULES)
    per_min = Fraction(wage) * 100 / 60
    minutes = [m for a, b in worked for m in range(int(a), int(b))]
    basic = Fraction(60 * max(planned, 6.0))
    over = max(Fraction(0), len(minutes) - basic)
    hours = [m % 1440 / 60 for m in minutes]
    share = sum(
        Fraction(40, 100) if h < 4 else Fraction(25, 100) for h in hours if h < 6 or h >= 20
    )
    exact = per_min * (basic + over * (1 + Fraction(78, 400)) + Fraction(78, 100) * share)
    assert found.total_cents == found.driver_cents + found.overtime_cents + found.night_cents
    assert abs(found.total_cents - exact) <= Fraction(3, 2) + Fraction(1, 10**6)
    assert found.paid_min == pytest.approx(float(basic + over))
    assert found.night_min == sum(h < 6 or h >= 20 for h in hours)
    assert found.deep_night_min == sum(h < 4 for h in hours)


@given(st.floats(0.0, 2000.0), st.floats(1.0, 900.0), st.floats(0.0, 1.0))
def test_pay_does_not_depend_on_how_work_is_cut_into_pieces(start, minutes, share):
    cut = start + share * minutes
    whole = pay_of(31.0, 6.0, [(start, start + minutes)], RULES)
    pieces = pay_of(31.0, 6.0, [(start, cut), (cut, start + minutes)], RULES)
    for part in ("driver_cents", "overtime_cents", "night_cents"):
        assert (
            abs(getattr(whole, part) - getattr(pieces, part)) <= 1
        )  # a rounding tie may fall apart
    assert math.isclose(whole.paid_min, pieces.paid_min)


def test_the_terms_of_pay_are_the_worlds():
    worked = [(20.0, 27.0)]
    rules = PayRules(least_paid_h=3.0, overtime_share=0.5, night_share=0.5, gross_share=1.0)
    found = pay(5.0, *worked, rules=rules)
    assert (found.driver_cents, found.overtime_cents) == (15_000, 9_000)
    assert found.night_cents == 4 * 1_500 + 3 * 2_400
