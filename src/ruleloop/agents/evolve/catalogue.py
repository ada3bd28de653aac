"""What a domain tells the search: signals, idioms, knobs and the shape of what rules see."""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ruleloop.agents.evolve.span import Span
from ruleloop.agents.evolve.units import ANY, NUMBER, unit_of_name

_FILLER = frozenset({
    "a", "an", "the", "of", "than", "is", "at", "least", "most", "c", "in", "on", "to", "for", "as",
    "by", "per", "and", "or", "with", "are",
})  # fmt: skip


@dataclass(frozen=True)
class Ingredient:
    """An expression of known unit that may be put into rules.

    `holes` gives the unit and span of each `{c}` in `code`; `roots` are the names that must be
    in scope; `stem` starts the names of its constants; `meaning` is plain words.
    """

    code: str
    unit: str
    roots: frozenset[str]
    meaning: str
    stem: str = ""
    holes: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """All that the search knows of a domain, with normalised units.

    `attributes_of`: attributes by the root of the signals that name them. `collections` and
    `truths`: names in the interface that give no single number, and those that give a bool.
    `parameters`: of the tools' methods. `stands_for`: which root a domain's own expressions pass
    at a place of a call, e.g. ("tools.fill_share", 0) -> route.
    """

    ingredients: tuple[Ingredient, ...]
    signal_units: dict[str, str]
    call_units: dict[str, str]
    attributes_of: dict[str, frozenset[str]]
    collections: frozenset[str]
    truths: frozenset[str]
    parameters: dict[str, tuple[str, ...]]
    stands_for: dict[tuple[str, int], str]
    knobs: dict[str, tuple[str, Span]]
    decisions: frozenset[str]
    words: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The names that the domain's expressions are about: `order`, `wave`, `tools`, ..."""
        return frozenset().union(*(i.roots for i in self.ingredients))

    @cached_property
    def _spans(self) -> dict[str, Span]:
        named = (
            (hole_name(ingredient, hole, unit), span)
            for ingredient in self.ingredients
            for hole, (unit, span) in enumerate(ingredient.holes)
        )
        return dict(named)

    def name_unit(self, name: str) -> str | None:
        """The unit of a constant or variable, by its knob or its ending."""
        return self.knobs[name][0] if name in self.knobs else unit_of_name(name, self.words)

    def span_of(self, name: str) -> Span | None:
        """The declared range of a module-level constant, also of one that the search named."""
        if name in self.knobs:
            return self.knobs[name][1]
        return self._spans.get(re.sub(r"_\d+$", "", name))


def hole_name(ingredient: Ingredient, hole: int, unit: str) -> str:
    """The name of the constant in a hole, e.g. `SEASON_AHEAD_FACTOR`."""
    letter = f"_{'ABCDEFGH'[hole % 8]}" if len(ingredient.holes) > 1 else ""
    return with_unit(ingredient.stem + letter, unit)


def with_unit(stem: str, unit: str) -> str:
    """A constant's name that ends in its unit; dimensionless ones end in `_FACTOR`."""
    top, _, bottom = unit.upper().partition("/")
    ending = f"{top}_PER_{bottom.removesuffix('S')}" if bottom else top
    ending = "FACTOR" if unit in (NUMBER, ANY) else ending
    ending = re.sub(r"\W+", "_", ending)
    return stem if stem.endswith(f"_{ending}") else f"{stem}_{ending}"


def stem_of(text: str, *, most: int = 5) -> str:
    """An upper-case name made of the first telling words of a text."""
    words = [w for w in re.findall(r"[a-z0-9]+", text.lower()) if w not in _FILLER]
    stem = "_".join(words[:most]).upper()
    return stem if stem[:1].isalpha() else f"C_{stem}".rstrip("_")


def fill(code: str, names: Iterable[str] | None = None) -> str:
    """An idiom's code with names in its holes (`C0`, `C1`, ... unless given)."""
    given = iter(names) if names is not None else (f"C{i}" for i in range(code.count("{c}")))
    return re.sub(r"\{c\}", lambda _: next(given), code)


def roots_of(code: str) -> frozenset[str] | None:
    """The names that an expression takes from its surroundings; None when it is no expression."""
    try:
        tree = ast.parse(code, mode="eval")
    except (SyntaxError, ValueError):
        return None
    return free_names(tree)


def free_names(tree: ast.AST) -> frozenset[str]:
    """The names that a tree reads but does not bind itself."""
    nodes = list(ast.walk(tree))
    bound = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    bound |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    loaded = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return frozenset(loaded - bound)
