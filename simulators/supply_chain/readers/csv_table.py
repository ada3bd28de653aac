"""One CSV file with named, typed columns; every cell that cannot be read is reported.

Comma-separated, or semicolon-separated with decimal commas as European spreadsheets write it.
"""

import csv
import difflib
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from simulators.supply_chain.readers.faults import InputFaults, fault
from simulators.supply_chain.readers.vrp_file import read_lines

MINUTES_PER_DAY = 24 * 60


class Column(msgspec.Struct, frozen=True):
    """One column: how a cell is read (raises ValueError), and what was expected if it cannot."""

    name: str
    parse: Callable[[str], Any]
    expected: str
    optional: bool = False


class TableRow(msgspec.Struct, frozen=True):
    """One complete row: its place in the file (from 1) and its cells; None for an empty one."""

    number: int
    cells: dict[str, Any]


def read_table(path: Path, columns: tuple[Column, ...], faults: list[str]) -> list[TableRow]:
    """The rows of a CSV file that could be read; what could not is added to `faults`.

    The first line names the columns, in any order. Other columns are ignored, unless their name
    looks like a misspelt one.
    """
    try:
        lines = read_lines(path)
    except InputFaults as error:
        faults.extend(error.faults)
        return []
    semicolons = bool(lines) and ";" in lines[0]
    reader = csv.reader(lines, delimiter=";" if semicolons else ",")
    names = [name.strip().lower() for name in next(reader, [])]
    heading_faults = _heading_faults(path.name, names, columns)
    faults.extend(heading_faults)
    if any(not column.optional and column.name not in names for column in columns):
        return []
    rows = []
    for words in reader:
        if not any(word.strip() for word in words):
            continue
        texts = [word.strip().replace(",", ".") if semicolons else word.strip() for word in words]
        row = _read_row(path.name, reader.line_num, dict(zip(names, texts, strict=False)), columns)
        if isinstance(row, TableRow):
            rows.append(row)
        else:
            faults.extend(row)
    if not rows and not heading_faults and len(lines) <= 1:
        faults.append(fault(path.name, expected="at least one row", got="none"))
    return rows


def _heading_faults(file: str, names: list[str], columns: tuple[Column, ...]) -> list[str]:
    known = [column.name for column in columns]
    missing = [c.name for c in columns if not c.optional and c.name not in names]
    found = []
    if missing:
        got = ", ".join(names) or "an empty file"
        expected = f"the columns {', '.join(missing)}"
        found.append(fault(file, row=1, expected=expected, got=got))
    for name in names:
        close = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
        if close and name not in known and close[0] not in names:
            mend = f"did you mean {close[0]}?"
            expected = "a known column"
            found.append(fault(file, row=1, expected=expected, got=repr(name), mend=mend))
        elif name in known and names.count(name) > 1:
            found.append(fault(file, row=1, expected=f"one column {name}", got="several"))
    return list(dict.fromkeys(found))


def _read_row(
    file: str, number: int, texts: dict[str, str], columns: tuple[Column, ...]
) -> TableRow | list[str]:
    cells: dict[str, Any] = {}
    found = []
    for column in columns:
        text = texts.get(column.name, "")
        if not text and column.optional:
            cells[column.name] = None
            continue
        try:
            cells[column.name] = column.parse(text)
        except ValueError:
            got = repr(text) if text else "an empty cell"
            expected = column.expected
            found.append(fault(file, row=number, column=column.name, expected=expected, got=got))
    return found or TableRow(number, cells)


def text(word: str) -> str:
    """A text that is not empty."""
    if not word:
        raise ValueError
    return word


def number(low: float = -math.inf, high: float = math.inf) -> Callable[[str], float]:
    """A reader of finite numbers from `low` to `high`."""

    def parse(word: str) -> float:
        value = float(word)
        if not (math.isfinite(value) and low <= value <= high):
            raise ValueError
        return value

    return parse


def positive(word: str) -> float:
    """A finite number above 0."""
    value = number(0.0)(word)
    if value == 0.0:
        raise ValueError
    return value


def time_of_day(word: str) -> float:
    """Minutes after midnight, from `HH:MM` (up to 24:00) or from a plain number of minutes."""
    return _time(word, MINUTES_PER_DAY)


def time_of_night(word: str) -> float:
    """As a time of day, but up to 48:00: 30:00 is 6 in the next morning."""
    return _time(word, 2 * MINUTES_PER_DAY)


def _time(word: str, most_min: float) -> float:
    hours, colon, minutes = word.partition(":")
    if not colon:
        return number(0.0, most_min)(word)
    if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and int(minutes) < 60):
        raise ValueError
    return number(0.0, most_min)(str(60 * int(hours) + int(minutes)))


def yes_or_no(word: str) -> bool:
    """A yes or a no, in the words that spreadsheets use."""
    known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if word.lower() not in known:
        raise ValueError
    return known[word.lower()]


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from `low` to `high`."""

    def parse(word: str) -> int:
        value = number(low, high)(word)
        if value != int(value):
            raise ValueError
        return int(value)

    return parse


def one_of(names: Sequence[str]) -> Callable[[str], int]:
    """A reader of one of some names, in any case, as its index."""

    def parse(word: str) -> int:
        return [name.lower() for name in names].index(word.lower())

    return parse
