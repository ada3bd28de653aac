"""A rule module as text and as a syntax tree that know of each other.

The search reads the tree and edits the text: whatever an edit does not touch, comments and layout
above all, stays as its author wrote it.
"""

import ast
from collections.abc import Iterator
from functools import cached_property

from ruleloop.agents.evolve.idle import effects_of

Number = int | float
_MOST = 1e15  # whole numbers up to here are exact as floats, and no quantity is larger


class RuleModule:
    """One rule module, read-only.

    Raises:
        SyntaxError: the source is no Python.
    """

    def __init__(self, source: str) -> None:
        self.source = source.replace("\r\n", "\n").replace("\r", "\n")
        self.tree = ast.parse(self.source)
        self.lines = self.source.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """The parent of every node."""
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        """The module-level functions by name, in source order."""
        return {s.name: s for s in self.tree.body if isinstance(s, ast.FunctionDef)}

    @cached_property
    def constants(self) -> dict[str, ast.Assign | ast.AnnAssign]:
        """The statements of module-level constants (`UPPER_CASE = ...`) by name."""
        found: dict[str, ast.Assign | ast.AnnAssign] = {}
        for statement in self.tree.body:
            name = _constant_name(statement)
            if name and isinstance(statement, ast.Assign | ast.AnnAssign):
                found[name] = statement
        return found

    @cached_property
    def effects(self) -> tuple[str, ...]:
        """What identifies the functions up to code that has no effect; see `is_idle`."""
        return effects_of(self.source)

    @cached_property
    def bound_names(self) -> frozenset[str]:
        """Every name that the module binds at its top level, imports included."""
        return frozenset(name for s in self.tree.body for name in bound_by(s))

    @cached_property
    def all_names(self) -> frozenset[str]:
        """Every name that occurs anywhere in the module."""
        nodes = ast.walk(self.tree)
        names = {n.id for n in nodes if isinstance(n, ast.Name)} | set(self.functions)
        return frozenset(names | self.bound_names)

    def offset(self, line: int, column: int) -> int:
        """The place in the text of a line (from 1) and a column in UTF-8 bytes, as `ast` has it."""
        text = self.lines[line - 1]
        if not text.isascii():
            column = len(text.encode()[:column].decode())
        return self._starts[line - 1] + column

    def line_start(self, line: int) -> int:
        """Where a line (from 1) starts in the text; one past the last line is the text's end."""
        return min(self._starts[line - 1], len(self.source))

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Start and end of a node in the text."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self.offset(node.lineno, node.col_offset)
        return start, self.offset(node.end_lineno, node.end_col_offset)

    def text(self, node: ast.expr | ast.stmt) -> str:
        """The source of a node as its author wrote it."""
        start, end = self.span(node)
        return self.source[start:end]

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes above this one, nearest first."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def function_of(self, node: ast.AST) -> ast.FunctionDef | None:
        """The module-level function that a node stands in."""
        found = None
        for above in self.ancestors(node):
            if isinstance(above, ast.FunctionDef):
                found = above
        return found


def bound_by(statement: ast.stmt) -> tuple[str, ...]:
    """The names that a statement binds in its own scope (not inside its blocks)."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return (statement.name,)
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return tuple((a.asname or a.name).split(".")[0] for a in statement.names)
    if isinstance(statement, ast.Assign):
        return tuple(n for target in statement.targets for n in stored_names(target))
    if isinstance(statement, ast.AnnAssign):
        return stored_names(statement.target) if statement.value else ()
    if isinstance(statement, ast.AugAssign):
        return stored_names(statement.target)
    return ()


def stored_names(target: ast.expr) -> tuple[str, ...]:
    """The plain names that an assignment target binds."""
    if isinstance(target, ast.Name):
        return (target.id,)
    if isinstance(target, ast.Starred):
        return stored_names(target.value)
    if isinstance(target, ast.Tuple | ast.List):
        return tuple(name for element in target.elts for name in stored_names(element))
    return ()


def number_of(node: ast.AST | None) -> Number | None:
    """The value of a numeric literal, with or without a sign; None for anything else.

    A number beyond `_MOST` is no quantity that could be scaled or moved, and counts as none.
    """
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = number_of(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        is_number = not isinstance(node.value, bool) and abs(node.value) <= _MOST
        return node.value if is_number else None
    return None


def _constant_name(statement: ast.stmt) -> str:
    names = bound_by(statement)
    return names[0] if len(names) == 1 and names[0].isupper() else ""
