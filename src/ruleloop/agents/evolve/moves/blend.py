"""Let another quantity count in an expression."""

from ruleloop.agents.evolve.edits import PRODUCT, SUM, operand, put
from ruleloop.agents.evolve.units import difference, is_point
from ruleloop.agents.evolve.wording import in_function, short
from ruleloop.agents.evolve.workbench import Draft, Workbench


def blend_quantity(bench: Workbench) -> Draft | None:
    """`e` becomes `e + c * s` or `e - c * s`; a rate `c` makes up for a different unit of `s`."""
    slot = bench.pick(bench.rules.slots, "slot")
    other = bench.quantity(slot.node, "other") if slot else None
    if slot is None or other is None or is_point(other.unit):
        return None
    module, unit = bench.rules.module, difference(slot.unit)
    old = module.text(slot.node)
    sign = bench.draws.choice(("+", "-"), "sign")
    piece = bench.instance(other, "other")
    if other.unit != unit and "/" in unit + other.unit:
        return None  # rates of rates are nothing that a person would write
    added = operand(piece.text, PRODUCT)
    if other.unit != unit or not bench.new_constants:
        rate = bench.rate(other, unit, f"weight of {piece.meaning}")
        added = f"{rate} * {operand(piece.text, PRODUCT + 1)}"
    verb = "more" if sign == "+" else "less"
    return Draft(
        (put(module, slot.node, f"{operand(old, SUM)} {sign} {added}"),),
        f"{in_function(module, slot.node)}: the more {piece.meaning}, the {verb} `{short(old)}`",
    )
