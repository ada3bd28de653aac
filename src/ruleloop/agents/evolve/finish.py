"""From a draft to a candidate's text: new constants, no dead code, and a last check."""

import ast
import symtable

from ruleloop.agents.evolve.catalogue import Catalogue, free_names
from ruleloop.agents.evolve.edits import Edit, apply_edits
from ruleloop.agents.evolve.idle import is_idle
from ruleloop.agents.evolve.lines import constants_place, removal
from ruleloop.agents.evolve.rule_module import RuleModule, bound_by
from ruleloop.agents.evolve.scope import BUILTINS
from ruleloop.agents.evolve.workbench import Draft, NewConstant, Workbench


def finish(bench: Workbench, draft: Draft) -> str | None:
    """The whole text of a candidate, or None when it cannot be valid or cannot change a thing."""
    module = bench.rules.module
    edits = [*draft.edits, *_introduce(module, bench.new_constants)]
    try:
        candidate = RuleModule(apply_edits(module.source, edits))
        candidate = without_dead_code(candidate, module, bench.catalogue)
        if not _is_sound(candidate, module, bench.catalogue):
            return None
    except SyntaxError:
        return None
    is_shorter = len(candidate.source) < len(module.source)  # then it may be kept for that
    return candidate.source if is_shorter or not is_idle(candidate, module) else None


def _introduce(module: RuleModule, constants: list[NewConstant]) -> list[Edit]:
    if not constants:
        return []
    offset, before, after = constants_place(module)
    lines = "".join(f"{c.name} = {c.value}  # {c.comment}\n" for c in constants)
    return [Edit(offset, offset, f"{before}{lines}{after}")]


def without_dead_code(
    candidate: RuleModule, parent: RuleModule, catalogue: Catalogue
) -> RuleModule:
    """Drop constants, helpers and imports that the edit has left without a use."""
    were_used = _used(parent) | (candidate.bound_names - parent.bound_names)
    while True:
        used = _used(candidate) | catalogue.decisions
        dead = [
            statement
            for statement in candidate.tree.body
            if (names := set(bound_by(statement))) and not names & used and names <= were_used
        ]
        edits = [e for s in dead if (e := removal(candidate, s)) is not None]
        if not edits:
            return candidate
        candidate = RuleModule(_squeezed(apply_edits(candidate.source, edits)))


def _squeezed(source: str) -> str:
    while "\n\n\n\n" in source:
        source = source.replace("\n\n\n\n", "\n\n\n")
    return source.lstrip("\n")


def _used(module: RuleModule) -> frozenset[str]:
    """The names that are read by something other than their own definition."""
    used: set[str] = set()
    for statement in module.tree.body:
        used |= free_names(statement) - set(bound_by(statement))
    return frozenset(used)


def _is_sound(candidate: RuleModule, parent: RuleModule, catalogue: Catalogue) -> bool:
    """Decisions keep their parameters, every name is bound, no function falls off its end.

    Raises:
        SyntaxError: what parses can still be wrong, such as a `global` after the name's first use.
    """
    for name in sorted(catalogue.decisions & parent.functions.keys()):
        mine, theirs = candidate.functions.get(name), parent.functions[name]
        if mine is None or ast.dump(mine.args) != ast.dump(theirs.args):
            return False
    if not _global_names(candidate) <= candidate.bound_names | BUILTINS:
        return False
    return not any(
        _may_fall_off(f.body) and not _may_fall_off(parent.functions[n].body)
        for n, f in candidate.functions.items()
        if n in parent.functions
    )


def _global_names(module: RuleModule) -> set[str]:
    table = symtable.symtable(module.source, "rules", "exec")
    found: set[str] = set()
    waiting = list(table.get_children())
    while waiting:
        scope = waiting.pop()
        found |= {s.get_name() for s in scope.get_symbols() if s.is_global()}
        waiting += scope.get_children()
    return found


def _may_fall_off(body: list[ast.stmt]) -> bool:
    match body[-1]:
        case ast.Return() | ast.Raise():
            return False
        case ast.If(body=then, orelse=other):
            return not other or _may_fall_off(then) or _may_fall_off(other)
    return True
