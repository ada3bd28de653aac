"""What is wrong with a user's data files: every mistake at once, each one a complete sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_LISTED = 40
_PLACE = re.compile(r"([^,:]*)(?:, row (\d+))?")
_VARYING = re.compile(r"'[^']*'|\d[\d.:-]*")  # what differs between two faults of one kind


class InputFaults(ValueError):
    """A data file that cannot be used. `faults` holds one sentence per mistake.

    A sentence names file, row and column, what was expected, what came and how to mend it.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = shortened(tuple(faults))
        super().__init__("\n".join(self.faults))

    def __reduce__(self) -> tuple[type["InputFaults"], tuple[tuple[str, ...]]]:
        return type(self), (self.faults,)


def shortened(faults: tuple[str, ...]) -> tuple[str, ...]:
    """Each fault once, by file and row; of very many, at least one of each kind and how many more.

    Files stay in the order in which they were read.
    """
    faults = _sorted(dict.fromkeys(faults))
    if len(faults) <= MOST_LISTED + 1:
        return faults
    firsts = {_VARYING.sub("", fault): place for place, fault in reversed([*enumerate(faults)])}
    of_a_kind = sorted(firsts.values())
    others = sorted(set(range(len(faults))) - set(of_a_kind))
    shown = sorted((of_a_kind + others)[:MOST_LISTED])
    more = f"... and {len(faults) - MOST_LISTED} more faults"
    return (*(faults[place] for place in shown), more)


def _sorted(faults: Iterable[str]) -> tuple[str, ...]:
    places = {fault: _place(fault) for fault in faults}
    files = list(dict.fromkeys(file for file, _ in places.values()))
    return tuple(sorted(places, key=lambda f: (files.index(places[f][0]), places[f][1])))


def _place(fault: str) -> tuple[str, int]:
    """File and row of a fault, 0 where it names none."""
    match = _PLACE.match(fault)
    return (match.group(1), int(match.group(2) or 0)) if match else ("", 0)


def fault(
    file: str,
    *,
    expected: str,
    got: str,
    row: int | None = None,
    column: str | None = None,
    mend: str = "",
) -> str:
    """One fault as a sentence; rows count from 1, as an editor shows them."""
    place = file
    if row is not None:
        place += f", row {row}"
    if column is not None:
        place += f", column {column}"
    return f"{place}: expected {expected}, got {got}" + (f"; {mend}" if mend else "")


@dataclass(frozen=True)
class Sheet:
    """One file, and where to write down what is wrong with it: one list for all files."""

    file: str
    faults: list[str]

    def add(
        self,
        expected: str,
        got: str,
        *,
        row: int | None = None,
        column: str | None = None,
        mend: str = "",
    ) -> None:
        """Write down one fault; see `fault`."""
        self.faults.append(
            fault(self.file, row=row, column=column, expected=expected, got=got, mend=mend)
        )


def raise_if_any(faults: Sequence[str]) -> None:
    """Raise all faults collected so far, if there are any.

    Raises:
        InputFaults: `faults` is not empty.
    """
    if faults:
        raise InputFaults(faults)
