"""The units of the expressions of one rule module."""

import ast
from functools import cached_property

from ruleloop.agents.evolve.catalogue import Catalogue
from ruleloop.agents.evolve.rule_module import RuleModule, number_of, stored_names
from ruleloop.agents.evolve.scope import stand_ins
from ruleloop.agents.evolve.units import (
    ANY,
    BOOL,
    COUNT,
    alike,
    difference,
    product,
    quotient,
    total,
    unit_of_name,
)

_SAME_AS_ARGUMENTS = frozenset({"max", "min", "sum", "abs", "round", "float", "int"})
_COLLECTIONS = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp,
                ast.GeneratorExp, ast.DictComp, ast.Lambda, ast.JoinedStr)  # fmt: skip
_MAKES_COLLECTION = frozenset(
    {"sorted", "list", "tuple", "set", "dict", "zip", "range", "enumerate", "map", "filter"}
)


class UnitReader:
    """Says of each expression of a module which unit it has, if that can be known."""

    def __init__(self, module: RuleModule, catalogue: Catalogue) -> None:
        self.module = module
        self.catalogue = catalogue
        self._known: dict[ast.expr, str | None] = {}
        self._open: set[str] = set()

    def unit(self, node: ast.expr) -> str | None:
        """The unit of an expression; None when unknown or when it is no single value."""
        if node not in self._known:
            self._known[node] = None  # ends the recursion of definitions in a circle
            self._known[node] = self._unit(node)
        return self._known[node]

    def slot_unit(self, node: ast.expr) -> str | None:
        """The unit that an expression must have where it stands: its own, or its neighbour's."""
        own = self.unit(node)
        if own not in (None, ANY):
            return own
        match self.module.parents.get(node):
            case ast.BinOp(op=ast.Add() | ast.Sub()) as parent:
                beside = self._beside(node, [parent.left, parent.right])
                return difference(beside) if beside else own
            case ast.Compare() as parent:
                return self._beside(node, [parent.left, *parent.comparators]) or own
            case ast.Call(func=ast.Name(id="max" | "min"), args=arguments):
                return self._beside(node, arguments) or own
            case ast.Call(func=ast.Attribute(attr=method), args=arguments) if node in arguments:
                names = self.catalogue.parameters.get(method, ())
                place = arguments.index(node)
                return self._argument(names[place : place + 1]) or own
            case ast.keyword(arg=str(name)):
                return self._argument((name,)) or own
            case ast.Return():
                function = self.module.function_of(node)
                return (self.function_unit(function.name) if function else None) or own
        return own

    def _argument(self, name: tuple[str, ...]) -> str | None:
        return unit_of_name(name[0], self.catalogue.words) if name else None

    def function_unit(self, name: str) -> str | None:
        """The unit of what a function of this module returns."""
        function = self.module.functions.get(name)
        if function is None or name in self._open:
            return None
        self._open.add(name)
        values = [n.value for n in ast.walk(function) if isinstance(n, ast.Return)]
        unit: str | None = None
        for value in values:
            unit = alike(unit, self.unit(value) if value is not None else None)
        self._open.discard(name)
        return unit if unit not in (None, ANY) else unit_of_name(name, self.catalogue.words)

    def _beside(self, node: ast.expr, neighbours: list[ast.expr]) -> str | None:
        units = [u for n in neighbours if n is not node and (u := self.unit(n)) not in (None, ANY)]
        return units[0] if units else None

    def _unit(self, node: ast.expr) -> str | None:
        match node:
            case _ if number_of(node) is not None:
                return ANY
            case ast.Constant(value=bool()) | ast.Compare() | ast.UnaryOp(op=ast.Not()):
                return BOOL
            case ast.BoolOp():
                return BOOL if any(self.unit(v) == BOOL for v in node.values) else None
            case ast.IfExp():
                return alike(self.unit(node.body), self.unit(node.orelse))
            case ast.BinOp():
                return self._operation(node)
            case ast.UnaryOp():
                return self.unit(node.operand)
        return self._named(node)

    def _named(self, node: ast.expr) -> str | None:
        match node:
            case ast.Name():
                return self._name(node)
            case ast.Attribute():
                return self._attribute(node)
            case ast.Call():
                return self._call(node)
            case ast.Subscript():
                return self._element(node)
        return None

    def _operation(self, node: ast.BinOp) -> str | None:
        left, right = self.unit(node.left), self.unit(node.right)
        match node.op:
            case ast.Add() | ast.Sub():
                return total(left, right, minus=isinstance(node.op, ast.Sub))
            case ast.Mult():
                return product(left, right)
            case ast.Div():
                return quotient(left, right)
            case ast.FloorDiv() | ast.Mod():
                return left
        return None

    def _name(self, node: ast.Name) -> str | None:
        declared = self.catalogue.signal_units.get(node.id)
        if declared is not None:
            return declared
        if node.id in self.module.constants:
            value = self.module.constants[node.id].value
            single = number_of(value) is not None
            return self.catalogue.name_unit(node.id) if single else None
        function = self.module.function_of(node)
        values = self._local_values.get((function.name if function else "", node.id), [])
        if any(v is None or _is_collection(v) for v in values):
            return None
        unit: str | None = None
        for value in values:
            unit = alike(unit, self.unit(value)) if value is not None else unit
        if unit in (None, ANY):
            return unit_of_name(node.id, self.catalogue.words)
        return unit

    @cached_property
    def _local_values(self) -> dict[tuple[str, str], list[ast.expr | None]]:
        """What is assigned to each local name; None stands for something that cannot be read."""
        found: dict[tuple[str, str], list[ast.expr | None]] = {}
        for name, function in self.module.functions.items():
            for node in ast.walk(function):
                match node:
                    case ast.Assign(targets=[ast.Name(id=local)], value=value):
                        found.setdefault((name, local), []).append(value)
                    case ast.AnnAssign(target=ast.Name(id=local), value=value):
                        found.setdefault((name, local), []).append(value)
                    case ast.Assign(targets=[ast.Tuple() as target]):
                        for local in stored_names(target):
                            found.setdefault((name, local), []).append(None)
        return found

    def _attribute(self, node: ast.Attribute) -> str | None:
        text = ast.unparse(node)
        if text in self.catalogue.signal_units:
            return self.catalogue.signal_units[text]
        if node.attr in self.catalogue.truths:
            return BOOL
        if node.attr in self.catalogue.collections:
            return None
        root, dot, rest = text.partition(".")
        if dot and isinstance(node.value, ast.Name):
            for other, names in stand_ins(self.module, node, self.catalogue).items():
                if root in names and f"{other}.{rest}" in self.catalogue.signal_units:
                    return self.catalogue.signal_units[f"{other}.{rest}"]
        return unit_of_name(node.attr, self.catalogue.words)

    def _call(self, node: ast.Call) -> str | None:
        match node.func:
            case ast.Name(id=name) if name in _SAME_AS_ARGUMENTS:
                return self._of_arguments(node)
            case ast.Name(id="len"):
                return COUNT
            case ast.Name(id="any" | "all" | "bool"):
                return BOOL
            case ast.Name(id=name):
                return self.function_unit(name)
            case ast.Attribute(attr=attribute) if attribute in self.catalogue.truths:
                return BOOL
            case ast.Attribute(attr=attribute):
                declared = self.catalogue.signal_units.get(ast.unparse(node))
                declared = declared or self.catalogue.call_units.get(ast.unparse(node.func))
                if declared or attribute in self.catalogue.collections:
                    return declared
                return unit_of_name(attribute, self.catalogue.words)
        return None

    def _of_arguments(self, node: ast.Call) -> str | None:
        unit: str | None = None
        for argument in node.args:
            inner = argument.elt if isinstance(argument, ast.GeneratorExp) else argument
            unit = alike(unit, self.unit(inner))
        return unit

    def _element(self, node: ast.Subscript) -> str | None:
        if isinstance(node.slice, ast.Slice):
            return None
        match node.value:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                return unit_of_name(name, self.catalogue.words)
        return None


def _is_collection(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in _MAKES_COLLECTION
    return isinstance(node, _COLLECTIONS)
