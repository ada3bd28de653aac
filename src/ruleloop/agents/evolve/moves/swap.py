"""Recombination: take a whole function over from another rule set."""

import ast
from collections.abc import Sequence
from typing import NamedTuple

from ruleloop.agents.evolve.catalogue import free_names
from ruleloop.agents.evolve.edits import Edit
from ruleloop.agents.evolve.lines import constants_place, functions_place, own_lines
from ruleloop.agents.evolve.parsed import Parsed
from ruleloop.agents.evolve.rule_module import RuleModule, bound_by
from ruleloop.agents.evolve.wording import title
from ruleloop.agents.evolve.workbench import Draft, Workbench


class Graft(NamedTuple):
    """A function of a donor that fits in place of the rules' own, or where they have none."""

    name: str
    donor: Parsed


def swap_function(bench: Workbench) -> Draft | None:
    """A function becomes the one of the same name and parameters in another rule set.

    An optional decision that the rules leave as usual can be taken over as well. The constants,
    helper functions and imports that it needs come along; what the rules define under the same
    name already, with the same parameters, stays.
    """
    grafts = _grafts(bench.rules, bench.donors)
    grafts += _missing(bench.rules, bench.donors, bench.catalogue.decisions)
    graft = bench.pick(grafts, "graft")
    if graft is None:
        return None
    own, other = bench.rules.module, graft.donor.module
    old, new = own.functions.get(graft.name), other.functions[graft.name]
    needed = _dependencies(other, new)
    if any(_clash(own, other, name) for name in needed):
        return None
    swap = _put(own, old, _block(other, new))
    edits = (swap, *_bring_along(own, other, needed, old))
    return Draft(edits, f"{graft.name}: decide as `{title(other)}` does")


def _put(own: RuleModule, old: ast.FunctionDef | None, block: str) -> Edit:
    """The block instead of the old function, or at the end where there is none."""
    if old is None:
        end = len(own.source)
        return Edit(end, end, f"\n\n{block}")
    first, last = own_lines(own, old)
    return Edit(own.line_start(first), own.line_start(last + 1), block)


def _missing(rules: Parsed, donors: Sequence[Parsed], decisions: frozenset[str]) -> list[Graft]:
    absent = sorted(decisions - rules.module.functions.keys())
    return [
        Graft(name, donor) for name in absent for donor in donors if name in donor.module.functions
    ]


def _grafts(rules: Parsed, donors: Sequence[Parsed]) -> list[Graft]:
    found = []
    for name, function in rules.module.functions.items():
        for donor in donors:
            other = donor.module.functions.get(name)
            if other is None or ast.dump(other) == ast.dump(function):
                continue
            if ast.dump(other.args) == ast.dump(function.args):
                found.append(Graft(name, donor))
    return found


def _dependencies(module: RuleModule, function: ast.FunctionDef) -> list[str]:
    """The module-level names that a function needs, directly or not, in source order."""
    statements = {n: s for s in module.tree.body for n in bound_by(s)}
    needed: set[str] = set()
    waiting = [function.name]
    while waiting:
        statement = statements[waiting.pop()]
        for name in sorted(free_names(statement) & statements.keys()):
            if name not in needed and name != function.name:
                needed.add(name)
                waiting.append(name)
    return [n for n in statements if n in needed]


def _clash(own: RuleModule, other: RuleModule, name: str) -> bool:
    """Whether both define a name, but differently enough that neither can stand for the other."""
    if name not in own.bound_names:
        return False
    mine, theirs = own.functions.get(name), other.functions.get(name)
    if mine is not None and theirs is not None:
        return ast.dump(mine.args) != ast.dump(theirs.args)
    return (name in own.constants) != (name in other.constants) or (mine is None) != (
        theirs is None
    )


def _bring_along(
    own: RuleModule, other: RuleModule, needed: list[str], old: ast.FunctionDef | None
) -> list[Edit]:
    missing = [n for n in needed if n not in own.bound_names]
    offset, before, after = constants_place(own)
    head, functions, seen = "", "", set()
    for name in missing:
        statement = next(s for s in other.tree.body if name in bound_by(s))
        if statement in seen:
            continue
        seen.add(statement)
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            functions += f"{_block(other, statement)}\n\n"
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            continue
        else:
            head += _block(other, statement)
    imports = _imports(other, missing)
    edits = [Edit(offset, offset, f"{before}{head}{after}")] if head else []
    if imports:
        place = _imports_place(own)
        edits.insert(0, Edit(place, place, imports))
    if functions:
        place = functions_place(own, before=old or own.tree.body[-1])
        edits.insert(0, Edit(place, place, functions))
    return edits


def _imports(other: RuleModule, missing: list[str]) -> str:
    lines = []
    for statement in other.tree.body:
        wanted = [n for n in bound_by(statement) if n in missing]
        if isinstance(statement, ast.Import) and wanted:
            lines.append(f"{ast.unparse(statement)}\n")
        elif isinstance(statement, ast.ImportFrom) and wanted:
            lines.append(f"from {statement.module} import {', '.join(wanted)}\n")
    return "".join(lines)


def _imports_place(module: RuleModule) -> int:
    place = 1
    for statement in module.tree.body:
        is_docstring = isinstance(statement, ast.Expr)
        if not is_docstring and not isinstance(statement, ast.Import | ast.ImportFrom):
            break
        assert statement.end_lineno is not None
        place = statement.end_lineno + 1
    return module.line_start(place) if place > 1 else 0


def _block(module: RuleModule, statement: ast.stmt) -> str:
    first, last = own_lines(module, statement)
    text = module.source[module.line_start(first) : module.line_start(last + 1)]
    return text if text.endswith("\n") else f"{text}\n"
