"""What changed between two rule modules: a unified diff whose lines know their changed words."""

import difflib
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from ruleloop.report import clean

Kind = Literal["same", "removed", "added", "gap"]
_TOKEN = re.compile(r"\d+(?:\.\d+)?|\w+|\s+|[^\w\s]")
_MOST_TOKENS = 400  # beyond this a line is one changed piece: matching is quadratic
_ALIKE = 0.6  # lines less alike than this are no edit of each other
_REACH = 20  # how many lines ahead an edited line is looked for


class Piece(msgspec.Struct, frozen=True):
    """A run of characters of one line, changed or not."""

    text: str
    changed: bool = False


Pieces = tuple[Piece, ...]


class DiffLine(msgspec.Struct, frozen=True):
    """One line of the diff. Numbers count from 1 in the old and the new module."""

    kind: Kind
    pieces: Pieces
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
    return f"@@ -{_range(i, i_end)} +{_range(j, j_end)} @@"


def _range(start: int, stop: int) -> str:
    """As unified diffs write it: one line has no length, an empty range names the line before."""
    length = stop - start
    if length == 1:
        return f"{start + 1}"
    return f"{start + (length > 0)},{length}"


def _segment(
    tag: str, before: tuple[list[str], int], after: tuple[list[str], int]
) -> Iterator[DiffLine]:
    (old, i), (new, j) = before, after
    if tag == "equal":
        for k, text in enumerate(old):
            yield DiffLine("same", (Piece(text),), i + k + 1, j + k + 1)
        return
    left, right = _highlighted(old, new)
    for k, pieces in enumerate(left):
        yield DiffLine("removed", pieces, old=i + k + 1)
    for k, pieces in enumerate(right):
        yield DiffLine("added", pieces, new=j + k + 1)


def _highlighted(old: list[str], new: list[str]) -> tuple[list[Pieces], list[Pieces]]:
    """Both sides in pieces; a line is compared with the next line that is an edit of it."""
    left: list[Pieces] = [(Piece(text),) for text in old]
    right: list[Pieces] = [(Piece(text),) for text in new]
    free = 0
    for i, text in enumerate(old):
        for j in range(free, min(len(new), free + _REACH)):
            if pieces := _pieces(text, new[j]):
                left[i], right[j] = pieces
                free = j + 1
                break
    return left, right


def _pieces(before: str, after: str) -> tuple[Pieces, Pieces] | None:
    """The words that differ; None when one line is no edit of the other."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _MOST_TOKENS:
        return None
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return None
    codes = matcher.get_opcodes()
    left = [Piece("".join(old[i:i_end]), tag != "equal") for tag, i, i_end, _, _ in codes]
    right = [Piece("".join(new[j:j_end]), tag != "equal") for tag, _, _, j, j_end in codes]
    return _joined(left), _joined(right)


def _joined(pieces: list[Piece]) -> Pieces:
    """Neighbours of one kind as one piece; blanks between changed words count as changed."""
    whole: list[Piece] = []
    shown = [piece for piece in pieces if piece.text]
    for k, piece in enumerate(shown):
        inside = 0 < k < len(shown) - 1
        changed = piece.changed or (piece.text.isspace() and inside)
        if whole and whole[-1].changed == changed:
            whole[-1] = Piece(whole[-1].text + piece.text, changed)
        else:
            whole.append(Piece(piece.text, changed))
    return tuple(whole)
