"""The order book: nothing is lost, nothing is made out of nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.supply_chain.observations import Zone
from simulators.supply_chain.play.orderbook import OrderBook, within_hours
from tests.simulators.supply_chain.tiny_week import DAY, order

MOVES = st.lists(st.sampled_from(["load", "deliver", "back", "cancel", "buy"]), max_size=30)


@given(st.floats(0.1, 500.0), MOVES, st.lists(st.floats(0.01, 1.0), min_size=30, max_size=30))
def test_whatever_happens_to_an_order_its_units_add_up(
    units: float, moves: list[str], shares: list[float]
) -> None:
    book, aboard = OrderBook(), []
    entry = book.take_in(0, order(quantity_units=units), (DAY,))
    for move, share in zip(moves, shares, strict=False):
        if move == "load" and 0 in book.open:
            aboard.append(book.load(0, share * entry.open_units))
        elif move == "deliver" and aboard:
            book.deliver(0, aboard.pop(), 0.0)
        elif move == "back" and aboard:
            book.bring_back(0, aboard.pop())
        elif move == "cancel":
            book.cancel(0)
        elif move == "buy" and 0 in book.open:
            book.buy(0)
    for part in aboard:
        book.bring_back(0, part)
    book.check()


def test_goods_that_are_still_aboard_at_the_end_are_noticed() -> None:
    book = OrderBook()
    book.take_in(0, order(), (DAY,))
    book.load(0, 4.0)
    with pytest.raises(AssertionError):
        book.check()


def test_windows_are_cut_to_the_hours_of_the_zone_on_every_day() -> None:
    old_town = Zone("old town", open_min=360.0, close_min=660.0)
    assert within_hours([(480.0, 1080.0)], old_town) == ((480.0, 660.0),)
    assert within_hours([(0.0, 2880.0)], old_town) == ((360.0, 660.0), (1800.0, 2100.0))
    assert within_hours([(700.0, 900.0)], old_town) == ((700.0, 900.0),)  # nothing would be left
    assert within_hours([(480.0, 1080.0)], Zone("suburb")) == ((480.0, 1080.0),)
