import ast

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ruleloop.agents.evolve.edits import apply_edits, put
from ruleloop.agents.evolve.rule_module import RuleModule

ATOMS = st.sampled_from(["a", "b", "1.5", "f(a, b)", "a.x", "(a, b)[0]"])
TREES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "**", "<", "and", "or"]), inner).map(
            lambda t: f"({t[0]}) {t[1]} ({t[2]})"
        ),
        inner.map(lambda e: f"not ({e})"),
        inner.map(lambda e: f"-({e})"),
        inner.map(lambda e: f"lambda q: {e}"),
        st.tuples(inner, inner).map(lambda t: f"max({t[0]}, {t[1]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"({t[0]}) if ({t[1]}) else ({t[2]})"),
    ),
    max_leaves=6,
).map(lambda e: ast.unparse(ast.parse(e, mode="eval")))


@settings(max_examples=150, deadline=None)
@given(TREES, TREES, st.integers(0, 30))
@example("a ** a", "a ** a", 1)
def test_a_replaced_expression_binds_as_if_it_had_been_there(
    outer: str, inner: str, which: int
) -> None:
    module = RuleModule(f"# ä comment\nx = [{outer}]  # ü\n")
    nodes = _expressions(module.tree)
    place = which % len(nodes)
    text = apply_edits(module.source, [put(module, nodes[place], inner)])
    wanted = RuleModule(module.source).tree
    old, new = _expressions(wanted)[place], ast.parse(inner, mode="eval").body
    _exchange(wanted, old, new)
    assert ast.dump(ast.parse(text)) == ast.dump(wanted)
    assert text.startswith("# ä comment\n")
    assert text.endswith("# ü\n")


def _expressions(tree: ast.AST) -> list[ast.expr]:
    """Every expression inside the list, in a fixed order."""
    inside = next(n for n in ast.walk(tree) if isinstance(n, ast.List))
    return [n for n in ast.walk(inside) if isinstance(n, ast.expr) and n is not inside]


def _exchange(tree: ast.AST, old: ast.expr, new: ast.expr) -> None:
    for node in ast.walk(tree):
        for name, value in ast.iter_fields(node):
            if value is old:
                setattr(node, name, new)
            elif isinstance(value, list):
                setattr(node, name, [new if item is old else item for item in value])
