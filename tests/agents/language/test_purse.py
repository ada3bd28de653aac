"""Money: what is under way counts as dear as it can become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.agents.language.prices import PRICES
from ruleloop.agents.language.purse import Purse, forecast
from ruleloop.agents.language.usage import Asked, Price, Tokens, usd

PRICE = Price(sent=2.0, written=2.5, cached=0.1, received=10.0)


def test_each_kind_of_token_has_its_price():
    tokens = Tokens(sent=1_000_000, written=2_000_000, cached=3_000_000, received=4_000_000)
    assert usd(tokens, PRICE) == pytest.approx(2.0 + 5.0 + 0.3 + 40.0)


def test_a_long_prompt_costs_more_for_every_token():
    price = Price(sent=1.0, written=1.0, cached=1.0, received=1.0, long_from=10, long_factor=5.0)
    assert usd(Tokens(sent=10, received=1), price) == pytest.approx(11e-6)
    assert usd(Tokens(sent=11, received=1), price) == pytest.approx(60e-6)


@given(
    cap=st.floats(0.01, 5.0),
    requests=st.lists(
        st.tuples(st.integers(1, 50_000), st.integers(1, 9_000), st.floats(0, 1)), max_size=60
    ),
)
def test_the_cap_holds_whatever_is_asked_and_however_much_is_under_way(cap, requests):
    purse, open_requests = Purse(PRICE, cap), []
    for characters, most_tokens, share in requests:
        most = purse.most_usd(characters, most_tokens)
        if purse.affords(most):
            open_requests.append((purse.reserve(most), most))
        if share < 0.5 and open_requests:
            receipt, most = open_requests.pop(0)
            purse.settle(receipt, (Asked("m", Tokens(), share * most),))
        assert purse.spent_usd <= cap


def test_the_reserve_is_above_what_text_usually_takes():
    text = "The vehicles of a region are out for hours; orders that cannot wait go first. " * 50
    assert Purse(PRICE, None).most_usd(len(text), 0) >= usd(Tokens(written=len(text) // 4), PRICE)


def test_a_forecast_says_what_the_money_buys():
    words = forecast(Purse(PRICE, 5.0), 35_000, 4_000)
    assert "about 11666 tokens in" in words
    assert "5.00 USD buy about 447 proposals" in words


def test_every_published_price_has_cheaper_reads_than_sends():
    for price in PRICES.values():
        assert 0.0 < price.cached < price.sent <= price.written < price.received
