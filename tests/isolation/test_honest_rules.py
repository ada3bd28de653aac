"""Honest rules answer in a cell exactly as they would without one."""

import re
import time
from types import ModuleType
from typing import Any

import pytest

from ruleloop.evaluation.replication import RuleFaulted
from ruleloop.isolation.boundary import Cell, CellBlock, Limits

FIRST_DAY = (0, 10.0, 0.0, (1.0,) * 7)


def opened(block: CellBlock, toy: Any, source: str, answer: Any = None) -> Cell:
    cell = block.open(source)
    cell.begin(toy.interface.Shop(2, 56), answer)
    return cell


def decide(body: str, before: str = "") -> str:
    return f"{before}\ndef order_quantity(stock, shop, tools):\n    {body}\n"


@pytest.mark.parametrize("name", ["baseline", "recent_demand", "reorder_point"])
def test_shipped_rules_measure_the_same_in_a_cell_and_in_process(
    name: str, block: CellBlock, toy: Any, play: Any, in_process: Any
) -> None:
    with block.open(toy.rules[name]) as rules:
        assert play(rules, 56) == play(in_process(toy.rules[name]), 56)
        assert rules.decisions == 56


def test_two_replications_of_the_same_rules_have_the_same_digest_and_others_another(
    block: CellBlock, toy: Any, play: Any
) -> None:
    digests = []
    for name in ("baseline", "baseline", "reorder_point"):
        with block.open(toy.rules[name]) as rules:
            play(rules)
        digests.append(rules.digest)
    assert digests[0] == digests[1] != digests[2]


def test_many_observations_cross_in_one_message_and_give_the_same_actions(
    block: CellBlock, toy: Any
) -> None:
    stocks = [toy.interface.Stock(day, 3.0 * day, 0.0, (1.0,) * 7) for day in range(200)]
    with opened(block, toy, toy.rules["baseline"]) as rules:
        assert rules.order_quantity.map(stocks) == [rules.order_quantity(s) for s in stocks]
        assert rules.order_quantity.map([]) == []
        assert rules.decisions == 400


def test_the_cell_tells_its_processor_time_once_it_is_closed(block: CellBlock, toy: Any) -> None:
    with opened(block, toy, toy.rules["baseline"]) as rules:
        assert rules.cpu_s == 0.0
    assert 0.0 < rules.cpu_s < 1.0


def test_module_state_lives_for_one_replication_only(block: CellBlock, toy: Any) -> None:
    source = decide("SEEN.append(stock.day)\n    return float(len(SEEN))", "SEEN = []")
    stock = toy.interface.Stock(*FIRST_DAY)
    for _ in range(2):
        with opened(block, toy, source) as rules:
            assert [rules.order_quantity(stock) for _ in range(3)] == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    "body",
    [
        "np.hidden = getattr(np, 'hidden', 0) + 1; return float(np.hidden)",
        "os.environ['N'] = str(int(os.environ.get('N', 0)) + 1); return float(os.environ['N'])",
        "sys.modules['n'] = sys.modules.get('n', 0) + 1; return float(sys.modules['n'])",
    ],
)
def test_nothing_is_carried_into_the_next_replication(
    body: str, ungated: CellBlock, toy: Any
) -> None:
    for _ in range(2):
        with opened(ungated, toy, decide(body, "import os, sys\nimport numpy as np")) as rules:
            assert rules.order_quantity(toy.interface.Stock(*FIRST_DAY)) == 1.0


