"""What the wall costs: `python benchmarks/isolation.py`, on one core, with the toy domain.

Processor seconds are those of this process, the warm parent and its cells together where they
share the core; wall clock says the same on an idle machine.
"""

import importlib
import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from ruleloop.isolation.boundary import Cell, CellBlock

TOY = Path(__file__).parents[1] / "tests/toy"
REPLICATIONS = 200
DECISIONS = 5_000


def main() -> None:
    """Print a line per figure."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    sys.path.insert(0, str(TOY))
    interface = importlib.import_module("simulators.inventory.interface")
    source = (TOY / "rules/inventory/recent_demand.py").read_text()
    started_s = time.perf_counter()
    with CellBlock(interface) as block:
        told("warm parent ready", (time.perf_counter() - started_s) * 1e3, "ms")
        print(f"tier: {block.tier}")
        measure_replications(block, interface, source)
        with opened(block, interface, source) as rules:
            measure_decisions(rules, interface)


def opened(block: CellBlock, interface: ModuleType, source: str) -> Cell:
    """A cell that is ready to decide."""
    cell = block.open(source)
    cell.begin(interface.Shop(2, 56), lambda _: 20.0)
    return cell


def measure_replications(block: CellBlock, interface: ModuleType, source: str) -> None:
    """Open, begin and close: what every replication pays."""
    opened(block, interface, source).close()
    cpu_s = 0.0
    started_s, own_s = time.perf_counter(), time.process_time()
    for _ in range(REPLICATIONS):
        cell = opened(block, interface, source)
        cell.close()
        cpu_s += cell.cpu_s
    own_s, wall_s = time.process_time() - own_s, time.perf_counter() - started_s
    told("open, begin, close: wall clock", wall_s / REPLICATIONS * 1e3, "ms")
    told("  of it processor time of the cell", cpu_s / REPLICATIONS * 1e3, "ms")
    told("  and of the worker", own_s / REPLICATIONS * 1e3, "ms")


def measure_decisions(rules: Any, interface: ModuleType) -> None:
    """Round trips: one by one, and a hundred in one message."""
    stock = interface.Stock(0, 10.0, 0.0, (1.0,) * 7)
    decide = rules.order_quantity
    started_s = time.perf_counter()
    for _ in range(DECISIONS):
        decide(stock)
    told("one decision", (time.perf_counter() - started_s) / DECISIONS * 1e6, "us")
    started_s = time.perf_counter()
    for _ in range(DECISIONS // 100):
        decide.map([stock] * 100)
    told("one of a hundred in a message", (time.perf_counter() - started_s) / DECISIONS * 1e6, "us")


def told(what: str, number: float, unit: str) -> None:
    """Print one figure."""
    print(f"{what:<36}{number:9.2f} {unit}")


if __name__ == "__main__":
    main()
