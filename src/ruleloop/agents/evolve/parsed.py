"""A rule module with everything the moves ask of it, worked out once."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from ruleloop.agents.evolve.catalogue import Catalogue, Ingredient
from ruleloop.agents.evolve.rule_module import RuleModule, number_of
from ruleloop.agents.evolve.scope import BUILTINS, names_at, stand_ins
from ruleloop.agents.evolve.unit_reader import UnitReader
from ruleloop.agents.evolve.units import ANY, BOOL, is_quantity


@dataclass(frozen=True)
class Slot:
    """An expression that may be edited, and the unit of whatever stands there."""

    node: ast.expr
    unit: str


class Parsed:
    """A rule module, its units and the places where it may be edited."""

    def __init__(self, source: str, catalogue: Catalogue) -> None:
        self.module = RuleModule(source)
        self.catalogue = catalogue
        self.units = UnitReader(self.module, catalogue)
        self._ingredients: dict[ast.AST, tuple[Ingredient, ...]] = {}

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The places of numeric expressions with a known unit, in source order."""
        return tuple(s for s in self._slots if is_quantity(s.unit))

    @cached_property
    def conditions(self) -> tuple[Slot, ...]:
        """The places of conditions: comparisons, their combinations, truth values."""
        return tuple(s for s in self._slots if s.unit == BOOL)

    @cached_property
    def _slots(self) -> tuple[Slot, ...]:
        found = []
        for node in self._editable:
            unit = self.units.slot_unit(node)
            if unit in (None, ANY) or self._is_whole(node):
                continue
            if unit is not None and self._is_scalar_place(node, unit):
                found.append(Slot(node, unit))
        return tuple(found)

    def _is_whole(self, node: ast.expr) -> bool:
        """Whether only a whole number can stand here, so that arithmetic would break it."""
        knob = self.catalogue.knobs.get(node.id) if isinstance(node, ast.Name) else None
        return knob is not None and knob[1].whole

    @cached_property
    def _editable(self) -> tuple[ast.expr, ...]:
        """Expressions inside functions, without loop tests, headers and assignment targets."""
        found: list[ast.expr] = []
        for function in self.module.functions.values():
            for statement in function.body:
                _collect(statement, found)
        return tuple(found)

    @cached_property
    def numbers(self) -> tuple[ast.expr, ...]:
        """The numeric literals inside functions, signs included, in source order."""
        found = []
        for node in self._editable:
            signed = isinstance(self.module.parents[node], ast.UnaryOp)
            if number_of(node) is not None and not signed:
                found.append(node)
        return tuple(found)

    def _is_scalar_place(self, node: ast.expr, unit: str) -> bool:
        """Whether a number or truth value surely stands here, never a whole collection."""
        if _makes_collection(node):
            return False
        match self.module.parents[node]:
            case ast.BinOp() | ast.Compare() | ast.UnaryOp() | ast.BoolOp() | ast.IfExp():
                return True
            case ast.Call(func=ast.Name(id="max" | "min"), args=arguments):
                return len(arguments) > 1
            case ast.Return() | ast.Assign() | ast.AugAssign() | ast.Lambda():
                return True
            case ast.If(test=test):
                return node is test
            case ast.comprehension(ifs=tests):
                return node in tests
            case ast.GeneratorExp() as elements:
                call = self.module.parents[elements]
                return isinstance(call, ast.Call) and ast.unparse(call.func) in ("any", "all")
        computed = (ast.BinOp, ast.Compare, ast.BoolOp, ast.IfExp)
        declared = ast.unparse(node) in self.catalogue.signal_units
        named = isinstance(node, ast.Name) and node.id in self.module.constants
        return isinstance(node, computed) or (unit != BOOL and (declared or named))

    def ingredients_at(self, place: ast.AST) -> tuple[Ingredient, ...]:
        """What may be put in at a place: catalogue, local quantities; all names in scope."""
        if place not in self._ingredients:
            self._ingredients[place] = (*self._declared_at(place), *self._locals_at(place))
        return self._ingredients[place]

    def _declared_at(self, place: ast.AST) -> list[Ingredient]:
        names = names_at(self.module, place) | BUILTINS
        others = stand_ins(self.module, place, self.catalogue)
        usable = []
        for ingredient in self.catalogue.ingredients:
            missing = ingredient.roots - names
            if not missing:
                usable.append(ingredient)
            elif len(missing) == 1:
                root = next(iter(missing))
                usable += [_renamed(ingredient, root, n) for n in others.get(root, ())]
        return usable

    def _locals_at(self, place: ast.AST) -> list[Ingredient]:
        function = self.module.function_of(place)
        if function is None:
            return []
        inside = names_at(self.module, place) - self.module.bound_names
        found: dict[str, Ingredient] = {}
        for node in ast.walk(function):
            if not isinstance(node, ast.Name) or node.id not in inside or node.id in found:
                continue
            unit = self.units.unit(node)
            if is_quantity(unit) and unit is not None and self._local_number(function, node.id):
                words = node.id.replace("_", " ")
                stem = node.id.upper()
                found[node.id] = Ingredient(node.id, unit, frozenset({node.id}), words, stem)
        return [found[name] for name in sorted(found)]

    def _local_number(self, function: ast.FunctionDef, name: str) -> bool:
        """Whether a local name is used as a number somewhere."""
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and node.id == name:
                parent = self.module.parents[node]
                if isinstance(parent, ast.BinOp | ast.Compare):
                    return True
        return False

    def typical_size(self, unit: str) -> float | None:
        """The median size of the declared knobs and constants of a unit."""
        spans = [s for u, s in self.catalogue.knobs.values() if u == unit]
        sizes = [0.5 * (s.low + s.high) for s in spans]
        for name, statement in self.module.constants.items():
            value = number_of(statement.value)
            if value and self.catalogue.name_unit(name) == unit:
                sizes.append(abs(float(value)))
        return sorted(sizes)[len(sizes) // 2] if sizes else None


def _makes_collection(node: ast.expr) -> bool:
    """Whether this is a list or tuple, or arithmetic on one: `(60.0,) * days`."""
    if isinstance(node, ast.BinOp):
        return _makes_collection(node.left) or _makes_collection(node.right)
    return isinstance(node, ast.List | ast.Tuple)


def _collect(node: ast.AST, found: list[ast.expr]) -> None:
    stored = isinstance(getattr(node, "ctx", None), ast.Store)
    if isinstance(node, ast.expr) and not isinstance(node, ast.Starred) and not stored:
        found.append(node)
    for child in _inside(node):
        _collect(child, found)


def _inside(node: ast.AST) -> Iterable[ast.AST]:
    """The parts of a node whose expressions may be edited."""
    match node:
        case ast.FunctionDef() | ast.While():
            return node.body  # an edited loop test may never end
        case ast.ClassDef() | ast.Attribute() | ast.Subscript() | ast.JoinedStr():
            return ()
        case ast.Assign() | ast.AugAssign() | ast.AnnAssign():
            return (node.value,) if node.value else ()
        case ast.For():
            return (node.iter, *node.body, *node.orelse)
        case ast.Call():
            return (*node.args, *(k.value for k in node.keywords))
    return ast.iter_child_nodes(node)


def _renamed(ingredient: Ingredient, root: str, name: str) -> Ingredient:
    code = ingredient.code.replace("{c}", "__HOLE__")
    tree = ast.parse(code, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == root:
            node.id = name
    roots = (ingredient.roots - {root}) | {name}
    return replace(ingredient, code=ast.unparse(tree).replace("__HOLE__", "{c}"), roots=roots)
