import pytest

from ruleloop.syntax import clearly_simpler, syntax_hash, syntax_nodes

RULES = '"""Doc."""\n# why\ndef f(x):\n    """Doc."""\n    return x + 1  # because\n'
BARE = "def f(x):\n    return (x+1)\n"


def test_comments_layout_and_docstrings_make_no_new_candidate():
    assert syntax_hash(RULES) == syntax_hash(BARE)
    assert syntax_nodes(RULES) == syntax_nodes(BARE)


@pytest.mark.parametrize(
    "other", ["def f(x):\n    return x + 2\n", "def g(x):\n    return x + 1\n"]
)
def test_another_constant_or_name_is_another_candidate(other):
    assert syntax_hash(other) != syntax_hash(BARE)


def test_a_function_that_is_only_a_docstring_still_has_a_body():
    assert syntax_hash('def f():\n    """Doc."""\n') == syntax_hash("def f():\n    pass\n")


def test_one_node_less_in_a_hundred_is_not_clearly_simpler():
    assert not clearly_simpler(99, than=100)
    assert clearly_simpler(90, than=100)
