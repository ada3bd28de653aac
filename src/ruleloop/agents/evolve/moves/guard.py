"""Leave a function or skip an element of a loop early, on a new condition."""

import ast

from ruleloop.agents.evolve.catalogue import free_names
from ruleloop.agents.evolve.conditions import new_condition
from ruleloop.agents.evolve.edits import Edit
from ruleloop.agents.evolve.rule_module import RuleModule
from ruleloop.agents.evolve.scope import BUILTINS, blocks, names_at
from ruleloop.agents.evolve.wording import in_function, short
from ruleloop.agents.evolve.workbench import Draft, Workbench


def insert_guard(bench: Workbench) -> Draft | None:
    """Insert `if x: return <answer of another branch>` or, in a loop, `if x: continue`."""
    module = bench.rules.module
    place = bench.pick(_places(module), "place")
    if place is None:
        return None
    condition = new_condition(bench, place, "if")
    action = _action(bench, place)
    if condition is None or action is None:
        return None
    start, _ = module.span(place)
    indent = module.source[module.line_start(place.lineno) : start]
    text = f"if {condition.text}:\n{indent}    {action}\n{indent}"
    words = "skip it" if action == "continue" else f"answer `{short(action[7:])}` at once"
    hypothesis = f"{in_function(module, place)}: {words} when {condition.meaning}"
    return Draft((Edit(start, start, text),), hypothesis)


def _places(module: RuleModule) -> list[ast.stmt]:
    """Statements that a guard may stand before: alone at the start of their line."""
    found = []
    for function in module.functions.values():
        for node in ast.walk(function):
            if isinstance(node, ast.While):
                continue  # a skipped step may never end the loop
            for block in blocks(node):
                found += [s for s in block if _is_free_standing(module, s)]
    return found


def _is_free_standing(module: RuleModule, statement: ast.stmt) -> bool:
    start, _ = module.span(statement)
    before = module.source[module.line_start(statement.lineno) : start]
    docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    elif_branch = module.source[start : start + 4] == "elif"
    return not before.strip() and not docstring and not elif_branch


def _action(bench: Workbench, place: ast.stmt) -> str | None:
    module = bench.rules.module
    loop = next((a for a in module.ancestors(place) if isinstance(a, ast.For | ast.While)), None)
    if isinstance(loop, ast.For) and bench.draws.chance(0.6, "skip"):
        return "continue"
    function = module.function_of(place)
    if function is None:
        return None
    names = names_at(module, place) | BUILTINS
    answers = _answers(module, function.name, names)
    for donor in bench.donors:
        answers += _answers(donor.module, function.name, names)
    answer = bench.pick(sorted(set(answers)), "answer")
    return f"return {answer}" if answer else None


def _answers(module: RuleModule, function: str, names: frozenset[str]) -> list[str]:
    """What a function returns elsewhere, as far as it makes sense with the names at hand."""
    if function not in module.functions:
        return []
    found = []
    for node in ast.walk(module.functions[function]):
        if isinstance(node, ast.Return) and node.value is not None:
            text = module.text(node.value)
            if "\n" not in text and len(text) <= 80 and free_names(node.value) <= names:
                found.append(text)
    return found
