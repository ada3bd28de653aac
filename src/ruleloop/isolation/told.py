"""A failure of rule code told in a few lines: which line of the rules, and what went wrong."""

import linecache
import traceback

MOST_CHARACTERS = 1_500
_MOST_FRAMES = 8


def tell_exception(error: BaseException, rules_file: str) -> tuple[str, str]:
    """(kind of fault, clipped text with line numbers of the rules) of an exception."""
    kind = "raised"
    if isinstance(error, MemoryError):
        kind = "memory"
    elif isinstance(error, SystemExit | KeyboardInterrupt):
        kind = "exit"
    return kind, clip(f"{_frames(error, rules_file)}{type(error).__name__}: {_text(error)}")


def clip(text: str) -> str:
    """At most 1,500 characters; the end of a text says more than its middle."""
    printable = "".join(c if c.isprintable() or c == "\n" else "?" for c in text[: 1 << 20])
    if len(printable) <= MOST_CHARACTERS:
        return printable
    half = MOST_CHARACTERS // 2 - 3
    return f"{printable[:half]} ... {printable[-half:]}"


def _frames(error: BaseException, rules_file: str) -> str:
    steps = traceback.walk_tb(error.__traceback__)
    lines = [(at, f.f_code.co_name) for f, at in steps if f.f_code.co_filename == rules_file]
    shown = lines if len(lines) <= _MOST_FRAMES else lines[:2] + lines[2 - _MOST_FRAMES :]
    return "".join(
        f"line {at}, in {name}: {linecache.getline(rules_file, at).strip()}\n" for at, name in shown
    )


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # noqa: BLE001 - the text of a hostile exception may raise anything
        return "(its text cannot be read)"
