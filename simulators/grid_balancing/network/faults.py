"""What is wrong with a user's data files: every mistake at once, each one a complete sentence."""

from collections.abc import Sequence

MOST_LISTED = 40


class InputFaults(ValueError):
    """A network, profile or price file that cannot be used. `faults` has one sentence per mistake.

    A sentence names file, row and column, what was expected, what came and how to mend it.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = shortened(tuple(faults))
        super().__init__("\n".join(self.faults))

    def __reduce__(self) -> tuple[type["InputFaults"], tuple[tuple[str, ...]]]:
        return type(self), (self.faults,)


def shortened(faults: tuple[str, ...]) -> tuple[str, ...]:
    """The first faults, and how many more there are, so that a wrong file stays readable."""
    if len(faults) <= MOST_LISTED + 1:
        return faults
    return (*faults[:MOST_LISTED], f"... and {len(faults) - MOST_LISTED} more faults")


def fault(place: str, *, expected: str, got: str, mend: str = "") -> str:
    """One fault as a sentence; `place` is file, row (from 1, as an editor shows it) and column."""
    return f"{place}: expected {expected}, got {got}" + (f"; {mend}" if mend else "")


def raise_if_any(faults: Sequence[str]) -> None:
    """Raise all faults collected so far, if there are any.

    Raises:
        InputFaults: `faults` is not empty.
    """
    if faults:
        raise InputFaults(faults)
