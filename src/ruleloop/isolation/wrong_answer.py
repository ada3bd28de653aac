"""An answer that is not of its declared type, told in the words of who writes rules."""

import re
import typing
from collections.abc import Iterator
from typing import Any

import msgspec

_PLACE = re.compile(r" - at `\$([^`]*)`$")
_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")


def tell_wrong_answer(error: str, hint: Any) -> str:
    """What msgspec says of a value that is no `hint`, with the name of the type that was expected.

    `Expected object, got None` becomes "expected `WavePlan`, got `None`", and deeper down
    "expected `Route`, got `int` - at `$.routes[0]`".
    """
    place = _PLACE.search(error)
    name = _struct_at(hint, place.group(1) if place else "")
    text = error.replace("`array`", "`list` or `tuple`")
    text = f"{text[:1].lower()}{text[1:]}"
    if not name:
        return text
    if text.startswith("object "):
        return f"expected `{name}`: {text}"
    return text.replace("expected `object`", f"expected `{name}`", 1)


def _struct_at(hint: Any, path: str) -> str:
    """The name of the struct that is declared at a path such as `.routes[0]`; empty for none."""
    for field, _ in _STEP.findall(path):
        inner = _field(hint, field) if field else _item(hint)
        if inner is None:
            return ""
        hint = inner
    return " or ".join(each.__name__ for each in _structs(hint))


def _field(hint: Any, name: str) -> Any:
    hints = (typing.get_type_hints(each) for each in _structs(hint))
    return next((found[name] for found in hints if name in found), None)


def _item(hint: Any) -> Any:
    """What a list, a tuple of one kind or the values of a dict are declared to hold."""
    for option in _options(hint):
        if typing.get_origin(option) in (list, tuple, set, frozenset):
            return typing.get_args(option)[0]
        if typing.get_origin(option) is dict:
            return typing.get_args(option)[1]
    return None


def _structs(hint: Any) -> Iterator[type[msgspec.Struct]]:
    for option in _options(hint):
        if isinstance(option, type) and issubclass(option, msgspec.Struct):
            yield option


def _options(hint: Any) -> Iterator[Any]:
    """The types of a union, or the one type itself, without what is said of it beside."""
    if typing.get_origin(hint) is typing.Annotated:
        hint = typing.get_args(hint)[0]
    if typing.get_origin(hint) in (list, tuple, set, frozenset, dict):
        yield hint
    else:
        yield from typing.get_args(hint) or (hint,)
