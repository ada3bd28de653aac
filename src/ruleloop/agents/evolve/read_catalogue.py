"""Reads what a brief tells of a domain: declared signals, idioms and knobs, and its interface."""

import ast
import re
from dataclasses import replace

from ruleloop.agents.agent import Brief
from ruleloop.agents.evolve.catalogue import Catalogue, Ingredient, fill, roots_of, stem_of
from ruleloop.agents.evolve.rule_module import RuleModule
from ruleloop.agents.evolve.span import Span
from ruleloop.agents.evolve.unit_reader import UnitReader
from ruleloop.agents.evolve.units import ANY, BOOL, NUMBER, normal_unit
from ruleloop.domain import Idiom, Signal

_COLLECTION = re.compile(r"tuple|list|dict|set|Sequence|Mapping|NDArray|ndarray")


def read_catalogue(brief: Brief) -> Catalogue:
    """The catalogue of a brief. Declarations that are no Python expressions are left out."""
    card = brief.card
    signals = [s for s in card.signals if roots_of(s.expression) is not None]
    idioms = [i for i in card.idioms if roots_of(fill(i.code)) is not None]
    declared = [s.unit for s in signals] + [i.unit for i in idioms] + [k.unit for k in card.knobs]
    words = frozenset(map(normal_unit, declared))
    hints = _hints(brief.interface_source)
    bare = Catalogue(
        ingredients=tuple(map(_signal, signals)),
        signal_units={_normal(s.expression): normal_unit(s.unit) for s in signals},
        call_units=_call_units(idioms),
        attributes_of=_attributes(signals),
        collections=frozenset(name for name, hint in hints.items() if _COLLECTION.search(hint)),
        truths=frozenset(name for name, hint in hints.items() if hint == "bool"),
        parameters=_parameters(brief.interface_source),
        stands_for=_stands_for([*(s.expression for s in signals), *(i.code for i in idioms)]),
        knobs={k.name: (normal_unit(k.unit), Span(k.low, k.high, k.whole)) for k in card.knobs},
        decisions=frozenset(card.decisions),
        words=words - {NUMBER, BOOL},
    )
    made = tuple(_idiom(idiom, bare) for idiom in idioms)
    return replace(bare, ingredients=(*bare.ingredients, *made))


def _signal(signal: Signal) -> Ingredient:
    code = _normal(signal.expression)
    words = re.sub(r"[\W_]+", " ", _telling(code)).strip()
    meaning = signal.meaning or words
    roots = roots_of(code) or frozenset()
    return Ingredient(code, normal_unit(signal.unit), roots, meaning, stem_of(words))


def _telling(code: str) -> str:
    """The part of a signal that names it: `tools.fill_share(route, wave)` -> fill_share."""
    names = re.findall(r"\.([A-Za-z_]\w*)", code)
    return names[-1] if names else code


def _idiom(idiom: Idiom, bare: Catalogue) -> Ingredient:
    code, unit = idiom.code.strip(), normal_unit(idiom.unit)
    count = code.count("{c}")
    names = [f"C{i}" for i in range(count)]
    ranges = (*idiom.constants, *[(0.1, 10.0)] * count)[:count]
    units = _hole_units(code, names, bare)
    holes = tuple((u, Span(low, high)) for u, (low, high) in zip(units, ranges, strict=True))
    roots = (roots_of(fill(code)) or frozenset()) - set(names)
    meaning = idiom.meaning or re.sub(r"[\W_]+", " ", code)
    return Ingredient(code, unit, roots, meaning, stem_of(meaning), holes)


def _hole_units(code: str, names: list[str], bare: Catalogue) -> list[str]:
    """The unit that each hole of an idiom must have, read as if it stood in a rule module."""
    roots = ", ".join(sorted((roots_of(fill(code)) or frozenset()) - set(names) - {"len", "min"}))
    reader = UnitReader(RuleModule(f"def idiom({roots}):\n    return ({fill(code)})\n"), bare)
    units = dict.fromkeys(names, NUMBER)
    for node in ast.walk(reader.module.tree):
        if isinstance(node, ast.Name) and node.id in units:
            found = reader.slot_unit(node)
            units[node.id] = NUMBER if found in (None, ANY, BOOL) else str(found)
    return [units[name] for name in names]


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


def _stands_for(codes: list[str]) -> dict[tuple[str, int], str]:
    found = {}
    for code in codes:
        for node in ast.walk(ast.parse(fill(code.strip()), mode="eval")):
            if isinstance(node, ast.Call):
                for place, argument in enumerate(node.args):
                    if isinstance(argument, ast.Name) and argument.id.islower():
                        found[ast.unparse(node.func), place] = argument.id
    return found


def _hints(interface_source: str) -> dict[str, str]:
    """The type of every field and of what every method returns, as written."""
    found = {}
    for node in ast.walk(_tree(interface_source)):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = ast.unparse(node.annotation)
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            found[node.name] = ast.unparse(node.returns)
    return found


def _parameters(interface_source: str) -> dict[str, tuple[str, ...]]:
    functions = [n for n in ast.walk(_tree(interface_source)) if isinstance(n, ast.FunctionDef)]
    return {f.name: tuple(a.arg for a in f.args.args if a.arg != "self") for f in functions}


def _tree(source: str) -> ast.AST:
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def _normal(expression: str) -> str:
    return ast.unparse(ast.parse(expression.strip(), mode="eval").body)
