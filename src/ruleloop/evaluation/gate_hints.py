"""What a rule author can do about the gate's reasons, from the names of the interface.

The gate runs in cells too and knows no more than the border; only people read these hints.
"""

import ast
import difflib
import inspect
import re
from collections.abc import Sequence
from types import ModuleType

_UNDEFINED = re.compile(r"`(\w+)` is not defined$")
_DECISION = re.compile(r"`(\w+)\([\w, ]*\)`")


def with_hints(reasons: Sequence[str], source: str, interface: ModuleType) -> tuple[str, ...]:
    """The same reasons with the interface's own parameter names and what is probably meant."""
    return tuple(_with_hint(reason, source, interface) for reason in reasons)


def _with_hint(reason: str, source: str, interface: ModuleType) -> str:
    undefined = _UNDEFINED.search(reason)
    if undefined and hasattr(interface, undefined[1]):
        return f"{reason}; write `from {interface.__name__} import {undefined[1]}`"
    decision = _DECISION.search(reason)
    method = getattr(interface.Rules, decision[1], None) if decision else None
    if decision is None or method is None:
        return reason
    parameters = ", ".join(list(inspect.signature(method).parameters)[1:])
    named = reason.replace(decision[0], f"`{decision[1]}({parameters})`", 1)
    defined = "is defined" in reason and _functions(source)
    close = difflib.get_close_matches(decision[1], defined or [], n=1)
    return f"{named}; `{close[0]}` looks like it" if close else named


def _functions(source: str) -> list[str]:
    """The names of the functions at the top of a module that has passed the gate's parser."""
    return [each.name for each in ast.parse(source).body if isinstance(each, ast.FunctionDef)]
