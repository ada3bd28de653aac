import ast

from hypothesis import given, settings
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
def test_a_replaced_expression_binds_as_if_it_had_been_there(outer, inner, which):
    module = RuleModule(f"# ä comment\nx = [{outer}]  # ü\n")
    value = module.tree.body[0].value
    nodes = [n for n in ast.walk(value) if isinstance(n, ast.expr) and n is not value]
    node = nodes[which % len(nodes)]
    text = apply_edits(module.source, [put(module, node, inner)])
    wanted = RuleModule(module.source).tree

    class Put(ast.NodeTransformer):
        def visit(self, other):
            if ast.dump(other, include_attributes=True) == mark:
                return ast.parse(inner, mode="eval").body
            return super().visit(other)

    mark = ast.dump(node, include_attributes=True)
    assert ast.dump(ast.parse(text)) == ast.dump(Put().visit(wanted))
    assert text.startswith("# ä comment\n")
    assert text.endswith("# ü\n")
