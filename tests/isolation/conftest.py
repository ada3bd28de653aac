import importlib.util
import os
import socket
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from ruleloop.domain import Trace
from ruleloop.draws import Draws
from ruleloop.isolation.boundary import CellBlock, Limits

TOY = Path(__file__).parents[1] / "toy"
QUICK = Limits(decision_s=1.2, replication_s=20.0, cpu_s=5, memory_bytes=1 << 29, requests=2_000)


@pytest.fixture(scope="session")
def toy() -> SimpleNamespace:
    """The toy domain: its interface, its simulator and its shipped rules."""
    sys.path.insert(0, str(TOY))
    try:
        interface = importlib.import_module("simulators.inventory.interface")
        simulator = importlib.import_module("simulators.inventory.simulator")
    finally:
        sys.path.remove(str(TOY))
    rules = {p.stem: p.read_text() for p in sorted((TOY / "rules/inventory").glob("*.py"))}
    return SimpleNamespace(interface=interface, simulator=simulator, rules=rules)


@pytest.fixture(scope="session")
def interface(toy: SimpleNamespace) -> Any:
    return toy.interface


@pytest.fixture(scope="session")
def play(toy: SimpleNamespace) -> Any:
    """Play one replication of the toy domain with rules that live in a cell or in this process."""

    def play(rules: Any, days: int = 14) -> Any:
        world = toy.simulator.World(horizon_days=days)
        return toy.simulator.simulate(world, Draws(b"sixteen byte key"), rules, Trace())

    return play


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Any]:
    """Make the interface module of a domain from its source text."""

    def make(source: str) -> ModuleType:
        path = tmp_path / "interface.py"
        path.write_text(textwrap.dedent(source))
        spec = importlib.util.spec_from_file_location("simulators.made.interface", path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module

    yield make
    sys.modules.pop("simulators.made.interface", None)


def _make_block(interface: ModuleType, *, gate: bool) -> Iterator[CellBlock]:
    os.environ["RULELOOP_SECRET"] = "do not tell"
    with CellBlock(interface, limits=QUICK, gate=gate) as block:
        yield block


@pytest.fixture(scope="session")
def block(interface: ModuleType) -> Iterator[CellBlock]:
    yield from _make_block(interface, gate=True)


@pytest.fixture(scope="session")
def ungated(interface: ModuleType) -> Iterator[CellBlock]:
    yield from _make_block(interface, gate=False)


@pytest.fixture(scope="session")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """What an escape would touch, a file and a port; calling it checks that all is well."""
    folder = tmp_path_factory.mktemp("canary")
    file = folder / "canary.txt"
    file.write_text("alive")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)

        def check() -> None:
            assert [p.name for p in folder.iterdir()] == ["canary.txt"]
            assert file.read_text() == "alive"
            with pytest.raises(BlockingIOError):
                server.accept()

        check.path, check.port = str(file), server.getsockname()[1]  # type: ignore[attr-defined] # a function with an address
        yield check


class InProcess:
    """Rules without any boundary: the oracle for what a cell must answer."""

    def __init__(self, source: str, tools: Any) -> None:
        self._namespace: dict[str, Any] = {}
        self._tools = tools
        exec(source, self._namespace)

    def begin(self, facts: Any, answer: Any) -> None:
        self._extras = (facts, self._tools(facts, answer))

    def order_quantity(self, stock: Any) -> Any:
        return self._namespace["order_quantity"](stock, *self._extras)


@pytest.fixture(scope="session")
def in_process(interface: ModuleType) -> Any:
    return lambda source: InProcess(source, interface.Tools)


@pytest.fixture(scope="session")
def check_honest(block: CellBlock, toy: SimpleNamespace, play: Any, in_process: Any) -> Any:
    """Check that honest rules still play in a block as they did at the very first."""
    source = toy.rules["recent_demand"]
    expected = play(in_process(source))
    with block.open(source) as first:
        play(first)

    def check(cells: CellBlock) -> None:
        with cells.open(source) as rules:
            assert play(rules) == expected
            assert rules.digest == first.digest

    return check
