"""The identity and the size of a rule set do not depend on how it is laid out."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.isolation.syntax import syntax_hash, syntax_nodes

PLAIN = "X = 1.0\ndef f(a):\n    return a + X\n"


@pytest.mark.parametrize(
    "other",
    [
        "X = 1.0  # a comment\n\n\ndef f( a ):\n        return (a + X)\n",
        '"""A docstring."""\nX = 1.0\ndef f(a):\n    """Another."""\n    return a + X\n',
    ],
)
def test_layout_comments_and_docstrings_do_not_matter(other: str) -> None:
    assert syntax_hash(other) == syntax_hash(PLAIN)
    assert syntax_nodes(other) == syntax_nodes(PLAIN)


@pytest.mark.parametrize(
    "other",
    ["X = 1\ndef f(a):\n    return a + X\n", PLAIN.replace("a + X", "X + a"), PLAIN + "f(1)\n",
     PLAIN.replace("+", "-"), PLAIN.replace("X = 1.0", "X = -0.0"), PLAIN.replace("X", "Y")],
)  # fmt: skip
def test_any_change_of_meaning_changes_the_identity(other: str) -> None:
    assert syntax_hash(other) != syntax_hash(PLAIN)


def test_a_function_with_only_a_docstring_is_still_a_function() -> None:
    assert syntax_hash('def f():\n    """Nothing."""\n') == syntax_hash("def f():\n    pass\n")


def test_size_counts_nodes_and_not_operators() -> None:
    assert syntax_nodes("x + 1") == 5  # module, statement, sum, name, number
    assert syntax_nodes("") == 1


def test_the_identity_is_the_same_in_every_process() -> None:
    if sys.version_info >= (3, 12):
        pytest.skip("the nodes of another version of Python have other fields")
    assert syntax_hash("x = {1, 2}") == "32f598031305b24426180aec5f99a2d4"


@pytest.mark.parametrize("source", ["def f(", "-" * 50_000 + "1", "'\0'", "1" + "+1" * 20_000])
def test_what_cannot_be_parsed_is_a_syntax_error(source: str) -> None:
    with pytest.raises(SyntaxError):
        syntax_hash(source)


@given(st.integers(), st.text(max_size=5), st.floats(allow_nan=False))
def test_different_constants_have_different_identities(number: int, text: str, real: float) -> None:
    sources = {f"x = {value!r}" for value in (number, text, real, None, True)}
    assert len({syntax_hash(source) for source in sources}) == len(sources)