@pytest.mark.parametrize(
    "body",
    [
        "return float(hash('text') % 997)",
        "return float(ord(''.join({'a', 'b', 'c', 'd', 'e', 'f'})[0]))",
        "return float(id(stock) % 10**9)",
        "return float(id(None) % 10**9)",
        "return float([hash(x) for x in {object() for _ in range(99)}][0] % 10**9)",
        "return random.random()",
        "return float(np.random.random())",
    ],
)
def test_hashes_addresses_and_global_generators_are_the_same_in_every_cell_of_every_block(
    body: str, ungated: CellBlock, interface: ModuleType, toy: Any
) -> None:
    source = decide(body, "import random\nimport numpy as np")
    stock = toy.interface.Stock(*FIRST_DAY)
    answers = []
    with CellBlock(interface, gate=False) as other:
        for cells in (other, other, ungated):
            with opened(cells, toy, source) as rules:
                answers.append(rules.order_quantity(stock))
    assert len(set(answers)) == 1


def test_requests_are_answered_by_the_worker_during_the_decision(
    block: CellBlock, toy: Any
) -> None:
    asked = []

    def answer(request: Any) -> float:
        asked.append(request)
        return 17.5

    with opened(block, toy, decide("return tools.weekday_units(3)"), answer) as rules:
        assert rules.order_quantity(toy.interface.Stock(*FIRST_DAY)) == 17.5
    assert asked == [toy.interface.AskForecast(3)]


def test_a_bad_request_reaches_the_rule_as_a_value_error_that_it_may_catch(
    block: CellBlock, toy: Any
) -> None:
    def answer(request: Any) -> float:
        raise ValueError(f"no weekday {request.weekday}")

    stock = toy.interface.Stock(*FIRST_DAY)
    caught = (
        "try:\n        return tools.weekday_units(9)\n    except ValueError:\n        return 3.0"
    )
    with opened(block, toy, decide(caught), answer) as rules:
        assert rules.order_quantity(stock) == 3.0
    with (
        opened(block, toy, decide("return tools.weekday_units(1)"), answer) as rules,
        pytest.raises(RuleFaulted, match="no weekday 1"),
    ):
        rules.order_quantity(stock)


def test_an_error_of_the_trusted_answer_is_the_simulators_own(block: CellBlock, toy: Any) -> None:
    def answer(request: Any) -> float:
        raise KeyError("a bug in the simulator")

    with (
        opened(block, toy, decide("return tools.weekday_units(1)"), answer) as rules,
        pytest.raises(KeyError, match="a bug in the simulator"),
    ):
        rules.order_quantity(toy.interface.Stock(*FIRST_DAY))


def test_an_answer_of_the_wrong_type_is_the_simulators_own_error(
    interface: ModuleType, toy: Any
) -> None:
    source = decide("return tools.weekday_units(1)")
    with (
        CellBlock(interface) as cells,
        opened(cells, toy, source, lambda _: "seventeen") as rules,
        pytest.raises(TypeError, match="AskForecast: Expected `float`, got `str`"),
    ):
        rules.order_quantity(toy.interface.Stock(*FIRST_DAY))


def test_a_message_of_many_may_hold_as_many_requests_as_its_decisions_one_by_one(
    interface: ModuleType, toy: Any
) -> None:
    source = decide("return tools.weekday_units(1) + tools.weekday_units(2)")
    stocks = [toy.interface.Stock(*FIRST_DAY)] * 9
    limits = Limits(requests=2)
    with CellBlock(interface, limits=limits) as cells:
        with opened(cells, toy, source, lambda _: 1.0) as rules:
            assert rules.order_quantity.map(stocks) == [2.0] * 9
        more = source.replace("return", "tools.weekday_units(3); return")
        with (
            opened(cells, toy, more, lambda _: 1.0) as rules,
            pytest.raises(RuleFaulted, match="more than 18 requests"),
        ):
            rules.order_quantity.map(stocks)


def test_time_that_the_worker_spends_on_a_request_is_not_the_rules_delay(
    interface: ModuleType, toy: Any
) -> None:
    def answer(request: Any) -> float:
        time.sleep(0.4)
        return 1.0

    limits = Limits(decision_s=0.3)
    source = decide("return tools.weekday_units(1) + tools.weekday_units(2)")
    with CellBlock(interface, limits=limits) as cells, opened(cells, toy, source, answer) as rules:
        assert rules.order_quantity(toy.interface.Stock(*FIRST_DAY)) == 2.0


