"""Put another expression of the same unit in place of one."""

from ruleloop.agents.evolve.edits import put
from ruleloop.agents.evolve.wording import in_function, short
from ruleloop.agents.evolve.workbench import Draft, Workbench


def replace_expression(bench: Workbench) -> Draft | None:
    """`e` becomes a signal, an idiom or a local quantity of its unit."""
    slot = bench.pick(bench.rules.slots, "slot")
    piece = bench.piece(slot.node, slot.unit, "new") if slot else None
    if slot is None or piece is None:
        return None
    module = bench.rules.module
    return Draft(
        (put(module, slot.node, piece.text),),
        f"{in_function(module, slot.node)}: use {piece.meaning}"
        f" instead of `{short(module.text(slot.node))}`",
    )
