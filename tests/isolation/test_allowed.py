"""Everything that rules may use works behind the lock: nothing is imported or opened late."""

from collections.abc import Iterator
from typing import Any

import pytest

from ruleloop.isolation.allowed import BUILTINS, MODULES
from ruleloop.isolation.boundary import CellBlock

# arguments that most functions take one of; what they make of them does not matter
CALLER = """
import numpy
from numpy import array, eye

A, V, I = eye(3) + 0.5, array([1.0, 2.0, 3.0]), array([1, 2, 2])
ARGUMENTS = (
    (V,), (2.0,), (A,), (I,), (V, V), (I, I), (A, V), (A, A), (2, 1), (3,), ("a",), ([3, 1, 2],),
    ([A, A],), (V, 1), (V, [0]), (A, 1, 0), (V, I, V), (2.0, 0.5, 1), (lambda x: x, V),
    (lambda x, y: x, [1, 2]), ([1, 2], lambda x: x), ([1, 2], 2), (2, [1, 2, 3]), (1.0, V, V), (),
    (V, V, 1), (lambda x: x, 0, A), ("ij,j", A, V), ("ij,j->i", A, V), ("N", "a b"), (V > 1, V, V),
    (0.5,), (lambda x: x,), (1, int), (int, object), (iter([1]),), (A, 2),
    (array([[[1.0, 2.0]]]), 2),
    ([V > 1], [V]), (V, [V > 1], [1.0]), (A, (3, 3)), (A, I[:, None], 0), (A, I[:, None], 1.0, 0),
)

def call(function):
    for arguments in ARGUMENTS:
        try:
            result = function(*arguments)
        except Exception:
            continue
        try:
            str(result)
            list(zip(result, range(3)))
        except Exception:
            pass
        return True
    return not callable(function)

def order_quantity(stock, shop, tools):
    failed = [name for name, function in FUNCTIONS.items() if not call(function)]
    if failed:
        raise ValueError(" ".join(failed))
    return float(len(FUNCTIONS))
"""

NOT_CALLED = {
    "namedtuple", "Counter", "Protocol", "Any", "Generic", "Optional", "Union", "ClassVar",
    "Final", "Literal", "TypeAlias", "ArrayLike", "NDArray", "annotations", "cached_property",
    "number", "integer", "auto",
}  # fmt: skip


def sources() -> Iterator[Any]:
    for module, names in MODULES.items():
        if module in ("__future__", "typing", "numpy.typing", "collections.abc", "dataclasses"):
            continue
        called = sorted(names - NOT_CALLED)
        table = ", ".join(f"{name!r}: module.{name}" for name in called)
        source = f"import {module} as module\nFUNCTIONS = {{{table}}}\n{CALLER}"
        yield pytest.param(source, len(called), id=module)
    table = ", ".join(f"{name!r}: {name}" for name in sorted(BUILTINS - {"super", "object"}))
    yield pytest.param(f"FUNCTIONS = {{{table}}}\n{CALLER}", len(BUILTINS) - 2, id="built-ins")


@pytest.mark.parametrize(("source", "count"), list(sources()))
def test_every_allowed_function_can_be_called_in_a_locked_cell(
    source: str, count: int, ungated: CellBlock, toy: Any
) -> None:
    assert ungated.tier == "locked"
    with ungated.open(source) as rules:
        rules.begin(toy.interface.Shop(2, 56))
        assert rules.order_quantity(toy.interface.Stock(0, 0.0, 0.0, ())) == count


def test_classes_caches_and_types_work_in_a_locked_cell(block: CellBlock, toy: Any) -> None:
    source = """
from __future__ import annotations
import dataclasses, functools, typing, enum, collections, collections.abc
from numpy.typing import NDArray

class Mode(enum.Enum):
    LOW = enum.auto()
    HIGH = enum.auto()

@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Plan:
    units: float
    mode: Mode = Mode.LOW

class Point(typing.NamedTuple):
    x: float
    y: float = 2.0

Pair = collections.namedtuple("Pair", "a b")

@functools.lru_cache(maxsize=None)
def twice(x: float) -> float:
    return 2.0 * x

def order_quantity(stock, shop, tools):
    plan = dataclasses.replace(Plan(1.0), units=Point(3.0)._replace(y=1.0).x)
    assert dataclasses.asdict(plan)['units'] == dataclasses.astuple(plan)[0]
    assert isinstance([], collections.abc.Sequence)
    return twice(plan.units) + Pair(1, 2).b + len({Mode.LOW, Mode.HIGH}) + float(f"{twice(2):.1f}")
"""
    with block.open(source) as rules:
        rules.begin(toy.interface.Shop(2, 56))
        assert rules.order_quantity(toy.interface.Stock(0, 0.0, 0.0, ())) == 14.0
