"""Rule texts as syntax: what makes two candidates the same, and one simpler than another."""

import ast
import hashlib

CLEARLY_SIMPLER_SHARE = 0.97
"""A candidate with at most this share of the champion's syntax nodes is clearly simpler."""


def syntax_hash(source: str) -> str:
    """The SHA-256 of a text's syntax tree: comments, layout and docstrings do not count.

    Raises:
        SyntaxError: the text is no Python; the gate refuses such texts before.
    """
    return hashlib.sha256(ast.dump(_without_docstrings(ast.parse(source))).encode()).hexdigest()


def syntax_nodes(source: str) -> int:
    """How many nodes the syntax tree has, docstrings left out: the length of a rule set.

    Raises:
        SyntaxError: the text is no Python.
    """
    return sum(1 for _ in ast.walk(_without_docstrings(ast.parse(source))))


def clearly_simpler(nodes: int, *, than: int) -> bool:
    """Whether a text of `nodes` nodes is so much shorter that it may be kept for that alone."""
    return nodes <= CLEARLY_SIMPLER_SHARE * than


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and _documented(node):
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def _documented(node: ast.Module | ast.FunctionDef | ast.ClassDef) -> bool:
    first = node.body[0] if node.body else None
    return (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
