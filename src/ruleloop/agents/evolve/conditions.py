"""New conditions out of what can be seen at a place."""

import ast

from ruleloop.agents.evolve.catalogue import Ingredient, stem_of
from ruleloop.agents.evolve.units import BOOL
from ruleloop.agents.evolve.workbench import Piece, Workbench

_WORDS = {"<": "below", ">": "above"}


def new_condition(bench: Workbench, place: ast.AST, *key: str) -> Piece | None:
    """A truth value: a bool idiom, a quantity against a new threshold, or two quantities."""
    ready = bench.pieces(place, BOOL)
    share = 0.6 if ready else 0.0
    if bench.draws.chance(share, "ready", *key):
        return _ready(bench, ready, *key)
    quantity = bench.quantity(place, *key)
    if quantity is None:
        return None
    comparison = bench.draws.choice(("<", ">"), "comparison", *key)
    return _compared(bench, place, quantity, comparison, *key)


def _ready(bench: Workbench, ready: list[Ingredient], *key: str) -> Piece:
    piece = bench.instance(bench.draws.choice(ready, "idiom", *key), "condition", *key)
    if bench.draws.chance(0.3, "not", *key):
        return Piece(f"not ({piece.text})", f"not: {piece.meaning}")
    return piece


def _compared(
    bench: Workbench, place: ast.AST, quantity: Ingredient, comparison: str, *key: str
) -> Piece:
    word = _WORDS[comparison]
    left = bench.instance(quantity, "left", *key)
    others = [i for i in bench.pieces(place, quantity.unit) if i.code != quantity.code]
    if others and bench.draws.chance(0.35, "other", *key):
        right = bench.instance(bench.draws.choice(others, "other", *key), "right", *key)
        return Piece(
            f"{left.text} {comparison} {right.text}",
            f"{left.meaning} is {word} {right.meaning}",
        )
    meaning = f"{left.meaning} is {word} a threshold"
    stem = f"{stem_of(quantity.meaning, most=4)}_{word.upper()}"
    name = bench.amount(stem, quantity.unit, meaning, *key)
    return Piece(f"{left.text} {comparison} {name}", meaning)
