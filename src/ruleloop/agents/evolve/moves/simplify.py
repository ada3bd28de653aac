"""Ablation: the same rule with one part less, to see whether the part was worth its place."""

import ast
from typing import NamedTuple

from ruleloop.agents.evolve.edits import Edit, put
from ruleloop.agents.evolve.moves.delete import delete_statement
from ruleloop.agents.evolve.parsed import Parsed
from ruleloop.agents.evolve.rule_module import number_of
from ruleloop.agents.evolve.wording import in_function, short
from ruleloop.agents.evolve.workbench import Draft, Workbench


class Cut(NamedTuple):
    """An expression and the simpler one that takes its place."""

    node: ast.expr
    simpler: ast.expr


def simplify(bench: Workbench) -> Draft | None:
    """Drop an operand, an alternative, a factor, a bound, or a whole statement."""
    cuts = _cuts(bench.rules)
    if not cuts or bench.draws.chance(0.3, "statement"):
        return delete_statement(bench)
    cut = bench.draws.choice(cuts, "cut")
    module = bench.rules.module
    old, new = module.text(cut.node), module.text(cut.simpler)
    edit: Edit = put(module, cut.node, new)
    where = in_function(module, cut.node)
    return Draft((edit,), f"{where}: `{short(new)}` does as well as `{short(old)}`")


def _cuts(rules: Parsed) -> list[Cut]:
    places = [s.node for s in (*rules.slots, *rules.conditions)]
    return [Cut(node, part) for node in places for part in _parts(rules, node)]


def _parts(rules: Parsed, node: ast.expr) -> list[ast.expr]:
    """The parts of an expression that could stand alone in its place."""
    match node:
        case ast.BoolOp():
            return list(node.values)
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.Call(func=ast.Name(id="max" | "min"), args=[_, _]):
            return [a for a in node.args if number_of(a) is None]
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return [node.left]
        case ast.BinOp(op=ast.Mult()):
            unit = rules.units.unit(node)
            return [p for p in (node.left, node.right) if rules.units.unit(p) == unit]
    return []
