"""Reads recorded answers from a CSV file, plain or compressed; every fault is named at once."""

import csv
import difflib
import gzip
import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TextIO, cast

import numpy as np

from simulators.education_paths.history.answers import Answers
from simulators.supply_chain.readers.faults import InputFaults, Sheet, raise_if_any

COLUMNS = ("learner", "step", "skill", "correct")
RIGHT = {"0": False, "1": True, "0.0": False, "1.0": True}


def read_answers(path: Path) -> Answers:
    """The answers of a file with the columns learner, step, skill, correct; others are ignored.

    One row per answer, `.csv` or `.csv.gz`, separated by commas or semicolons. learner and skill
    are any names; step is a number that grows from answer to answer of a learner (a count or a
    time stamp); correct is 0 or 1. Rows of several learners may alternate.

    Raises:
        InputFaults: it cannot be read, columns or cells are missing, answers are not 0 or 1, steps
            do not grow; one sentence per fault.
    """
    sheet = Sheet(path.name, [])
    try:
        with _open(path) as lines:
            answers = _read(lines, sheet)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        raise InputFaults([f"{path.name}: cannot be read: {error}"]) from None
    raise_if_any(sheet.faults)
    return answers


def _open(path: Path) -> TextIO:
    opened = gzip.open if path.suffix == ".gz" else open
    return cast("TextIO", opened(path, "rt", encoding="utf-8-sig", newline=""))


def _read(lines: Iterable[str], sheet: Sheet) -> Answers:
    lines = iter(lines)
    first = next(lines, "")
    reader = csv.reader(chain([first], lines), delimiter=";" if ";" in first else ",")
    places = _heading([name.strip().lower() for name in next(reader, [])], sheet)
    found = _Columns(sheet)
    if places:
        found.take(((reader.line_num, row) for row in reader), places)
        if not found.correct and not sheet.faults:
            sheet.add("at least one answer", "none")
    return found.answers()


def _heading(names: Sequence[str], sheet: Sheet) -> tuple[int, ...]:
    """Where the columns stand, in the order of `COLUMNS`; none where one is not there."""
    for name in COLUMNS:
        if names.count(name) > 1:
            sheet.add(f"one column {name}", "several", row=1)
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        others = [name for name in names if name not in COLUMNS]
        meant = [m for name in missing for m in difflib.get_close_matches(name, others, 1)]
        mend = f"rename {', '.join(map(repr, meant))}" if meant else ""
        got = ", ".join(names) or "an empty file"
        sheet.add(f"the columns {', '.join(missing)}", got, row=1, mend=mend)
        return ()
    return tuple(names.index(name) for name in COLUMNS)


@dataclass
class _Columns:
    """The columns while they are read, and the last step of every learner."""

    sheet: Sheet
    learner: list[int] = field(default_factory=list)
    skill: list[int] = field(default_factory=list)
    correct: list[bool] = field(default_factory=list)
    learners: dict[str, int] = field(default_factory=dict)
    skills: dict[str, int] = field(default_factory=dict)
    last: dict[str, tuple[float, int]] = field(default_factory=dict)

    def take(self, rows: Iterator[tuple[int, list[str]]], places: tuple[int, ...]) -> None:
        """Read all rows; what is wrong with them goes to the sheet."""
        at_learner, at_step, at_skill, at_correct = places
        width = max(places) + 1
        for number, row in rows:
            if len(row) < width:
                if any(map(str.strip, row)):
                    self.sheet.add(f"at least {width} cells", str(len(row)), row=number)
                continue
            learner, skill = row[at_learner].strip(), row[at_skill].strip()
            right = RIGHT.get(row[at_correct].strip())
            if right is None:
                self._odd(number, "correct", "0 or 1", row[at_correct])
            if not learner:
                self._odd(number, "learner", "a name", "")
            if not skill:
                self._odd(number, "skill", "a name", "")
            self._follow(number, learner, row[at_step].strip())
            self.learner.append(self.learners.setdefault(learner, len(self.learners)))
            self.skill.append(self.skills.setdefault(skill, len(self.skills)))
            self.correct.append(bool(right))

    def _follow(self, number: int, learner: str, word: str) -> None:
        """Check that this step comes after the learner's step before."""
        try:
            step = float(word)
        except ValueError:
            step = math.nan
        if not math.isfinite(step):
            self._odd(number, "step", "a number", word)
            return
        before = self.last.get(learner)
        if before and step <= before[0]:
            expected = f"a step after {before[0]:g} of learner {learner!r} (row {before[1]})"
            mend = "sort the rows by learner and step, each once"
            self.sheet.add(expected, repr(word), row=number, column="step", mend=mend)
        self.last[learner] = step, number

    def _odd(self, number: int, column: str, expected: str, word: str) -> None:
        got = repr(word) if word.strip() else "an empty cell"
        self.sheet.add(expected, got, row=number, column=column)

    def answers(self) -> Answers:
        """All rows, those of a learner together."""
        learner = np.array(self.learner, dtype=np.int64)
        order = np.argsort(learner, kind="stable")
        return Answers(
            learner=learner[order],
            skill=np.array(self.skill, dtype=np.int64)[order],
            correct=np.array(self.correct, dtype=np.bool_)[order],
            learners=len(self.learners),
            skills=tuple(self.skills),
        )
