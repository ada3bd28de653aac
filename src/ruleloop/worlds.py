"""Ranges of a scenario turned into concrete worlds, one for every replication.

A parameter is a plain value, `{ from = 15.0, to = 25.0 }` (all values equally likely; whole
numbers for integer parameters) or `{ any_of = [1, 2, 3] }`. Draws are keyed by the parameter's
name, so that shifting one range leaves all other parameters of a world as they were.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from ruleloop.draws import Draws
from ruleloop.scenario import expected, misfit, unknown_key

DATA_VARIABLE = "RULELOOP_DATA"
NO_FILE = "no file"
"""What stands in a fault where a file that is named is not there."""


@dataclass(frozen=True)
class Choice:
    """Any of some values, all equally likely."""

    options: tuple[Any, ...]

    def draw(self, name: str, draws: Draws) -> Any:
        """One of the options."""
        return draws.choice(self.options, name)

    def corners(self) -> tuple[Any, ...]:
        """The values worth checking."""
        return self.options


@dataclass(frozen=True)
class Span:
    """Any number from `low` to `high`, all equally likely."""

    low: float
    high: float

    def draw(self, name: str, draws: Draws) -> float:
        """A number of the span; whole if both ends are."""
        if isinstance(self.low, int) and isinstance(self.high, int):
            return draws.integer(self.low, self.high, name)
        return draws.between(self.low, self.high, name)

    def corners(self) -> tuple[float, ...]:
        """Both ends."""
        return (self.low, self.high)


Range = Choice | Span


@dataclass(frozen=True)
class Worlds:
    """The ranges of one setting; `draw` makes a concrete world from them."""

    world_type: type[msgspec.Struct]
    ranges: Mapping[str, Range]

    def draw(self, seed: bytes) -> Any:
        """The world of this seed."""
        draws = Draws(seed).within("world")
        drawn = {name: each.draw(name, draws) for name, each in self.ranges.items()}
        return msgspec.convert(drawn, self.world_type)

    def corners(self) -> list[Any]:
        """Worlds with each parameter at each of its corners, the others at their first."""
        first = {name: each.corners()[0] for name, each in self.ranges.items()}
        tables = [first]
        for name, each in self.ranges.items():
            tables += [{**first, name: value} for value in each.corners()[1:]]
        return [msgspec.convert(table, self.world_type) for table in tables]


def read_worlds(
    table: Mapping[str, Any], world_type: type[msgspec.Struct], *, where: str, folders: list[Path]
) -> tuple[Worlds, list[str]]:
    """Read the values and ranges of one setting; returns them and one sentence per fault.

    Args:
        table: parameter name to value or range, as in a scenario file.
        world_type: the domain's world struct, which knows types and bounds.
        where: prefix of the faults, such as `world.`.
        folders: where relative file names are looked up, in order.
    """
    hints = get_type_hints(world_type, include_extras=True)
    faults = [unknown_key(key, hints, where) for key in table if key not in hints]
    ranges: dict[str, Range] = {}
    for name, hint in hints.items():
        if name in table:
            ranges[name], found = _read_range(table[name], hint, f"{where}{name}", folders)
            faults += found
    required = [f.name for f in msgspec.structs.fields(world_type) if f.required]
    faults += [f"{where}{n}: missing; {expected(hints[n])}" for n in required if n not in table]
    return Worlds(world_type, ranges), faults


def _read_range(value: Any, hint: Any, key: str, folders: list[Path]) -> tuple[Range, list[str]]:
    if not isinstance(value, Mapping):
        converted, faults = _read_value(value, hint, key, folders)
        return Choice((converted,)), faults
    if set(value) == {"any_of"} and isinstance(value["any_of"], list) and value["any_of"]:
        read = [_read_value(each, hint, key, folders) for each in value["any_of"]]
        return Choice(tuple(v for v, _ in read)), _first_of_each(read)
    if set(value) != {"from", "to"}:
        shape = "a value, { from = LOW, to = HIGH } or { any_of = [..] }"
        return Choice(()), [f"{key}: expected {shape}, got {dict(value)!r}"]
    return _read_span(value["from"], value["to"], hint, key)


def _first_of_each(read: list[tuple[Any, list[str]]]) -> list[str]:
    """The faults of many options; files that are missing from the same places are told once."""
    faults = [fault for _, found in read for fault in found]
    missing = [fault for fault in faults if NO_FILE in fault]
    if len(missing) < 2:
        return faults
    rest = [fault for fault in faults if NO_FILE not in fault]
    return [*rest, f"{missing[0]} ({len(missing) - 1} more of this list are missing)"]


def _read_span(low: Any, high: Any, hint: Any, key: str) -> tuple[Range, list[str]]:
    read = [_read_value(low, hint, f"{key}.from", []), _read_value(high, hint, f"{key}.to", [])]
    faults = [fault for _, found in read for fault in found]
    (low, _), (high, _) = read
    if not faults and not isinstance(low, int | float):
        faults = [f"{key}: a range needs numbers, got {low!r}"]
    if not faults and low > high:
        faults = [f"{key}: expected from <= to, got {low!r} > {high!r}"]
    return Span(low, high), faults


def _read_value(value: Any, hint: Any, key: str, folders: list[Path]) -> tuple[Any, list[str]]:
    try:
        converted = msgspec.convert(value, hint, strict=True)
    except msgspec.ValidationError as error:
        return value, [f"{key}: {misfit(value, hint, error)}"]
    if converted and meta_extra(hint).get("file"):
        return _find_file(converted, key, folders)
    return converted, []


def _find_file(name: str, key: str, folders: list[Path]) -> tuple[str, list[str]]:
    tried = [folder / name for folder in folders]
    for path in tried:
        if path.is_file():
            return str(path.resolve()), []
    places = ", ".join(str(folder) for folder in folders)
    fault = (
        f"{key}: {NO_FILE} `{name}` in {places}; put it there, or name the folder that holds it"
        f" in the environment variable {DATA_VARIABLE}"
    )
    return name, [fault]


def data_folders(scenario_folder: Path, workspace_root: Path) -> list[Path]:
    """Where data files named in a scenario are looked up, in order."""
    named = os.environ.get(DATA_VARIABLE, "")
    extra = [Path(part) for part in named.split(os.pathsep) if part]
    return [scenario_folder, *extra, workspace_root / "data"]


def meta_extra(hint: Any) -> dict[str, Any]:
    """The `extra` of a field's `msgspec.Meta`: source, assumed, file."""
    if get_origin(hint) is None and not hasattr(hint, "__metadata__"):
        return {}
    merged: dict[str, Any] = {}
    for part in get_args(hint):
        if isinstance(part, msgspec.Meta) and part.extra:
            merged |= part.extra
    return merged
