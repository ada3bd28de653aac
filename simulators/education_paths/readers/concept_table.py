"""The table of concepts: what builds on what, what is easily mistaken, what the exam asks."""

import difflib
import math
from pathlib import Path

import numpy as np

from simulators.education_paths.learning.model import Bools, Ints
from simulators.supply_chain.readers.csv_table import Column, TableRow, number, read_table, text
from simulators.supply_chain.readers.faults import Sheet

OFF_MOST = 0.005  # shares written with two decimals need not sum to 1 exactly
MOST_CONCEPTS = 60  # as the bound of `concepts`


def names(word: str) -> tuple[str, ...]:
    """Names with | (or ;) between them."""
    found = tuple(part.strip() for part in word.replace(";", "|").split("|"))
    if not all(found):
        raise ValueError
    return found


NAMES = "names of concepts with | between them"
COLUMNS = (
    Column("concept", text, "the concept's name"),
    Column("prerequisites", names, NAMES, optional=True),
    Column("confusable", names, NAMES, optional=True),
    Column("exam_share", number(0.0, 1.0), "a share from 0 to 1"),
)


def read_concepts(path: Path, faults: list[str]) -> list[TableRow]:
    """The rows of the table, in the order of the syllabus; each name stands once."""
    sheet, rows = Sheet(path.name, faults), read_table(path, COLUMNS, faults)
    first: dict[str, int] = {}
    for row in rows:
        name = row.cells.get("concept")
        if name in first:
            got = f"{name!r} again (first in row {first[name]})"
            sheet.add("each name once", got, row=row.number, column="concept")
        elif name is not None:
            first[name] = row.number
    if len(first) == 1 or len(rows) > MOST_CONCEPTS:
        sheet.add(f"2 to {MOST_CONCEPTS} concepts", str(len(rows)))
    return rows


def numbered(rows: list[TableRow]) -> dict[str, int]:
    """The concepts by name, a name that stands twice as the first of its rows.

    Empty when one has no name, so that nothing else is blamed for it.
    """
    if not all(row.has("concept") for row in rows):
        return {}
    found: dict[str, int] = {}
    for place, row in enumerate(rows):
        found.setdefault(row.cells["concept"], place)
    return found


def as_matrix(sheet: Sheet, rows: list[TableRow], numbers: dict[str, int], column: str) -> Bools:
    """Concepts x concepts, whether the row names that column; unknown names are faults."""
    found = np.zeros((len(rows), len(rows)), dtype=np.bool_)
    for place, row in enumerate(rows):
        for name in row.cells.get(column) or ():
            other = number_of(sheet, row, column, name, numbers)
            if other == place:
                sheet.add("other concepts", f"{name!r} itself", row=row.number, column=column)
            elif other is not None:
                found[place, other] = True
    return found


def number_of(
    sheet: Sheet, row: TableRow, column: str, name: str, numbers: dict[str, int]
) -> int | None:
    """The number of a concept; an unknown name is a fault."""
    if numbers and name not in numbers:
        near = difflib.get_close_matches(name, list(numbers), n=1)
        mend = f"did you mean {near[0]}?" if near else ""
        got = f"unknown {name!r}"
        sheet.add("a name in the concepts", got, row=row.number, column=column, mend=mend)
    return numbers.get(name)


def check_acyclic(sheet: Sheet, rows: list[TableRow], needs: Bools) -> None:
    """Report concepts that build on themselves by way of others: one cycle of each knot."""
    left = np.ones(len(rows), dtype=np.bool_)
    for start in range(len(rows)):
        cycle = _cycle_from(start, needs & left[:, None] & left[None, :])
        if cycle:
            words = " -> ".join(str(rows[n].cells.get("concept")) for n in (*cycle, cycle[0]))
            sheet.add(
                "prerequisites that can be learnt before",
                f"a cycle: {words}",
                row=rows[start].number,
                column="prerequisites",
                mend="take one of them out",
            )
            left[cycle] = False


def _cycle_from(start: int, needs: Bools) -> list[int]:
    """The shortest way from a concept over its prerequisites back to it; empty without one."""
    ways = {int(first): [start, int(first)] for first in np.flatnonzero(needs[start])}
    waiting = list(ways)
    for concept in waiting:
        for then in np.flatnonzero(needs[concept]).tolist():
            if then == start:
                return ways[concept]
            if then not in ways:
                ways[then] = [*ways[concept], then]
                waiting.append(then)
    return []


def check_shares(sheet: Sheet, rows: list[TableRow]) -> tuple[float, ...]:
    """The shares of the exam, 1 in all; other sums are faults."""
    if not rows or not all(row.has("exam_share") for row in rows):
        return ()
    shares = [float(row.cells["exam_share"]) for row in rows]
    total = math.fsum(shares)
    if abs(total - 1.0) > OFF_MOST:
        mend = "divide each by their sum" if total > 0.0 else ""
        sheet.add("shares that sum to 1", f"{total:.4g}", column="exam_share", mend=mend)
        return ()
    return tuple(share / total for share in shares)


def layers_of(needs: Bools) -> Ints:
    """The layer of every concept of a graph without cycles: 0 for what builds on nothing."""
    layer = np.zeros(len(needs), dtype=np.int64)
    for _ in range(len(needs)):
        layer = np.where(needs, layer[None, :] + 1, 0).max(axis=1, initial=0)
    return layer
