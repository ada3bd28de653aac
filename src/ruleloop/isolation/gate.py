"""The static gate: instant, readable reasons why a source text cannot be a rule module.

It serves determinism and quick answers. It is not the wall: the lock-down of the cell holds
without it.
"""

import ast
import builtins
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ruleloop.interface import Interface
from ruleloop.isolation.allowed import (
    BUILTINS,
    EXPRESSIONS,
    METHODS,
    MODULES,
    REFUSED_ATTRIBUTES,
    STATEMENTS,
)
from ruleloop.isolation.limits import MOST_SOURCE_BYTES

MOST_NODES = 10_000
MOST_DEPTH = 60
_MOST_REASONS = 20
_IMPORTABLE = "numpy, math, this domain's interface and some of the standard library"
_REFUSED_BUILTINS = frozenset(name for name in dir(builtins) if name not in BUILTINS)

Reason = tuple[int, str]


def gate(source: str, border: Interface | Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Why this source text cannot be a rule module; empty when it can.

    `border` is the domain's interface or, where that cannot be imported, the names of the
    parameters of each decision. Each reason is a sentence that starts with its line.
    """
    size = len(source.encode(errors="replace"))
    if size > MOST_SOURCE_BYTES:
        return (f"the source has {size} bytes; at most {MOST_SOURCE_BYTES} are read",)
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return (f"line {error.lineno}: {error.msg}",)
    except (ValueError, MemoryError, RecursionError) as error:
        return (f"the source cannot be parsed: {str(error) or 'it is nested too deeply'}",)
    if too_large := _too_large(tree):
        return (too_large,)
    reasons = sorted({*_Module(tree).reasons(), *_decision_reasons(tree, border)})
    told = [f"line {line}: {text}" if line else text for line, text in reasons]
    more = len(told) - _MOST_REASONS
    return tuple(told if more <= 0 else [*told[:_MOST_REASONS], f"and {more} more reasons"])


def _parameters(border: Interface | Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    if isinstance(border, Interface):
        return {name: ("observation", *d.extras) for name, d in border.decisions.items()}
    return {name: tuple(parameters) for name, parameters in border.items()}


def _optional(border: Interface | Mapping[str, Sequence[str]]) -> set[str]:
    if isinstance(border, Interface):
        return {name for name, decision in border.decisions.items() if decision.usual}
    return set()


def _too_large(tree: ast.AST) -> str:
    nodes, level, depth = 0, [tree], 0
    while level:
        nodes, depth = nodes + len(level), depth + 1
        if nodes > MOST_NODES:
            return f"the source has more than {MOST_NODES} syntax nodes"
        if depth > MOST_DEPTH:
            return f"the source is nested more than {MOST_DEPTH} syntax nodes deep"
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return ""


def _decision_reasons(
    tree: ast.Module, border: Interface | Mapping[str, Sequence[str]]
) -> Iterator[Reason]:
    functions = {s.name: s for s in tree.body if isinstance(s, ast.FunctionDef)}
    optional = _optional(border)
    for name, parameters in _parameters(border).items():
        signature = f"`{name}({', '.join(parameters)})`"
        function = functions.get(name)
        if function is None and name in optional:
            continue
        if function is None:
            yield 0, f"no function {signature} is defined"
        elif not _accepts(function.args, len(parameters)) and not function.decorator_list:
            yield function.lineno, f"{signature} takes {len(parameters)} parameters"


def _accepts(arguments: ast.arguments, count: int) -> bool:
    places = len(arguments.posonlyargs) + len(arguments.args)
    required = places - len(arguments.defaults)
    keywords = any(default is None for default in arguments.kw_defaults)
    return required <= count and (count <= places or arguments.vararg is not None) and not keywords


class _Module:
    """The reasons against one syntax tree."""

    def __init__(self, tree: ast.Module) -> None:
        self._nodes = list(ast.walk(tree))
        self._modules = self._find_modules()
        self._bound = {*self._find_bound_names(), *BUILTINS}
        self._bases = {id(n.value) for n in self._nodes if isinstance(n, ast.Attribute)}

    def reasons(self) -> Iterator[Reason]:
        """(line, sentence) of everything that is refused."""
        for node in self._nodes:
            line = getattr(node, "lineno", 0)
            for text in self._look_at(node):
                yield line, text

    def _look_at(self, node: ast.AST) -> Iterable[str]:
        match node:
            case ast.Import() | ast.ImportFrom():
                return _import_reasons(node)
            case ast.Attribute():
                return self._attribute_reasons(node)
            case ast.Name():
                return self._name_reasons(node)
            case ast.arg() | ast.ExceptHandler() | ast.alias() | ast.Global() | ast.Nonlocal():
                return _binding_reasons(node)
            case ast.FunctionDef() | ast.ClassDef():
                return _definition_reasons(node)
        if isinstance(node, ast.stmt | ast.expr) and not isinstance(node, STATEMENTS + EXPRESSIONS):
            return (f"`{_keyword(node)}` is not allowed in rules",)
        return ()

    def _find_modules(self) -> dict[str, str]:
        """Local names of modules: {"np": "numpy"}."""
        found = {}
        for node in self._nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    package = alias.name.split(".")[0]
                    found[alias.asname or package] = alias.name if alias.asname else package
            if isinstance(node, ast.ImportFrom):
                wholes = {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
                found |= {name: whole for name, whole in wholes.items() if whole in MODULES}
        return found

    def _find_bound_names(self) -> Iterator[str]:
        for node in self._nodes:
            match node:
                case ast.Name(ctx=ast.Store()):
                    yield node.id
                case ast.arg():
                    yield node.arg
                case ast.FunctionDef() | ast.ClassDef():
                    yield node.name
                case ast.alias():
                    yield node.asname or node.name.split(".")[0]
                case ast.ExceptHandler(name=str(name)):
                    yield name

    def _name_reasons(self, node: ast.Name) -> Iterator[str]:
        if _is_dunder(node.id) or node.id in _REFUSED_BUILTINS:
            yield f"`{node.id}` is not available to rules"
        elif node.id not in self._bound:
            yield f"`{node.id}` is not defined"
        elif node.id in self._modules and id(node) not in self._bases:
            yield f"the module `{node.id}` may only be used as `{node.id}.<name>`"

    def _attribute_reasons(self, node: ast.Attribute) -> Iterator[str]:
        module = self._module_of(node.value)
        if module and node.attr not in MODULES[module] and f"{module}.{node.attr}" not in MODULES:
            yield f"`{module}.{node.attr}` is not available to rules"
        elif module and isinstance(node.ctx, ast.Store | ast.Del):
            yield f"`{module}.{node.attr}` must not be changed"
        elif module and f"{module}.{node.attr}" in MODULES and id(node) not in self._bases:
            yield f"the module `{module}.{node.attr}` may only be used as `{node.attr}.<name>`"
        if not module and node.attr in REFUSED_ATTRIBUTES:
            yield f"the attribute `.{node.attr}` is not available to rules"
        if _is_dunder(node.attr) and node.attr not in METHODS:
            yield f"the attribute `.{node.attr}` is not available to rules"
        elif node.attr.startswith("_") and node.attr not in METHODS and not _is_self(node.value):
            yield f"the private attribute `.{node.attr}` is not available to rules"

    def _module_of(self, node: ast.expr) -> str:
        """The module that an expression names, or an empty text."""
        if isinstance(node, ast.Name):
            module = self._modules.get(node.id, "")
            return module if module in MODULES else ""
        if isinstance(node, ast.Attribute) and (parent := self._module_of(node.value)):
            whole = f"{parent}.{node.attr}"
            return whole if whole in MODULES else ""
        return ""


def _import_reasons(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name not in MODULES:
                yield f"`import {alias.name}` is not allowed; rules may import {_IMPORTABLE}"
        return
    module = node.module or ""
    names = [alias.name for alias in node.names]
    if _is_interface(module, node.level):
        refused = [n for n in names if n == "*" or n.startswith("_") or n in _MODULE_NAMES]
    elif module not in MODULES or node.level:
        origin = "." * node.level + module
        yield f"`from {origin} import` is not allowed; rules may import {_IMPORTABLE}"
        return
    else:
        known = MODULES[module]
        refused = [n for n in names if n not in known and f"{module}.{n}" not in MODULES]
    for name in refused:
        yield f"`from {module} import {name}` is not allowed"


_MODULE_NAMES = frozenset(
    {"msgspec", "np", "numpy", "typing", "math", "enum", "sys", "os", "collections", "dataclasses"}
)


def _is_interface(module: str, level: int) -> bool:
    """`simulators.<domain>.interface`, or `<package>.interface` of an installed domain.

    In a cell there is one only: that of the domain which is played.
    """
    *home, last = module.split(".")
    in_place = len(home) == 1 or (len(home) == 2 and home[0] == "simulators")
    return level == 0 and last == "interface" and in_place


def _binding_reasons(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Global() | ast.Nonlocal():
            names = node.names
        case ast.alias():
            names = [node.asname] if node.asname else []
        case ast.arg():
            names = [node.arg]
        case ast.ExceptHandler(name=str(name)):
            names = [name]
        case _:
            names = []
    for name in names:
        if _is_dunder(name) or name in _REFUSED_BUILTINS:
            yield f"`{name}` is not available to rules; choose another name"


def _definition_reasons(node: ast.FunctionDef | ast.ClassDef) -> Iterator[str]:
    if _is_dunder(node.name) and node.name not in METHODS:
        yield f"`{node.name}` must not be defined by rules"
    elif node.name in _REFUSED_BUILTINS or node.name in BUILTINS:
        yield f"`{node.name}` is a name of Python; choose another name"
    if isinstance(node, ast.ClassDef) and node.keywords:
        yield "a class takes no keywords in rules"


def _is_dunder(name: str) -> bool:
    return name.startswith("__")


def _is_self(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id in ("self", "cls")) or _is_super(node)


def _is_super(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
    )


def _keyword(node: ast.AST) -> str:
    words = {
        "AsyncFunctionDef": "async def", "AsyncFor": "async for", "AsyncWith": "async with",
        "TryStar": "except*", "TypeAlias": "type",
    }  # fmt: skip
    return words.get(type(node).__name__, type(node).__name__.lower())
