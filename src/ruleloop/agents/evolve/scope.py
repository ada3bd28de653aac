"""Which names may be used at a place of a rule module."""

import ast

from ruleloop.agents.evolve.catalogue import Catalogue
from ruleloop.agents.evolve.rule_module import RuleModule, bound_by, stored_names

BUILTINS = frozenset({
    "abs", "all", "any", "bool", "dict", "divmod", "enumerate", "filter", "float", "frozenset",
    "int", "isinstance", "len", "list", "map", "max", "min", "next", "range", "reversed", "round",
    "set", "slice", "sorted", "str", "sum", "tuple", "zip", "iter", "pow", "True", "False", "None",
    "ValueError", "KeyError", "IndexError", "ZeroDivisionError", "StopIteration", "Exception",
})  # fmt: skip


def names_at(module: RuleModule, place: ast.AST) -> frozenset[str]:
    """The names that are surely bound when `place` is evaluated, built-ins left out."""
    names = set(module.bound_names)
    child = place
    for above in module.ancestors(place):
        names |= _bound_before(above, child)
        child = above
    return frozenset(names)


def _bound_before(above: ast.AST, child: ast.AST) -> set[str]:
    match above:
        case ast.Module():
            return set()
        case ast.FunctionDef() | ast.Lambda():
            names = {a.arg for a in _arguments(above.args)}
            body = above.body if isinstance(above, ast.FunctionDef) else []
            return names | _of_earlier(body, child)
        case ast.For():
            targets = set(stored_names(above.target)) if child in above.body else set()
            return targets | _of_earlier(above.body, child)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            return _of_generators(above.generators, child)
        case ast.comprehension():
            return set(stored_names(above.target)) if child in above.ifs else set()
    names = set()
    for body in blocks(above):
        names |= _of_earlier(body, child)
    return names


def blocks(node: ast.AST) -> list[list[ast.stmt]]:
    """The blocks of statements directly inside a node."""
    found = [getattr(node, part, None) for part in ("body", "orelse", "finalbody")]
    return [b for b in found if isinstance(b, list) and b and isinstance(b[0], ast.stmt)]


def _of_earlier(body: list[ast.stmt], child: ast.AST) -> set[str]:
    if child not in body:
        return set()
    earlier = body[: body.index(child)]
    return {name for statement in earlier for name in bound_by(statement)}


def _of_generators(generators: list[ast.comprehension], child: ast.AST) -> set[str]:
    seen = generators[: generators.index(child)] if child in generators else generators
    return {name for g in seen for name in stored_names(g.target)}


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]


def stand_ins(
    module: RuleModule, place: ast.AST, catalogue: Catalogue
) -> dict[str, tuple[str, ...]]:
    """For each root of a signal the names in scope that may stand for it.

    A rule author may write `for o in wave.orders` where the domain says `order.slack_min`: `o`
    stands for `order` when the attributes read from it are those of an order.
    """
    names = names_at(module, place)
    function = module.function_of(place)
    if function is None:
        return {root: (root,) for root in catalogue.attributes_of if root in names}
    seen = _seen_as(module, function, catalogue)
    free = sorted(names - catalogue.roots)
    found: dict[str, tuple[str, ...]] = {}
    for root in sorted(catalogue.roots):
        same = (root,) if root in names else ()
        others = (n for n in free if root in seen.get(n, ()))
        found[root] = (*same, *others)
    return found


def _seen_as(
    module: RuleModule, function: ast.FunctionDef, catalogue: Catalogue
) -> dict[str, set[str]]:
    """The roots that each name of a function is used like: by its attributes or in calls."""
    seen: dict[str, set[str]] = {}
    for node in ast.walk(function):
        match node:
            case ast.Call(func=called, args=arguments):
                for place, argument in enumerate(arguments):
                    root = _root_at(module, called, place, catalogue)
                    if isinstance(argument, ast.Name) and root:
                        seen.setdefault(argument.id, set()).add(root)
    roots = catalogue.attributes_of
    for name, read in attributes_read(function).items():
        shared = {root: len(read & attributes) for root, attributes in roots.items()}
        most = max(shared.values(), default=0)
        likely = {root for root, count in shared.items() if count == most > 0}
        seen.setdefault(name, set()).update(likely)
    return seen


def _root_at(module: RuleModule, called: ast.expr, place: int, catalogue: Catalogue) -> str | None:
    """Which root a function takes at a place: as the domain's expressions or its parameters say."""
    if isinstance(called, ast.Name) and called.id in module.functions:
        parameters = module.functions[called.id].args.args
        name = parameters[place].arg if place < len(parameters) else ""
        return name if name in catalogue.roots else None
    return catalogue.stands_for.get((ast.unparse(called), place))


def attributes_read(function: ast.FunctionDef) -> dict[str, frozenset[str]]:
    """The attributes that a function reads from each plain name."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(function):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                found.setdefault(name, set()).add(attribute)
    return {name: frozenset(attributes) for name, attributes in found.items()}
