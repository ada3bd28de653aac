"""What identifies a candidate: its syntax tree, without comments, layout and docstrings."""

import ast
import hashlib
import re
from typing import NamedTuple

from ruleloop.isolation.syntax import parse


class Identity(NamedTuple):
    """Two hashes of a rule module's syntax tree.

    syntax: the same for texts that differ in comments and layout only.
    structure: the same for texts that differ in the values of numbers only.
    """

    syntax: str
    structure: str


def identify(source: str) -> Identity:
    """The identity of a rule module.

    Raises:
        SyntaxError: the source is no Python, or is nested too deeply.
    """
    try:
        tree = ast.dump(parse(source))
    except RecursionError:
        raise SyntaxError("the source is nested too deeply") from None
    masked = re.sub(r"Constant\(value=[-+.\de]+\)", "Constant()", tree)
    return Identity(_hash(tree), _hash(masked))


def syntax_hash(source: str) -> str:
    """The hash that marks a candidate as proposed before; see `Identity`."""
    return identify(source).syntax


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
