"""Put another expression of the same unit in place of one."""

from ruleloop.agents.evolve.catalogue import Ingredient
from ruleloop.agents.evolve.edits import PRODUCT, operand, put
from ruleloop.agents.evolve.parsed import Slot
from ruleloop.agents.evolve.units import is_point
from ruleloop.agents.evolve.wording import in_function, short
from ruleloop.agents.evolve.workbench import Draft, Piece, Workbench


def replace_expression(bench: Workbench) -> Draft | None:
    """`e` becomes a quantity of its unit, or a multiple of one of any unit."""
    slot = bench.pick(bench.rules.slots, "slot")
    other = bench.quantity(slot.node, "new") if slot else None
    if slot is None or other is None:
        return None
    module = bench.rules.module
    piece = _scaled(bench, slot, other)
    if piece is None or piece.text == module.text(slot.node):
        return None
    return Draft(
        (put(module, slot.node, piece.text),),
        f"{in_function(module, slot.node)}: use {piece.meaning}"
        f" instead of `{short(module.text(slot.node))}`",
    )


def _scaled(bench: Workbench, slot: Slot, other: Ingredient) -> Piece | None:
    points = is_point(slot.unit) or is_point(other.unit)
    rates = "/" in slot.unit + other.unit
    if (points or rates) and other.unit != slot.unit:
        return None
    piece = bench.instance(other, "new")
    if other.unit == slot.unit and (points or other.holes or bench.draws.chance(0.4, "as it is")):
        return piece
    rate = bench.rate(other, slot.unit, f"multiple of {piece.meaning}")
    text = f"{rate} * {operand(piece.text, PRODUCT + 1)}"
    return Piece(text, f"a multiple of {piece.meaning}")
