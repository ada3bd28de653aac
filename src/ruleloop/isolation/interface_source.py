"""The source texts that a warm parent is given: an interface and the modules that it is made of.

Only `interface.py` and what it imports from its own package cross the boundary, as text: no
simulator, no path of the workspace.
"""

import ast
import inspect
import sys
from types import ModuleType

import msgspec

from ruleloop.errors import DomainError


class ModuleSource(msgspec.Struct, frozen=True):
    """One module as text."""

    name: str
    text: str


def interface_sources(interface: ModuleType) -> tuple[ModuleSource, ...]:
    """The parts of an interface in the order in which they can be built, the interface last.

    Raises:
        DomainError: the text of a part cannot be read.
    """
    found: dict[str, ModuleSource] = {}
    _collect(interface, interface.__name__.rpartition(".")[0], found)
    return tuple(found.values())


def _collect(module: ModuleType, package: str, found: dict[str, ModuleSource]) -> None:
    text = _read(module)
    for name in _siblings(text, package):
        if name not in found and name in sys.modules:
            _collect(sys.modules[name], package, found)
    found[module.__name__] = ModuleSource(module.__name__, text)


def _siblings(text: str, package: str) -> list[str]:
    """The modules of the same package that a text imports from, in order."""
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    return [
        each.module for each in imports if each.module and each.module.startswith(f"{package}.")
    ]


def _read(module: ModuleType) -> str:
    try:
        return inspect.getsource(module)
    except (OSError, TypeError) as error:
        raise DomainError(f"{module.__name__}: its source text cannot be read: {error}") from None
