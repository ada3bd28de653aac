"""Decide by a condition between an expression and another one of its unit."""

from ruleloop.agents.evolve.conditions import new_condition
from ruleloop.agents.evolve.edits import OR, PRODUCT, operand, put
from ruleloop.agents.evolve.units import is_point
from ruleloop.agents.evolve.wording import in_function, short
from ruleloop.agents.evolve.workbench import Draft, Workbench


def switch_expression(bench: Workbench) -> Draft | None:
    """`e` becomes `s if condition else e`, where `s` is of its unit or a multiple of `e`."""
    slot = bench.pick(bench.rules.slots, "slot")
    condition = new_condition(bench, slot.node, "if") if slot else None
    if slot is None or condition is None:
        return None
    module = bench.rules.module
    old = module.text(slot.node)
    other = bench.piece(slot.node, slot.unit, "then")
    if is_point(slot.unit) and other is None:
        return None
    if other is None or (not is_point(slot.unit) and bench.draws.chance(0.5, "scale")):
        stem = f"{in_function(module, slot.node).upper()}_SWITCHED"
        factor = bench.factor(stem, f"scales {short(old)} when {condition.meaning}")
        new, meaning = f"{factor} * {operand(old, PRODUCT + 1)}", "another multiple"
    else:
        new, meaning = other.text, other.meaning
    text = f"{operand(new, OR)} if {operand(condition.text, OR)} else {old}"
    where = in_function(module, slot.node)
    hypothesis = f"{where}: when {condition.meaning}, use {meaning} instead of `{short(old)}`"
    return Draft((put(module, slot.node, text),), hypothesis)
