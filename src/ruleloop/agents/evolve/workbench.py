"""Where one edit is made: the module, what may be put into it, and the draws that decide."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from ruleloop.agents.evolve.catalogue import Catalogue, Ingredient, fill, hole_name, with_unit
from ruleloop.agents.evolve.edits import Edit
from ruleloop.agents.evolve.parsed import Parsed
from ruleloop.agents.evolve.span import Span, readable
from ruleloop.agents.evolve.units import NUMBER, is_quantity, usual_size
from ruleloop.draws import Draws

T = TypeVar("T")


class NewConstant(NamedTuple):
    """A module-level constant that an edit introduces."""

    name: str
    value: str
    comment: str


class Draft(NamedTuple):
    """An edit that a move suggests: text changes and a sentence of hypothesis."""

    edits: tuple[Edit, ...]
    hypothesis: str


class Piece(NamedTuple):
    """An expression ready to be put in: its text and what it means in plain words."""

    text: str
    meaning: str


@dataclass
class Workbench:
    """Lives for one attempt at one edit; `new_constants` collects what the edit introduces."""

    rules: Parsed
    donors: Sequence[Parsed]
    catalogue: Catalogue
    draws: Draws
    new_constants: list[NewConstant] = field(default_factory=list)

    def pick(self, options: Sequence[T], *key: str) -> T | None:
        """One of the options, or None when there are none."""
        return self.draws.choice(options, *key) if options else None

    def constant(self, stem: str, unit: str, span: Span, comment: str, *, start: float) -> str:
        """Introduce a constant and return its name."""
        return self.named(with_unit(stem, unit), span, comment, start=start)

    def named(self, name: str, span: Span, comment: str, *, start: float) -> str:
        """Introduce a constant of exactly this name, numbered when it is taken."""
        taken = self.rules.module.all_names | {c.name for c in self.new_constants}
        free, number = name, 2
        while free in taken:
            free, number = f"{name}_{number}", number + 1
        value = readable(start, whole=span.whole)
        self.new_constants.append(NewConstant(free, value, comment))
        return free

    def factor(self, stem: str, comment: str, *key: str) -> str:
        """A dimensionless constant near one."""
        start = self.draws.lognormal(1.0, 0.4, "factor", *key)
        return self.constant(stem, "number", Span(0.05, 20.0), comment, start=start)

    def amount(self, stem: str, unit: str, comment: str, *key: str) -> str:
        """A constant of a unit, of the size that such quantities have in this domain."""
        size = self.rules.typical_size(unit) or usual_size(unit)
        start = self.draws.lognormal(size, 0.8, "amount", *key)
        if unit == "share":
            start = self.draws.between(0.1, 0.95, "amount", *key)
        return self.constant(stem, unit, Span(0.0, 4.0 * size), comment, start=start)

    def rate(self, other: Ingredient, unit: str, comment: str) -> str:
        """A constant that turns a quantity into one of `unit`."""
        stem = "_".join(other.stem.split("_")[:3])
        if unit == other.unit:
            start = self.draws.lognormal(1.0, 1.2, "rate")
            return self.constant(stem, NUMBER, Span(0.01, 10.0), comment, start=start)
        sizes = [self.rules.typical_size(u) or usual_size(u) for u in (unit, other.unit)]
        usual = sizes[0] / sizes[1]
        start = self.draws.lognormal(0.2 * usual, 1.0, "rate")
        span = Span(0.01 * usual, 5.0 * usual)
        return self.constant(f"{stem}_WEIGHT", f"{unit}/{other.unit}", span, comment, start=start)

    def pieces(self, place: ast.AST, unit: str) -> list[Ingredient]:
        """The signals, idioms and donors' expressions of a unit that make sense at a place."""
        usable = self.rules.ingredients_at(place)
        return [i for i in usable if i.unit == unit]

    def piece(self, place: ast.AST, unit: str, *key: str) -> Piece | None:
        """One such expression with constants in its holes."""
        ingredient = self.pick(self.pieces(place, unit), "piece", *key)
        return None if ingredient is None else self.instance(ingredient, *key)

    def instance(self, ingredient: Ingredient, *key: str) -> Piece:
        """An ingredient with a new constant in every hole."""
        names = []
        for hole, (unit, span) in enumerate(ingredient.holes):
            start = span.value(self.draws.uniform("hole", hole, *key))
            name = hole_name(ingredient, hole, unit)
            names.append(self.named(name, span, ingredient.meaning, start=start))
        return Piece(fill(ingredient.code, names), ingredient.meaning)

    def quantity(self, place: ast.AST, *key: str) -> Ingredient | None:
        """Any signal or idiom with a unit that may be compared at a place."""
        usable = [i for i in self.rules.ingredients_at(place) if is_quantity(i.unit)]
        return self.pick(usable, "quantity", *key)
