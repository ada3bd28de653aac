"""Pass over some of the elements that a comprehension takes in."""

import ast

from ruleloop.agents.evolve.conditions import new_condition
from ruleloop.agents.evolve.edits import OR, Edit, operand
from ruleloop.agents.evolve.rule_module import RuleModule
from ruleloop.agents.evolve.wording import in_function, short
from ruleloop.agents.evolve.workbench import Draft, Workbench

_Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp


def sift_elements(bench: Workbench) -> Draft | None:
    """`[... for r in routes]` becomes `[... for r in routes if x]`.

    A list over `range(n)` is left alone: whoever gets it reads it by position, so it must stay as
    long as it is.
    """
    module = bench.rules.module
    chosen = bench.pick(_bare(module), "comprehension")
    condition = new_condition(bench, chosen.elt, "if") if chosen else None
    if chosen is None or condition is None:
        return None
    taken_from = chosen.generators[-1].iter
    _, end = module.span(taken_from)
    edit = Edit(end, end, f" if {operand(condition.text, OR)}")
    where, what = in_function(module, chosen), short(module.text(taken_from))
    return Draft((edit,), f"{where}: of `{what}` take only those where {condition.meaning}")


def _bare(module: RuleModule) -> list[_Comprehension]:
    return [
        node
        for function in module.functions.values()
        for node in ast.walk(function)
        if isinstance(node, _Comprehension)
        and not node.generators[-1].ifs
        and not (isinstance(node, ast.ListComp) and _is_positional(node.generators[-1].iter))
    ]


def _is_positional(taken_from: ast.expr) -> bool:
    match taken_from:
        case ast.Call(func=ast.Name(id="range" | "enumerate" | "zip")):
            return True
    return False
