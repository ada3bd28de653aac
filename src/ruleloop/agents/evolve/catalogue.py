"""What a domain tells the search: signals, idioms, knobs and the shape of what rules see."""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ruleloop.agents.agent import Brief
from ruleloop.agents.evolve.span import Span
from ruleloop.agents.evolve.units import ANY, BOOL, NUMBER, normal_unit, unit_of_name
from ruleloop.domain import Idiom, Signal

_FILLER = frozenset("a an the of than is at least most c in on to for as by per and or with".split())


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
    """All that the search knows of a domain, with normalised units."""

    ingredients: tuple[Ingredient, ...]
    signal_units: dict[str, str]
    call_units: dict[str, str]
    attributes_of: dict[str, frozenset[str]]
    collections: frozenset[str]
    knobs: dict[str, tuple[str, Span]]
    decisions: frozenset[str]
    words: frozenset[str] = field(default_factory=frozenset)

    def name_unit(self, name: str) -> str | None:
        """The unit of a constant or variable, by its knob or its ending."""
        return self.knobs[name][0] if name in self.knobs else unit_of_name(name, self.words)

    def span_of(self, name: str) -> Span | None:
        """The declared range of a module-level constant, also of one that the search named."""
        if name in self.knobs:
            return self.knobs[name][1]
        bare = re.sub(r"_\d+$", "", name)
        for ingredient in self.ingredients:
            for hole, (unit, span) in enumerate(ingredient.holes):
                if hole_name(ingredient, hole, unit) == bare:
                    return span
        return None


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


def read_catalogue(brief: Brief) -> Catalogue:
    """The catalogue of a brief. Declarations that are no Python expressions are left out."""
    card = brief.card
    signals = [s for s in card.signals if roots_of(s.expression) is not None]
    idioms = [i for i in card.idioms if roots_of(fill(i.code)) is not None]
    words = frozenset(normal_unit(u) for u in (x.unit for x in (*signals, *idioms, *card.knobs)))
    return Catalogue(
        ingredients=(*map(_signal, signals), *map(_idiom, idioms)),
        signal_units={_normal(s.expression): normal_unit(s.unit) for s in signals},
        call_units=_call_units(idioms),
        attributes_of=_attributes(signals),
        collections=_collections(brief.interface_source),
        knobs={k.name: (normal_unit(k.unit), Span(k.low, k.high, k.whole)) for k in card.knobs},
        decisions=frozenset(card.decisions),
        words=words - {NUMBER, BOOL},
    )


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


def _signal(signal: Signal) -> Ingredient:
    code = _normal(signal.expression)
    words = re.sub(r"[\W_]+", " ", code.partition(".")[2] or code).strip()
    meaning = signal.meaning or words
    roots = roots_of(code) or frozenset()
    return Ingredient(code, normal_unit(signal.unit), roots, meaning, stem_of(words))


def _idiom(idiom: Idiom) -> Ingredient:
    code, unit = idiom.code.strip(), normal_unit(idiom.unit)
    filled = ast.parse(fill(code), mode="eval")
    count = code.count("{c}")
    names = [f"C{i}" for i in range(count)]
    ranges = (*idiom.constants, *[(0.1, 10.0)] * count)[:count]
    units = [_hole_unit(filled, name, unit) for name in names]
    holes = tuple((u, Span(low, high)) for u, (low, high) in zip(units, ranges, strict=True))
    roots = (roots_of(fill(code)) or frozenset()) - set(names)
    meaning = idiom.meaning or re.sub(r"[\W_]+", " ", code)
    return Ingredient(code, unit, roots, meaning, stem_of(meaning), holes)


def _hole_unit(tree: ast.AST, name: str, unit: str) -> str:
    for node in ast.walk(tree):
        children = list(ast.iter_child_nodes(node))
        if not any(isinstance(c, ast.Name) and c.id == name for c in children):
            continue
        if isinstance(node, ast.Compare):
            others = [c for c in children if isinstance(c, ast.expr) and not _is(c, name)]
            return (_rough_unit(others[0]) if others else None) or NUMBER
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
            return NUMBER
        if isinstance(node, ast.BinOp) and unit != BOOL:
            return unit
    return NUMBER if unit == BOOL else unit


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _rough_unit(node: ast.expr) -> str | None:
    """A unit by the last name of an attribute or call: `tools.fill_share(route)` -> share."""
    while isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return unit_of_name(node.attr)
    if isinstance(node, ast.BinOp):
        return _rough_unit(node.left) or _rough_unit(node.right)
    return unit_of_name(node.id) if isinstance(node, ast.Name) else None


def _call_units(idioms: list[Idiom]) -> dict[str, str]:
    units = {}
    for idiom in idioms:
        node = ast.parse(fill(idiom.code.strip()), mode="eval").body
        if isinstance(node, ast.Call) and not isinstance(node.func, ast.Name):
            units[ast.unparse(node.func)] = normal_unit(idiom.unit)
    return units


def _attributes(signals: list[Signal]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for signal in signals:
        match ast.parse(signal.expression.strip(), mode="eval").body:
            case ast.Attribute(value=ast.Name(id=root), attr=attribute):
                found.setdefault(root, set()).add(attribute)
    return {root: frozenset(attributes) for root, attributes in found.items()}


def _collections(interface_source: str) -> frozenset[str]:
    """Field and method names of the interface that give no single number."""
    try:
        tree = ast.parse(interface_source)
    except SyntaxError:
        return frozenset()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, hint = node.target.id, ast.unparse(node.annotation)
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            name, hint = node.name, ast.unparse(node.returns)
        else:
            continue
        if re.search(r"tuple|list|dict|set|Sequence|Mapping|NDArray|ndarray", hint):
            names.add(name)
    return frozenset(names)


def _normal(expression: str) -> str:
    return ast.unparse(ast.parse(expression.strip(), mode="eval").body)
