"""Scale, shift or bound an expression within its unit."""

from collections.abc import Callable

from ruleloop.agents.evolve.edits import PRODUCT, SUM, operand, put
from ruleloop.agents.evolve.parsed import Slot
from ruleloop.agents.evolve.units import NUMBER, difference, is_point
from ruleloop.agents.evolve.wording import in_function, short
from ruleloop.agents.evolve.workbench import Draft, Piece, Workbench

Wrapping = Callable[[Workbench, Slot, str], Piece | None]


def wrap_expression(bench: Workbench) -> Draft | None:
    """`e` becomes `c * e`, `e + c`, `max(e, s)` or `min(e, s)`."""
    slot = bench.pick(bench.rules.slots, "slot")
    if slot is None:
        return None
    module = bench.rules.module
    old = module.text(slot.node)
    wrapping = bench.draws.choice((_scaled, _shifted, _bounded), "how")
    new = wrapping(bench, slot, old)
    if new is None:
        return None
    where = in_function(module, slot.node)
    return Draft((put(module, slot.node, new.text),), f"{where}: {new.meaning} `{short(old)}`")


def _name(bench: Workbench, slot: Slot, ending: str) -> str:
    """`HORIZON_EXTRA`: which quantity, or which function, and what is done to it."""
    module = bench.rules.module
    last = module.text(slot.node).rpartition(".")[2]
    words = last.lower().removesuffix(f"_{slot.unit}") if last.isidentifier() else ""
    return f"{(words or in_function(module, slot.node)).upper()}_{ending}"


def _scaled(bench: Workbench, slot: Slot, old: str) -> Piece:
    if is_point(slot.unit):
        return _shifted(bench, slot, old)
    ready = bench.piece(slot.node, NUMBER, "ready")
    if ready is not None and bench.draws.chance(0.4, "ready"):
        return Piece(
            f"{operand(ready.text, PRODUCT)} * {operand(old, PRODUCT + 1)}",
            f"scale by what {ready.meaning}:",
        )
    bench.new_constants.clear()
    stem = _name(bench, slot, "SCALE")
    factor = bench.factor(stem, f"scales {short(old)}")
    return Piece(f"{factor} * {operand(old, PRODUCT + 1)}", "scale")


def _shifted(bench: Workbench, slot: Slot, old: str) -> Piece:
    sign = bench.draws.choice(("+", "-"), "sign")
    word = "EXTRA" if sign == "+" else "LESS"
    doing = "raise" if sign == "+" else "lower"
    stem = _name(bench, slot, word)
    amount = bench.amount(stem, difference(slot.unit), f"{doing}s {short(old)}")
    return Piece(f"{operand(old, SUM)} {sign} {amount}", doing)


def _bounded(bench: Workbench, slot: Slot, old: str) -> Piece:
    bound = bench.draws.choice(("max", "min"), "bound")
    doing = "keep at or above" if bound == "max" else "keep at or below"
    if bench.draws.chance(0.5, "constant"):
        stem = _name(bench, slot, "AT_LEAST" if bound == "max" else "AT_MOST")
        limit = Piece(bench.amount(stem, slot.unit, f"bound of {short(old)}"), "a fixed bound")
    else:
        found = bench.piece(slot.node, slot.unit, "limit")
        if found is None:
            return _scaled(bench, slot, old)
        limit = found
    return Piece(f"{bound}({old}, {limit.text})", f"{doing} {limit.meaning} the value")
