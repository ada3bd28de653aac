"""Plain words for hypotheses."""

import ast

from ruleloop.agents.evolve.rule_module import RuleModule


def short(text: str, most: int = 48) -> str:
    """A piece of code on one short line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 3]}..."


def in_function(module: RuleModule, node: ast.AST) -> str:
    """The name of the function that a node stands in."""
    function = module.function_of(node)
    return function.name if function is not None else "module"


def title(module: RuleModule) -> str:
    """The first line of a rule module's docstring."""
    text = ast.get_docstring(module.tree) or "another rule set"
    return text.split("\n")[0].rstrip(".")
