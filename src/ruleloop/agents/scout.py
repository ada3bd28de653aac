"""A look at what rules do before they are proposed: whether they decide differently, no more."""

from typing import Literal, Protocol

Look = Literal["alike", "apart", "faulty"]
"""Every decision is the same to the byte; some decision is another; the rules fail."""


class Scout(Protocol):
    """Compares the decisions of two rule modules in a few worlds of the search.

    It says nothing of gains, and no evidence is ever taken from its worlds. The same two texts
    always give the same look, so that asking changes nothing.
    """

    def look(self, source: str, other: str) -> Look:
        """How the decisions of `source` compare with those of `other`; `faulty` is of `source`."""
        ...


class Blind:
    """A scout that sees nothing: whatever is written may decide differently."""

    def look(self, source: str, other: str) -> Look:
        """Always the same."""
        del source, other
        return "apart"
