"""What a domain tells rules and agents: complete, in scope, and nothing that is none of theirs."""

import ast
from collections.abc import Iterator

from ruleloop.conformance.finding import Finding
from ruleloop.conformance.places import place_of_name, place_of_parameter, place_of_text
from ruleloop.conformance.subject import Subject
from ruleloop.domain import Idiom, Knob

LATENT_NAMES = frozenset({"seed", "draws", "rng", "latent", "random", "generator", "key"})
_MOST_TOLD = 6


def everything_has_a_unit(subject: Subject) -> Finding:
    """Objective, signals, idioms and knobs say what they are counted in."""
    card = subject.card
    named = [(card.objective.measure, card.objective.unit)]
    named += [(s.expression, s.unit) for s in card.signals]
    named += [(i.code, i.unit) for i in card.idioms] + [(k.name, k.unit) for k in card.knobs]
    faults = [
        f"{place_of_text(subject.files, name)}`{name}` has no unit"
        for name, unit in named
        if not unit.strip()
    ]
    return _finding("everything has a unit", faults)


def parameters_have_sources(subject: Subject) -> Finding:
    """Every number of a world has a description, and a source or an assumed range."""
    faults = []
    for each in subject.card.parameters:
        lacks = ["a description"] if not each.description else []
        if each.type in ("int", "float") and not (each.source or each.assumed):
            lacks.append('extra={"source": ...} or {"assumed": [low, high]}')
        if lacks:
            place = place_of_parameter(subject.files, each.name)
            faults.append(f"{place}`{each.name}`: add {' and '.join(lacks)}")
    return _finding("every parameter of a world has a source or is called an assumption", faults)


def interface_is_documented(subject: Subject) -> Finding:
    """Whoever writes rules reads the interface and nothing else."""
    faults = [
        f"{place_of_name(subject.files, name)}`{name}` in the interface has no docstring"
        for name, node in _definitions(subject.card.interface)
        if not ast.get_docstring(node)
    ]
    return _finding("the interface has docstrings", faults)


def nothing_latent_crosses(subject: Subject) -> Finding:
    """No observation or fact has a field that is named as a seed or a latent state."""
    faults = []
    for name, node in _definitions(subject.card.interface):
        fields = [f"{name}.{s.target.id}" for s in getattr(node, "body", ()) if _is_field(s)]
        faults += [
            f"{place_of_name(subject.files, field)}`{field}` crosses to the rules: leave it out"
            for field in fields
            if LATENT_NAMES & set(field.rpartition(".")[2].lower().split("_"))
        ]
    return _finding("no observation carries a seed or a latent state", faults)


def moves_are_in_scope(subject: Subject) -> Finding:
    """Signals and idioms parse and name what rules know; knobs are constants of a rule set."""
    card = subject.card
    known = _names(subject)
    found = [(s.expression, _scope_fault(s.expression, known)) for s in card.signals]
    found += [(idiom.code, _idiom_fault(idiom, known)) for idiom in card.idioms]
    found += [(knob.name, _knob_fault(knob, subject)) for knob in card.knobs]
    faults = [f"{place_of_text(subject.files, text)}{fault}" for text, fault in found if fault]
    return _finding("signals, idioms and knobs exist", faults)


def _scope_fault(expression: str, known: set[str]) -> str:
    try:
        tree = ast.parse(expression, mode="eval")
    except SyntaxError as error:
        return f"`{expression}` is no expression: {error.msg}"
    bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    bound -= {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.comprehension)
        for target in ast.walk(node.target)
        if isinstance(target, ast.Name)
    }
    strange = sorted(bound - known)
    if strange:
        return f"`{expression}`: no rule set has a parameter or variable `{strange[0]}`"
    return ""


def _idiom_fault(idiom: Idiom, known: set[str]) -> str:
    places = idiom.code.count("{c}")
    if places != len(idiom.constants):
        return f"`{idiom.code}` has {places} places {{c}} and {len(idiom.constants)} ranges"
    if any(low >= high for low, high in idiom.constants):
        return f"`{idiom.code}`: a range whose low end is not below its high end"
    return _scope_fault(idiom.code.replace("{c}", "1.0"), known)


def _knob_fault(knob: Knob, subject: Subject) -> str:
    values = [
        value
        for source in subject.card.rule_sets.values()
        for name, value in _constants(source)
        if name == knob.name
    ]
    if not values:
        return f"`{knob.name}` is a constant of no shipped rule set"
    outside = [value for value in values if not knob.low <= value <= knob.high]
    if outside:
        return f"`{knob.name}` is {outside[0]:g} in a rule set, outside {knob.low:g}..{knob.high:g}"
    return ""


def _constants(source: str) -> Iterator[tuple[str, float]]:
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            try:
                value = ast.literal_eval(statement.value)
            except ValueError:
                continue
            if isinstance(value, int | float):
                yield statement.targets[0].id, float(value)


def _names(subject: Subject) -> set[str]:
    """Parameters and variables of all shipped rule sets, and what is built in."""
    found = {"len", "max", "min", "sum", "abs", "round", "sorted", "math", "np", "float", "int"}
    for source in subject.card.rule_sets.values():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.Name):
                found.add(node.id)
    return found


def _definitions(
    source: str,
) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef]]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and not method.name.startswith("_"):
                    yield f"{node.name}.{method.name}", method


def _is_field(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)


def _finding(prop: str, faults: list[str]) -> Finding:
    more = f"; and {len(faults) - _MOST_TOLD} more" if len(faults) > _MOST_TOLD else ""
    return Finding(prop, not faults, "; ".join(faults[:_MOST_TOLD]) + more)
