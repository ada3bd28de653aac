import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.agents.agent import Brief
from ruleloop.agents.evolve.evolve import Evolve
from ruleloop.agents.evolve.units import (
    alike,
    normal_unit,
    product,
    quotient,
    total,
    unit_of_name,
)
from tests.agents.evolve.quantity import Quantity, UnitClash, quantity
from tests.agents.evolve.samples import made_up
from tests.agents.evolve.toy_trial import toy_brief

UNITS = st.sampled_from(["min", "eur", "units", "eur/km", "km", "share", "number", "any", None])


@given(UNITS, UNITS)
def test_the_order_of_operands_does_not_matter(one: str | None, other: str | None) -> None:
    assert product(one, other) == product(other, one)
    assert (alike(one, other) is None) == (alike(other, one) is None)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("eur", "eur", None),
        ("min", "units", None),
        ("any", "min", "min"),
        ("share", "eur", "eur"),
        ("eur/km", "km", "eur"),
        ("min of day", "any", None),
    ],
)
def test_products_keep_one_unit_at_most(first: str, second: str, expected: str | None) -> None:
    assert product(first, second) == expected


def test_points_in_time_differ_by_an_amount_and_are_never_added() -> None:
    assert total("min of day", "min of day", minus=True) == "min"
    assert total("min of day", "min of day", minus=False) is None
    assert total("min of day", "min", minus=False) == "min of day"
    assert total("min", "min of day", minus=True) is None
    assert quotient("min of day", "any") is None


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("slack_min", "min"),
        ("COST_EUR_PER_KM", "eur/km"),
        ("lead_time_days", "days"),
        ("NOW_ABOVE_MIN_OF_DAY", "min of day"),
        ("SEASON_AHEAD_FACTOR", "number"),
        ("position", None),
    ],
)
def test_a_name_says_its_unit(name: str, unit: str | None) -> None:
    assert unit_of_name(name) == unit


def test_spellings_of_a_unit_are_one_unit() -> None:
    assert normal_unit("EUR/unit") == normal_unit("eur per units") == "eur/units"
    assert normal_unit("minutes") == normal_unit(" min ") == "min"


STATES = ((0, 5.0, 0.0, 30.0), (9, 80.0, 60.0, 12.0), (40, 55.0, 0.0, 0.0))
UNIT_OF_ENDING = {"UNITS": "units", "DAYS": "days", "DAY": "days", "EUR": "eur"}


def play(source: str) -> None:
    """Run the rules on quantities that refuse to be mixed; constants have the unit they name."""
    space: dict[str, object] = {}
    exec(compile(source, "rules", "exec"), space)
    for name, value in space.items():
        if name.isupper() and isinstance(value, float):
            space[name] = named(name, value)
    tools = SimpleNamespace(
        mean_units=lambda values: values[0],
        weekday_units=lambda day: quantity(20.0 + day.value % 7, "units"),
    )
    for day, on_hand, on_order, recent in STATES:
        stock = SimpleNamespace(
            day=quantity(day, "days"),
            on_hand_units=quantity(on_hand, "units"),
            on_order_units=quantity(on_order, "units"),
            recent_demand_units=(quantity(recent, "units"),),
        )
        shop = SimpleNamespace(lead_time_days=quantity(2, "days"))
        try:
            answer = space["order_quantity"](stock, shop, tools)  # type: ignore[operator]
        except ZeroDivisionError:
            continue
        if isinstance(answer, Quantity):
            assert answer.powers == (("units", 1),)


def named(name: str, value: float) -> object:
    rate = re.search(r"_([A-Z]+)_PER_([A-Z]+)(_\d+)?$", name)
    if rate:
        top = "" if rate[1] == "NUMBER" else UNIT_OF_ENDING[rate[1]]
        return quantity(value, f"{top}/{UNIT_OF_ENDING.get(rate[2], 'units')}")
    ending = re.sub(r"_\d+$", "", name).rpartition("_")[2]
    return quantity(value, UNIT_OF_ENDING[ending]) if ending in UNIT_OF_ENDING else value


def test_the_oracle_itself_notices_nonsense() -> None:
    nonsense = (
        "def order_quantity(stock, shop, tools):\n"
        "    return stock.on_hand_units + shop.lead_time_days\n"
    )
    with pytest.raises(UnitClash):
        play(nonsense)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_edit_ever_mixes_units(seed: int) -> None:
    whole = toy_brief(bytes([seed]) * 16)
    # this shipped rule set multiplies days by units a day that the toy calls units
    sets = {name: text for name, text in whole.rule_sets.items() if name != "recent_demand"}
    agent = Evolve(Brief(whole.card, whole.interface_source, sets, whole.champion, whole.seed))
    for number in range(1, 301):
        proposal = agent.propose(number)
        play(proposal.source)
        agent.learn(made_up(number, proposal))
