"""Edits that cannot change a decision, whatever is observed: not worth an experiment."""

import ast
from typing import TYPE_CHECKING

from ruleloop.agents.evolve.catalogue import free_names

if TYPE_CHECKING:
    from ruleloop.agents.evolve.rule_module import RuleModule


def is_idle(candidate: "RuleModule", parent: "RuleModule") -> bool:
    """Whether the candidate surely decides as its parent does.

    Both are stripped of what has no effect: a choice between equals, a bound of something by
    itself, and leaving early with the answer that would come next anyway.
    """
    shared = parent.constants.keys() & candidate.constants.keys()
    same = all(
        ast.dump(parent.constants[name]) == ast.dump(candidate.constants[name]) for name in shared
    )
    return same and candidate.effects == parent.effects


def effects_of(source: str) -> tuple[str, ...]:
    """The syntax trees of all functions without what has no effect, as comparable texts."""
    tree = _Effects().visit(ast.parse(source))
    return tuple(sorted(ast.dump(s) for s in tree.body if isinstance(s, ast.FunctionDef)))


class _Effects(ast.NodeTransformer):
    """Leaves out what has no effect."""

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """`x if c else x` is `x`."""
        self.generic_visit(node)
        return node.body if ast.dump(node.body) == ast.dump(node.orelse) else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """`max(x, x)` is `x`."""
        self.generic_visit(node)
        match node:
            case ast.Call(func=ast.Name(id="max" | "min"), args=[one, other], keywords=[]):
                return one if ast.dump(one) == ast.dump(other) else node
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Of a function, every block."""
        self.generic_visit(node)
        node.body = _without_idle_exits(node.body)
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        """Of a branch, both blocks."""
        self.generic_visit(node)
        node.body, node.orelse = _without_idle_exits(node.body), _without_idle_exits(node.orelse)
        return node


def _without_idle_exits(block: list[ast.stmt]) -> list[ast.stmt]:
    return [s for place, s in enumerate(block) if not _is_idle_exit(s, block[place + 1 :])]


def _is_idle_exit(statement: ast.stmt, rest: list[ast.stmt]) -> bool:
    """`if c: return x` where `return x` comes next, or after assignments that `x` does not use."""
    match statement:
        case ast.If(body=[ast.Return(value=ast.expr() as answer)], orelse=[]):
            used = free_names(answer)
            for later in rest:
                if isinstance(later, ast.Return) and later.value is not None:
                    return ast.dump(later.value) == ast.dump(answer)
                if not _is_plain(later) or _stored(later) & used:
                    return False
    return False


def _is_plain(statement: ast.stmt) -> bool:
    """Whether it gives values to names, and changes no part of an object."""
    match statement:
        case ast.Assign(targets=targets):
            return all(isinstance(each, ast.Name | ast.Tuple) for each in targets)
        case ast.AnnAssign(target=ast.Name()):
            return True
    return False


def _stored(statement: ast.stmt) -> frozenset[str]:
    names = (n for n in ast.walk(statement) if isinstance(n, ast.Name))
    return frozenset(n.id for n in names if isinstance(n.ctx, ast.Store))
