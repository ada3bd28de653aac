"""Text that rules or agents wrote, made harmless for a line of output.

Control characters (terminal escapes), invisible formatting (right-to-left overrides, zero-width
characters; Boucher & Anderson 2021, "Trojan Source", arXiv:2111.00169) and lone surrogates go.
Escaping for HTML or Markdown is the renderer's part and comes after.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # control, format, surrogate, separators
_BREAKS = re.compile(r"[ \n\r\t\v\f]+")  # not the no-break spaces of our own numbers


def line(text: str, most: int = 400) -> str:
    """One line of at most `most` characters; white space is collapsed."""
    words = _BREAKS.sub(" ", _visible(text[: 4 * most], keep="\n\r\t\v\f")).strip()
    return words if len(words) <= most else words[: most - 1] + "…"


def block(text: str) -> str:
    """Several lines: line breaks stay, tabs become four spaces."""
    return _visible(text.replace("\r\n", "\n").expandtabs(4), keep="\n")


def everything(struct: T) -> T:
    """The same struct with every text in it made harmless; texts of several lines stay so."""
    return msgspec.convert(_walk(msgspec.to_builtins(struct), block), type(struct))


def encodable(struct: msgspec.Struct) -> Any:
    """Plain data in which only lone surrogates are replaced (U+FFFD): they have no UTF-8."""
    return _walk(
        msgspec.to_builtins(struct),
        lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    )


def _walk(value: Any, mend: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, dict):
        return {mend(key): _walk(item, mend) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(item, mend) for item in value]
    return value


def _visible(text: str, keep: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in keep or unicodedata.category(c) not in _DROPPED)
