"""Whole statements of a rule module's text: how to take them out and where to put new ones.

A comment goes with the statement that it stands on or directly above, and with nothing else.
"""

import ast

from ruleloop.agents.evolve.edits import Edit
from ruleloop.agents.evolve.rule_module import RuleModule


def removal(module: RuleModule, statement: ast.stmt) -> Edit | None:
    """Take a statement out with its comments; None if it shares a line with something else."""
    first, last = own_lines(module, statement)
    start, end = module.span(statement)
    begin, finish = module.line_start(first), module.line_start(last + 1)
    before = module.source[module.line_start(statement.lineno) : start]
    after = module.source[end : module.line_start(last + 1)].strip()
    is_elif = isinstance(statement, ast.If) and module.source[start : start + 4] == "elif"
    if (before.strip() and "@" not in before) or (after and not after.startswith("#")):
        return None
    if is_elif and isinstance(statement, ast.If) and statement.orelse:
        return None
    return Edit(begin, finish, "")


def own_lines(module: RuleModule, statement: ast.stmt) -> tuple[int, int]:
    """First and last line (from 1) of a statement, its decorators and the comments on top."""
    first = statement.lineno
    if isinstance(statement, ast.FunctionDef) and statement.decorator_list:
        first = min(d.lineno for d in statement.decorator_list)
    indent = statement.col_offset
    while first > 1 and _is_comment(module.lines[first - 2], indent):
        first -= 1
    assert statement.end_lineno is not None
    return first, statement.end_lineno


def _is_comment(line: str, indent: int) -> bool:
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) == indent


def constants_place(module: RuleModule) -> tuple[int, str, str]:
    """Where new module-level constants go: offset, text before them and text after them.

    After the last constant that stands before any function; else after imports and docstring.
    """
    head: ast.stmt | None = None
    for statement in module.tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            break
        head = statement
    if head is None:
        return 0, "", "\n\n"
    assert head.end_lineno is not None
    offset = module.line_start(head.end_lineno + 1)
    before = "" if module.source[:offset].endswith("\n") else "\n"
    is_constant = isinstance(head, ast.Assign | ast.AnnAssign)
    return offset, before if is_constant else f"{before}\n", ""


def functions_place(module: RuleModule, *, before: ast.stmt) -> int:
    """Where a helper function goes: above the function that needs it."""
    return module.line_start(own_lines(module, before)[0])
