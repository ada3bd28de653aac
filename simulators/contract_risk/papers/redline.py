"""What changes between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape

_WORDS = re.compile(r"\S+\s*")
_FEW = 3  # fewer words that stay between two changes are shown as changed, for legibility

Change = tuple[str, str]
"""What goes and what comes; the same text twice where it stays."""


def redline(before: str, after: str) -> str:
    """HTML with `del` and `ins`: without the one it is the new text, without the other the old."""
    return "".join(_marked(*change) for change in changes(before, after))


def changes(before: str, after: str) -> list[Change]:
    """The two texts in pieces that stay or change."""
    pieces: list[Change] = []
    waiting: list[Change] = []  # a change, and few words after it that stay
    for piece in _pieces(_WORDS.findall(before), _WORDS.findall(after)):
        stays = piece[0] == piece[1]
        if not waiting:
            (pieces if stays else waiting).append(piece)
        elif stays and len(piece[0].split()) >= _FEW:
            pieces += [*_settled(waiting), piece]
            waiting = []
        else:
            waiting.append(piece)
    return pieces + _settled(waiting)


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[a:b]), "".join(new[c:d])


def _settled(waiting: list[Change]) -> list[Change]:
    """One change out of several; words at the end that stay are kept apart."""
    if not waiting:
        return []
    tail = [waiting[-1]] if waiting[-1][0] == waiting[-1][1] else []
    body = waiting[: len(waiting) - len(tail)]
    return [("".join(a for a, _ in body), "".join(b for _, b in body)), *tail]


def _marked(gone: str, come: str) -> str:
    if gone == come:
        return escape(gone)
    parts = (("del", gone), ("ins", come))
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts if text)
