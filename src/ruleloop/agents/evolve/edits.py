"""Changes of a rule module's text, and the brackets that they need."""

import ast
from collections.abc import Iterable
from typing import NamedTuple

from ruleloop.agents.evolve.rule_module import RuleModule


class Edit(NamedTuple):
    """Put `text` in place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


def apply_edits(source: str, edits: Iterable[Edit]) -> str:
    """The text after all edits. An edit that overlaps an earlier one is left out."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at:
            continue
        parts += [source[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, source[at:]])


def put(module: RuleModule, node: ast.expr, text: str) -> Edit:
    """Replace an expression, in brackets where the place demands them."""
    start, end = module.span(node)
    bracketed = module.source[start - 1 : start] == "(" and module.source[end : end + 1] == ")"
    if not bracketed and binding(text) < demanded(module.parents[node], node):
        text = f"({text})"
    return Edit(start, end, text)


def operand(text: str, level: int) -> str:
    """An expression's text as an operand of an operator that binds at `level`."""
    return text if binding(text) >= level else f"({text})"


# How strongly expressions bind (Python reference, section 6.17).
CONDITIONAL, OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, POWER, ATOM = range(1, 11)


def binding(text: str) -> int:
    """How strongly the outermost operator of an expression binds."""
    return _binding(ast.parse(f"({text}\n)", mode="eval").body)


_BINDINGS: dict[type[ast.expr], int] = {
    ast.IfExp: CONDITIONAL, ast.Lambda: CONDITIONAL, ast.NamedExpr: CONDITIONAL,
    ast.Compare: COMPARISON, ast.Tuple: 0, ast.GeneratorExp: 0, ast.Starred: 0, ast.Yield: 0,
}  # fmt: skip


def _binding(node: ast.expr) -> int:
    match node:
        case ast.BoolOp():
            return OR if isinstance(node.op, ast.Or) else AND
        case ast.UnaryOp():
            return NOT if isinstance(node.op, ast.Not) else SIGN
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return SUM
        case ast.BinOp():
            return POWER if isinstance(node.op, ast.Pow) else PRODUCT
    return _BINDINGS.get(type(node), ATOM)


def demanded(parent: ast.AST, child: ast.expr) -> int:
    """How strongly an expression in the place of `child` must bind to need no brackets."""
    match parent:
        case ast.BinOp():
            return _of_operand(parent, child)
        case ast.Compare():
            return COMPARISON + 1
        case ast.BoolOp():
            return _binding(parent) + 1
        case ast.UnaryOp():
            return _binding(parent)
        case ast.Attribute() | ast.Starred() | ast.Await():
            return ATOM
        case ast.Call() if parent.func is child:
            return ATOM
        case ast.Subscript() if parent.value is child:
            return ATOM
        case ast.IfExp():
            return CONDITIONAL if parent.orelse is child else OR
        case ast.comprehension():
            return OR
    return 0


def _of_operand(parent: ast.BinOp, child: ast.expr) -> int:
    if isinstance(parent.op, ast.Pow):  # the one operator that groups from the right
        return SIGN if parent.right is child else POWER + 1
    return _binding(parent) + (parent.right is child)
