"""What changed between two rule modules: a unified diff whose lines know their changed words."""

import difflib
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from ruleloop.report import clean

Kind = Literal["same", "removed", "added", "gap"]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS = 400  # beyond this a line is one changed piece: matching is quadratic
_ALIKE = 0.4  # lines less alike than this are no edit of each other


class Piece(msgspec.Struct, frozen=True):
    """A run of characters of one line, changed or not."""

    text: str
    changed: bool = False


class DiffLine(msgspec.Struct, frozen=True):
    """One line of the diff. Numbers count from 1 in the old and the new module."""

    kind: Kind
    pieces: tuple[Piece, ...]
    old: int | None = None
    new: int | None = None

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(piece.text for piece in self.pieces)


def diff(before: str, after: str, context: int = 3) -> tuple[DiffLine, ...]:
    """The lines that differ, with `context` lines around them; empty when nothing differs."""
    old, new = clean.block(before).splitlines(), clean.block(after).splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    lines: list[DiffLine] = []
    for group in matcher.get_grouped_opcodes(context):
        if all(tag == "equal" for tag, *_ in group):
            continue
        lines.append(DiffLine("gap", (Piece(_where(group)),)))
        for tag, i, i_end, j, j_end in group:
            lines.extend(_segment(tag, (old[i:i_end], i), (new[j:j_end], j)))
    return tuple(lines)


def unified(before: str, after: str) -> str:
    """The diff as plain text: `-` for removed, `+` for added lines."""
    sign = {"same": " ", "removed": "-", "added": "+", "gap": ""}
    return "\n".join(sign[line.kind] + line.text for line in diff(before, after))


def _where(group: list[tuple[str, int, int, int, int]]) -> str:
    (_, i, _, j, _), (_, _, i_end, _, j_end) = group[0], group[-1]
    return f"@@ -{i + 1},{i_end - i} +{j + 1},{j_end - j} @@"


def _segment(
    tag: str, before: tuple[list[str], int], after: tuple[list[str], int]
) -> Iterator[DiffLine]:
    (old, i), (new, j) = before, after
    if tag == "equal":
        for k, text in enumerate(old):
            yield DiffLine("same", (Piece(text),), i + k + 1, j + k + 1)
        return
    pairs = [_pieces(a, b) for a, b in zip(old, new, strict=False)]
    for k, text in enumerate(old):
        yield DiffLine("removed", pairs[k][0] if k < len(pairs) else (Piece(text),), old=i + k + 1)
    for k, text in enumerate(new):
        yield DiffLine("added", pairs[k][1] if k < len(pairs) else (Piece(text),), new=j + k + 1)


def _pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    whole = (Piece(before),), (Piece(after),)
    if max(len(old), len(new)) > _MOST_TOKENS:
        return whole
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return whole
    codes = matcher.get_opcodes()
    left = (Piece("".join(old[i:i_end]), tag != "equal") for tag, i, i_end, _, _ in codes)
    right = (Piece("".join(new[j:j_end]), tag != "equal") for tag, _, _, j, j_end in codes)
    return tuple(p for p in left if p.text), tuple(p for p in right if p.text)