def test_a_raise_is_told_with_the_lines_of_the_rules(block: CellBlock, toy: Any) -> None:
    source = "def help(x):\n    return 1.0 / x\n" + decide("return share(0.0)")
    source = source.replace("def help", "def share")
    with opened(block, toy, source) as rules, pytest.raises(RuleFaulted) as faulted:
        rules.order_quantity(toy.interface.Stock(*FIRST_DAY))
    assert faulted.value.fault.kind == "raised"
    assert faulted.value.fault.detail == (
        "line 5, in order_quantity: return share(0.0)\n"
        "line 2, in share: return 1.0 / x\n"
        "ZeroDivisionError: float division by zero"
    )


def test_a_fault_stays_whatever_the_simulator_does_with_it(block: CellBlock, toy: Any) -> None:
    with opened(block, toy, decide("return 'x'")) as rules:
        for _ in range(3):
            with pytest.raises(RuleFaulted, match="expected `float`, got `str`"):
                rules.order_quantity(toy.interface.Stock(*FIRST_DAY))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("x = 1", r"no function `order_quantity\(observation, facts, tools\)` is defined"),
        ("def order_quantity(stock): return 1.0", "takes? 3 parameters"),
        ("order_quantity = 3", "no function"),
        ("def order_quantity(", "line 1"),
        ("x = '\ud800'", "the source is no text"),
        ("#" * 70_000, "70000 bytes"),
        ("x = " + "-" * 60_000 + "1", "cannot be parsed|cannot be compiled"),
    ],
)
@pytest.mark.parametrize("gate", [True, False], ids=["gate", "wall"])
def test_rules_that_do_not_fit_are_told_so_when_they_are_opened(
    source: str, text: str, gate: bool, block: CellBlock, ungated: CellBlock
) -> None:
    with pytest.raises(RuleFaulted) as faulted:
        (block if gate else ungated).open(source)
    assert faulted.value.fault.kind == "gate"
    assert re.search(text, faulted.value.fault.detail)


def test_rules_may_import_from_the_interface(block: CellBlock, toy: Any) -> None:
    before = "from simulators.inventory.interface import Shop, Stock"
    source = decide("return float(isinstance(stock, Stock) and isinstance(shop, Shop))", before)
    with opened(block, toy, source) as rules:
        assert rules.order_quantity(toy.interface.Stock(*FIRST_DAY)) == 1.0


def test_a_simulator_that_breaks_its_interface_is_not_the_rules_fault(
    block: CellBlock, toy: Any
) -> None:
    with opened(block, toy, toy.rules["baseline"]) as rules, pytest.raises(AttributeError):
        _ = rules.no_such_decision
    with block.open(toy.rules["baseline"]) as rules, pytest.raises(RuntimeError, match="begin"):
        rules.order_quantity(toy.interface.Stock(*FIRST_DAY))


def test_an_observation_of_the_wrong_type_names_the_place(interface: ModuleType, toy: Any) -> None:
    with (
        CellBlock(interface) as fresh,
        opened(fresh, toy, toy.rules["baseline"]) as rules,
        pytest.raises(TypeError, match="order_quantity: Expected `float`, got `str`"),
    ):
        rules.order_quantity(toy.interface.Stock(0, "ten", 0.0, ()))


def test_numpy_numbers_are_as_good_as_plain_ones(block: CellBlock, toy: Any) -> None:
    stock = toy.interface.Stock(*FIRST_DAY)
    for number in ("np.float64(2.5)", "np.float32(2.5)", "np.array(2.5)"):
        with opened(block, toy, decide(f"return {number}", "import numpy as np")) as rules:
            assert rules.order_quantity(stock) == 2.5
    with opened(block, toy, decide("return np.int64(2)", "import numpy as np")) as rules:
        assert rules.order_quantity(stock) == 2.0
