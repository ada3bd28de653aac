"""How long warm parents and cells live, and what they are allowed to be."""

import os
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ruleloop.errors import DomainError
from ruleloop.evaluation.replication import RuleFaulted
from ruleloop.isolation.boundary import Cell, CellBlock, Limits

FIRST_DAY = (0, 10.0, 0.0, (1.0,) * 7)


def opened(block: CellBlock, toy: Any, source: str) -> Cell:
    cell = block.open(source)
    cell.begin(toy.interface.Shop(2, 56))
    return cell


SOURCE_OF_A_WORKER = """
import os, sys
sys.path.insert(0, sys.argv[1])
import simulators.inventory.interface as interface
from ruleloop.evaluation.replication import RuleFaulted
from ruleloop.isolation.boundary import CellBlock
block = CellBlock(interface)
cell = block.open("def order_quantity(stock, shop, tools):\\n    while True: pass\\n")
print(block._parent._process.pid, cell._conversation._pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_parent_and_cells_die_with_the_worker() -> None:
    command = [sys.executable, "-c", SOURCE_OF_A_WORKER, str(Path(__file__).parents[1] / "toy")]
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, timeout=900, check=False, env=environment)
    pids = [int(p) for p in done.stdout.split()]
    assert len(pids) == 2, done.stderr
    wait_until_gone(pids)


def wait_until_gone(pids: list[int]) -> None:
    for _ in range(200):
        if not any(lives(pid) for pid in pids):
            return
        time.sleep(0.05)
    raise AssertionError([pid for pid in pids if lives(pid)])


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_block_whose_parent_was_killed_starts_another(interface: ModuleType, toy: Any) -> None:
    with CellBlock(interface) as cells:
        cells._parent._process.kill()
        cells._parent._process.wait()
        with opened(cells, toy, toy.rules["baseline"]) as rules:
            assert rules.order_quantity(toy.interface.Stock(*FIRST_DAY)) == 80.0


def test_the_weaker_tier_is_only_used_when_it_is_named(interface: ModuleType, toy: Any) -> None:
    with CellBlock(interface, most="process") as cells:
        assert cells.tier == "process"
        with opened(cells, toy, toy.rules["baseline"]) as rules:
            assert rules.order_quantity(toy.interface.Stock(*FIRST_DAY)) == 80.0


def test_cells_of_one_block_can_be_open_side_by_side(block: CellBlock, toy: Any) -> None:
    stock = toy.interface.Stock(*FIRST_DAY)
    with (
        opened(block, toy, toy.rules["baseline"]) as first,
        opened(block, toy, "def order_quantity(stock, shop, tools): return 1.0") as second,
    ):
        assert [first.order_quantity(stock), second.order_quantity(stock)] == [80.0, 1.0]
        first.close()
        assert second.order_quantity(stock) == 1.0


def test_closing_a_block_ends_its_cells_and_no_process_is_left(
    interface: ModuleType, toy: Any
) -> None:
    block = CellBlock(interface)
    cell = opened(block, toy, toy.rules["baseline"])
    pids = [block._parent._process.pid, cell._conversation._pid]
    block.close()
    wait_until_gone(pids)
    cell.close()


def test_an_interface_that_needs_more_than_its_own_text_is_refused_by_name(made: Any) -> None:
    source = """
    import simulators.made.constants
    from typing import Protocol
    class Rules(Protocol):
        def decide(self, observation: float) -> float: ...
    """
    module = made(source.replace("import simulators.made.constants", "import math"))
    Path(module.__file__).write_text(Path(module.__file__).read_text().replace("math", "no_such"))
    with pytest.raises(DomainError, match=r"simulators\.made\.interface: .*no_such"):
        CellBlock(module)


def test_processor_time_runs_out_however_slow_the_clock_on_the_wall(
    interface: ModuleType, toy: Any
) -> None:
    source = "def order_quantity(stock, shop, tools):\n    while True:\n        pass\n"
    with CellBlock(interface, limits=Limits(cpu_s=1)) as block, opened(block, toy, source) as rules:
        with pytest.raises(RuleFaulted, match="processor time") as faulted:
            rules.order_quantity(toy.interface.Stock(*FIRST_DAY))
        assert faulted.value.fault.kind == "timeout"
        assert rules.cpu_s > 0.5  # the rest of the second went into the start of the cell


def test_a_replication_has_a_deadline_of_its_own(interface: ModuleType, toy: Any) -> None:
    source = (
        "def order_quantity(stock, shop, tools):\n    return sum(0.0 for _ in range(300_000))\n"
    )
    limits = Limits(decision_s=30.0, replication_s=0.5)
    with CellBlock(interface, limits=limits) as block, opened(block, toy, source) as rules:
        days = (toy.interface.Stock(*FIRST_DAY) for _ in range(10_000))
        with pytest.raises(RuleFaulted, match="in time"):
            deque(map(rules.order_quantity, days), maxlen=0)
        assert 0 < rules.decisions < 10_000


def test_a_decision_with_a_body_is_answered_as_usual_where_rules_leave_it_out(made: Any) -> None:
    source = """
    from typing import Protocol
    class Rules(Protocol):
        def decide(self, observation: float) -> float: ...
        def round_up(self, observation: float) -> float:
            return observation + 0.5
    """
    with CellBlock(made(source)) as block:
        with block.open("def decide(observation):\n    return 2.0 * observation\n") as rules:
            rules.begin()
            assert (rules.decide(3.0), rules.round_up(3.0)) == (6.0, 3.5)
        own = "def decide(o):\n    return o\ndef round_up(o):\n    return o + 1.0\n"
        with block.open(own) as rules:
            rules.begin()
            assert rules.round_up(3.0) == 4.0
        with pytest.raises(RuleFaulted, match="no function `decide"):
            block.open("def round_up(o):\n    return o\n")
