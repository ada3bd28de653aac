"""Take a statement out."""

import ast

from ruleloop.agents.evolve.lines import removal
from ruleloop.agents.evolve.rule_module import RuleModule
from ruleloop.agents.evolve.scope import blocks
from ruleloop.agents.evolve.wording import in_function, short
from ruleloop.agents.evolve.workbench import Draft, Workbench


def delete_statement(bench: Workbench) -> Draft | None:
    """A statement or a whole branch goes; the last return of a function stays."""
    module = bench.rules.module
    statement = bench.pick(_removable(module), "statement")
    edit = removal(module, statement) if statement else None
    if statement is None or edit is None:
        return None
    what = short(module.text(statement))
    return Draft((edit,), f"{in_function(module, statement)}: do without `{what}`")


def _removable(module: RuleModule) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    for function in module.functions.values():
        for node in ast.walk(function):
            if isinstance(node, ast.While):
                continue  # what is left might never end
            for block in blocks(node):
                last = block[-1:] if node is function else []
                found += [s for s in block if len(block) > 1 and s not in last]
    return [s for s in found if not _is_docstring(s)]


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
