"""The table of activities: what can be done for a concept, and how long it takes."""

from pathlib import Path

from simulators.education_paths.course.structure import KINDS
from simulators.education_paths.observations import EASY, HARD, MIDDLE, Activity
from simulators.education_paths.readers.concept_table import number_of
from simulators.supply_chain.readers.csv_table import (
    Column,
    TableRow,
    one_of,
    positive,
    read_table,
    text,
)
from simulators.supply_chain.readers.faults import Sheet

LEVELS = {"easy": EASY, "middle": MIDDLE, "hard": HARD}
LESSONS = ("video", "text", "worked")


def level(word: str) -> int:
    """A level by its name, or 1 to 3."""
    found = LEVELS.get(word.lower(), int(word) if word.isdecimal() else 0)
    if found not in LEVELS.values():
        raise ValueError
    return found


COLUMNS = (
    Column("concept", text, "a concept's name"),
    Column("kind", one_of(KINDS), f"one of {', '.join(KINDS)}"),
    Column("level", level, "easy, middle or hard (1 to 3)", optional=True),
    Column("minutes", positive, "minutes, above 0"),
)


def read_activities(path: Path, faults: list[str]) -> list[TableRow]:
    """The rows of the table."""
    return read_table(path, COLUMNS, faults)


def activities_of(
    sheet: Sheet, rows: list[TableRow], numbers: dict[str, int], *, session_min: float
) -> tuple[Activity, ...]:
    """The activities; what they cannot be, or what a concept lacks, are faults."""
    found: dict[tuple[int, str, int], int] = {}
    made = []
    for row in rows:
        _check_level(sheet, row)
        _check_minutes(sheet, row, session_min)
        activity = _activity(sheet, row, numbers)
        if activity is None:
            continue
        key = (activity.concept, activity.kind, activity.level)
        if key in found:
            what = f"{activity.kind} of {row.cells['concept']!r}"
            sheet.add(
                "each activity once",
                f"{what} again (first in row {found[key]})",
                row=row.number,
                mend="one row stands for all of them; minutes are those of one",
            )
        found.setdefault(key, row.number)
        made.append(activity)
    if rows and all(row.has("concept", "kind") for row in rows):  # else it may be among those
        _check_whole(sheet, made, numbers)
    return tuple(made)


def _activity(sheet: Sheet, row: TableRow, numbers: dict[str, int]) -> Activity | None:
    concept = None
    if row.has("concept"):
        concept = number_of(sheet, row, "concept", row.cells["concept"], numbers)
    if concept is None or not row.has("kind") or "level" not in row.cells:
        return None
    kind = KINDS[row.cells["kind"]]
    return Activity(concept, kind, row.cells["level"] or 0, row.cells.get("minutes", 0.0))


def _check_level(sheet: Sheet, row: TableRow) -> None:
    if not row.has("kind") or "level" not in row.cells:
        return
    kind = KINDS[row.cells["kind"]]
    if kind == "exercise" and not row.has("level"):
        sheet.add("easy, middle or hard", "an empty cell", row=row.number, column="level")
    if kind != "exercise" and row.has("level"):
        expected, got = f"an empty cell for a {kind}", str(row.cells["level"])
        sheet.add(expected, got, row=row.number, column="level", mend="only exercises have levels")


def _check_minutes(sheet: Sheet, row: TableRow, session_min: float) -> None:
    if row.has("minutes") and row.cells["minutes"] > session_min:
        expected, got = f"at most session_min ({session_min:g})", f"{row.cells['minutes']:g}"
        mend = "split it, or allow longer sessions in [world]"
        sheet.add(expected, got, row=row.number, column="minutes", mend=mend)


def _check_whole(sheet: Sheet, made: list[Activity], numbers: dict[str, int]) -> None:
    """Whether every concept can be taught and practised."""
    kinds: dict[int, set[str]] = {}
    for activity in made:
        kinds.setdefault(activity.concept, set()).add(activity.kind)
    for name, number in numbers.items():
        has = kinds.get(number, set())
        lacks = [] if has & set(LESSONS) else [f"a lesson ({', '.join(LESSONS)})"]
        lacks += [] if "exercise" in has else ["an exercise"]
        if lacks:
            sheet.add(f"{' and '.join(lacks)} for {name!r}", "none", column="concept")
