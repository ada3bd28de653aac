"""Widen, narrow, turn round or exchange a condition."""

import ast

from ruleloop.agents.evolve.conditions import new_condition
from ruleloop.agents.evolve.edits import AND, NOT, OR, operand, put
from ruleloop.agents.evolve.parsed import Slot
from ruleloop.agents.evolve.wording import in_function, short
from ruleloop.agents.evolve.workbench import Draft, Workbench


def edit_condition(bench: Workbench) -> Draft | None:
    """`b` becomes `b or x`, `b and x` or a new condition `x`."""
    slot = bench.pick(bench.rules.conditions, "slot")
    condition = new_condition(bench, slot.node, "new") if slot else None
    if slot is None or condition is None:
        return None
    old, new = bench.rules.module.text(slot.node), condition.text
    how = bench.draws.choice(("or", "and", "instead"), "how")
    if how == "instead" or isinstance(slot.node, ast.Constant):
        return _draft(bench, slot, new, f"only when {condition.meaning}")
    if how == "or":
        text = f"{operand(old, OR)} or {operand(new, OR + 1)}"
        return _draft(bench, slot, text, f"also when {condition.meaning}")
    text = f"{operand(old, AND)} and {operand(new, AND + 1)}"
    return _draft(bench, slot, text, f"only if moreover {condition.meaning}")


def turn_condition(bench: Workbench) -> Draft | None:
    """`b` becomes `not b`, with the comparison turned where it is a plain one."""
    slot = bench.pick(bench.rules.conditions, "slot")
    if slot is None:
        return None
    text = _negated(bench, slot.node)
    return _draft(bench, slot, text, "do it in exactly the opposite case of")


_OPPOSITE = {ast.Lt: ">=", ast.LtE: ">", ast.Gt: "<=", ast.GtE: "<", ast.Eq: "!=",
             ast.NotEq: "==", ast.In: "not in", ast.NotIn: "in"}  # fmt: skip


def _negated(bench: Workbench, node: ast.expr) -> str:
    text = bench.rules.module.text
    match node:
        case ast.Constant(value=value):
            return str(not value)
        case ast.UnaryOp(operand=inner):
            return text(inner)
        case ast.Compare(ops=[single], comparators=[right]) if type(single) in _OPPOSITE:
            level = OR + 3
            left = operand(text(node.left), level)
            return f"{left} {_OPPOSITE[type(single)]} {operand(text(right), level)}"
    return f"not {operand(text(node), NOT)}"


def _draft(bench: Workbench, slot: Slot, text: str, words: str) -> Draft:
    module = bench.rules.module
    old = short(module.text(slot.node))
    hypothesis = f"{in_function(module, slot.node)}: {words} (was `{old}`)"
    return Draft((put(module, slot.node, text),), hypothesis)
