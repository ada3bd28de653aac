"""Passages of a simulator that may make it play differently on the same seed."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

_MODULES = frozenset({"random", "secrets", "uuid", "time"})
_CALLS = frozenset({"now", "today", "utcnow", "urandom", "getpid"})
_OWNERS = frozenset({"datetime", "date", "os"})
_BUILT_IN = frozenset({"hash", "id", "__import__"})


def suspects(places: Iterable[Path]) -> list[str]:
    """`file:line: passage` of each clock, hash, unkeyed draw or walk over a set, in order."""
    found = []
    for place in places:
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            lines = {node.lineno: ast.unparse(node) for node in _suspicious(tree)}
            found += [f"{path}:{line}: `{lines[line]}`" for line in sorted(lines)]
    return found


def _suspicious(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_odd(node):
            yield node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in _BUILT_IN:
                yield node
        elif isinstance(node, ast.For | ast.comprehension) and _is_set(node.iter):
            yield node.iter


def _is_odd(node: ast.Attribute) -> bool:
    base = node.value
    if isinstance(base, ast.Attribute):
        return base.attr == "random" or (base.attr in _OWNERS and node.attr in _CALLS)
    name = base.id if isinstance(base, ast.Name) else ""
    return name in _MODULES or (name in _OWNERS and node.attr in _CALLS)


def _is_set(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "set"
    return isinstance(node, ast.Set | ast.SetComp)
