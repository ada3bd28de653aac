"""Agents read the whole border, however many modules it is made of."""

import ast
from pathlib import Path

from ruleloop.interface_text import interface_text

ROOT = Path(__file__).resolve().parents[1]


def _classes(text: str) -> list[str]:
    return [node.name for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]


def test_an_interface_of_several_modules_is_read_as_one_text() -> None:
    found = _classes(interface_text(ROOT / "simulators", "supply_chain"))
    assert {"OpenOrder", "WavePlan", "Tools", "RouteTools", "Timing"} <= set(found)
    assert found[-1] == "Rules"


def test_an_interface_of_one_module_is_that_module(tmp_path: Path) -> None:
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "interface.py").write_text("import math\nclass Rules: ...\n")
    assert interface_text(tmp_path, "toy") == "import math\nclass Rules: ...\n"
