"""The gate refuses with a sentence that names the line, and lets honest rules pass."""

import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.interface import read_interface
from ruleloop.isolation.allowed import MODULES
from ruleloop.isolation.gate import MOST_DEPTH, MOST_NODES, gate

CARD = {"decide": ("stock", "tools")}
HEAD = "def decide(stock, tools):\n"


@pytest.mark.parametrize("name", ["baseline", "recent_demand", "reorder_point"])
def test_shipped_rules_pass(name: str, toy: Any) -> None:
    assert gate(toy.rules[name], read_interface(toy.interface)) == ()


@pytest.mark.parametrize(
    "body",
    [
        "return np.clip(np.linalg.norm(stock.x), 0, 1)",
        "return sum(x for x in stock.x if x > 0) / max(1, len(stock.x))",
        "try:\n        return 1 / stock.x\n    except KeyError as e:\n        raise e",
        "return f'{stock.x:.2f}' + str(stock.x)",
        "global TOTAL\n    TOTAL = TOTAL + 1\n    return (lambda y=2, *z: y)(TOTAL)",
        "a, *b = stock.x\n    b[0]: float = 1.0\n    return {**{'a': a}, 'b': b}['a']",
        "return la.det(np.eye(2)) + fsum([1, 2]) + st.fmean([1])",
    ],
)  # fmt: skip
def test_ordinary_python_passes(body: str) -> None:
    head = (
        "import numpy as np, numpy.linalg as la\nimport statistics as st\nfrom math import fsum\n"
        "from dataclasses import dataclass, field\nimport collections.abc\n"
        "from simulators.shop.interface import Stock\nTOTAL = 0\n"
        "@dataclass\nclass Memory:\n    seen: list[float] = field(default_factory=list)\n"
        "    def __post_init__(self): self._count = 0\n"
    )
    assert gate(f"{head}{HEAD}    {body}\n", CARD) == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("import os", "line 2: `import os` is not allowed; rules may import numpy, math,"),
        ("from os import path", "line 2: `from os import` is not allowed"),
        ("from . import x", "line 2: `from . import` is not allowed"),
        ("from math import *", "line 2: `from math import *` is not allowed"),
        ("from simulators.shop.interface import _x", "line 2: `from simulators.shop.interface"),
        (
            "from simulators.shop.interface import msgspec",
            "line 2: `from simulators.shop.interface",
        ),
        ("import simulators.shop.interface", "line 2: `import simulators.shop.interface`"),
        ("import time", "line 2: `import time` is not allowed"),
        ("import random", "line 2: `import random` is not allowed"),
        ("open('x')", "line 2: `open` is not available to rules"),
        ("print(1)", "line 2: `print` is not available to rules"),
        ("eval('1')", "line 2: `eval` is not available to rules"),
        ("getattr(stock, 'x')", "line 2: `getattr` is not available to rules"),
        ("id = 3", "line 2: `id` is not available to rules"),
        ("(lambda hash: 1)(2)", "line 2: `hash` is not available to rules; choose another name"),
        ("nowhere", "line 2: `nowhere` is not defined"),
        ("stock.__class__", "line 2: the attribute `.__class__` is not available to rules"),
        ("tools._ask(1)", "line 2: the private attribute `._ask` is not available to rules"),
        ("'{0.x}'.format(stock)", "line 2: the attribute `.format` is not available to rules"),
        ("(x for x in []).gi_frame", "line 2: the attribute `.gi_frame` is not available"),
        ("import numpy as np; np.load('x')", "line 2: `numpy.load` is not available to rules"),
        ("import numpy as np; np.empty(3)", "line 2: `numpy.empty` is not available to rules"),
        ("import numpy as np; np.random.random()", "line 2: `numpy.random` is not available"),
        ("import numpy as np; m = np", "line 2: the module `np` may only be used as `np.<name>`"),
        ("import numpy as np; m = np.linalg", "line 2: the module `numpy.linalg` may only be used"),
        ("import numpy as np; np.sum = 3", "line 2: `numpy.sum` must not be changed"),
        ("import statistics as s; s.random", "line 2: `statistics.random` is not available"),
        ("class A:\n        def __del__(self): pass", "line 3: `__del__` must not be defined"),
        ("class A(metaclass=B): pass", "line 2: a class takes no keywords in rules"),
        ("with stock: pass", "line 2: `with` is not allowed in rules"),
        ("await stock", "line 2: `await` is not allowed in rules"),
        ("match stock:\n        case 1: pass", "line 2: `match` is not allowed in rules"),
        ("def sum(x): pass", "line 2: `sum` is a name of Python; choose another name"),
    ],
)
def test_what_is_refused_is_told_with_its_line(body: str, reason: str) -> None:
    reasons = gate(f"{HEAD}    {body}\n", CARD)
    assert any(text.startswith(reason) for text in reasons), reasons


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("x = 1", "no function `decide(stock, tools)` is defined"),
        ("def decide(stock): return 1", "line 1: `decide(stock, tools)` takes 2 parameters"),
        ("def decide(a, b, c): return 1", "line 1: `decide(stock, tools)` takes 2 parameters"),
        ("def decide(a, b, *, c): return 1", "line 1: `decide(stock, tools)` takes 2 parameters"),
        ("async def decide(a, b): pass", "no function `decide(stock, tools)` is defined"),
        ("def decide(", "line 1: '(' was never closed"),
    ],
)
def test_decisions_must_be_there_with_their_parameters(source: str, reason: str) -> None:
    assert reason in gate(source, CARD)


@pytest.mark.parametrize("signature", ["a, b", "a, b, c=1", "*a", "a, /, b", "a, *b, c=1"])
def test_any_signature_that_can_be_called_is_good_enough(signature: str) -> None:
    assert gate(f"def decide({signature}): return 1", CARD) == ()


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("#" * 70_000, "the source has 70000 bytes"),
        ("x = [" + "0," * (MOST_NODES + 1) + "]", f"more than {MOST_NODES} syntax nodes"),
        ("x = " + "-" * (MOST_DEPTH + 5) + "1", f"nested more than {MOST_DEPTH} syntax nodes"),
        ("x = " + "-" * 50_000 + "1", "the source cannot be parsed"),
        ("x = " + "(" * 5_000, "too many nested parentheses"),
        ("x = a" + ".a" * 20_000, "the source cannot be parsed"),
        ("x = 1" + "+1" * 20_000, "the source cannot be parsed"),
        ("x = " + "lambda: " * 8_000 + "1", "the source cannot be parsed"),
        ("x = '\0'", "null bytes"),
    ],
)
def test_sources_made_to_break_the_parser_get_one_reason(source: str, reason: str) -> None:
    (only,) = gate(source, CARD)
    assert reason in only


def test_many_reasons_are_cut_short() -> None:
    reasons = gate("import os\n" * 100, CARD)
    assert len(reasons) == 21
    assert reasons[-1] == "and 81 more reasons"


@given(st.text(max_size=300))
def test_any_text_gets_reasons_and_never_an_error(source: str) -> None:
    assert gate(source, CARD)


def test_every_allowed_name_exists_where_it_is_said_to_be() -> None:
    import importlib

    missing = [
        f"{module}.{name}"
        for module, names in MODULES.items()
        for name in names
        if not hasattr(importlib.import_module(module), name)
    ]
    assert missing == []


def test_the_gate_needs_no_numpy() -> None:
    code = "import sys, ruleloop.isolation.gate; sys.exit('numpy' in sys.modules)"
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], check=False, env=environment)
    assert done.returncode == 0
