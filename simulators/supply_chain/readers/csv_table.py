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

from simulators.supply_chain.readers.faults import InputFaults, Sheet
from simulators.supply_chain.readers.vrp_file import read_lines

MINUTES_PER_DAY = 24 * 60


class Column(msgspec.Struct, frozen=True):
    """One column: how a cell is read (raises ValueError), and what was expected if it cannot."""

    name: str
    parse: Callable[[str], Any]
    expected: str
    optional: bool = False


class TableRow(msgspec.Struct, frozen=True):
    """One row: its place in the file (from 1) and its cells; None for an empty one.

    A cell that could not be read, or whose column is missing, is not among them: it has been
    reported, and what else is wrong with the row can still be told.
    """

    number: int
    cells: dict[str, Any]

    def has(self, *names: str) -> bool:
        """Whether all of these cells could be read and are not empty."""
        return all(self.cells.get(name) is not None for name in names)


def read_table(path: Path, columns: tuple[Column, ...], faults: list[str]) -> list[TableRow]:
    """The rows of a CSV file; what could not be read of them is added to `faults`.

    The first line names the columns, in any order. Other columns are ignored, unless their name
    looks like a misspelt one: that is reported, and read as what was meant.
    """
    try:
        lines = read_lines(path)
    except InputFaults as error:
        faults.extend(error.faults)
        return []
    sheet = Sheet(path.name, faults)
    semicolons = bool(lines) and ";" in lines[0]
    reader = csv.reader(lines, delimiter=";" if semicolons else ",")
    names = _read_heading(sheet, [name.strip().lower() for name in next(reader, [])], columns)
    found = [column for column in columns if column.name in names]
    absent: dict[str, Any] = {c.name: None for c in columns if c.optional and c not in found}
    rows = []
    for words in reader:
        if not any(word.strip() for word in words):
            continue
        texts = [word.strip().replace(",", ".") if semicolons else word.strip() for word in words]
        cells = _read_row(sheet, reader.line_num, names, texts, found)
        rows.append(TableRow(reader.line_num, absent | cells))
    if not rows and len(lines) == 1:
        sheet.add("at least one row", "none")
    return rows


def _read_heading(sheet: Sheet, names: list[str], columns: tuple[Column, ...]) -> list[str]:
    """The names of the columns, misspelt ones mended."""
    known = [column.name for column in columns]
    for name in dict.fromkeys(names):
        if name in known and names.count(name) > 1:
            sheet.add(f"one column {name}", "several", row=1)
    mended = list(names)
    for place, name in enumerate(names):
        meant = "" if name in known else _meant(name, columns)
        if meant and meant not in mended:
            sheet.add("a known column", repr(name), row=1, mend=f"did you mean {meant}?")
            mended[place] = meant
    missing = [c.name for c in columns if not c.optional and c.name not in mended]
    if missing:
        got = ", ".join(names) or "an empty file"
        sheet.add(f"the columns {', '.join(missing)}", got, row=1)
    return mended


def _meant(name: str, columns: tuple[Column, ...]) -> str:
    """The column that a name is a slip of; a needed one also with another unit, or without."""
    near = difflib.get_close_matches(name, [column.name for column in columns], n=1, cutoff=0.75)
    stem = name.split("_", maxsplit=1)[0]
    near += [c.name for c in columns if not c.optional and c.name.split("_")[0] == stem]
    return near[0] if near else ""


def _read_row(
    sheet: Sheet, number: int, names: list[str], texts: list[str], columns: list[Column]
) -> dict[str, Any]:
    """The cells of one row that can be read."""
    if any(texts[len(names) :]):
        mend = "put a text with a comma in quotes; decimal commas need semicolons between columns"
        sheet.add(f"{len(names)} cells, as in row 1", str(len(texts)), row=number, mend=mend)
        return {}
    by_name = dict(zip(names, texts, strict=False))
    cells: dict[str, Any] = {}
    for column in columns:
        text = by_name.get(column.name, "")
        try:
            cells[column.name] = None if column.optional and not text else column.parse(text)
        except ValueError:
            got = repr(text) if text else "an empty cell"
            sheet.add(column.expected, got, row=number, column=column.name)
    return cells


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
