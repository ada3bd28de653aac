"""World files: values and ranges of world parameters that several scenarios can share.

A world file is TOML with one table `[world]`, as in a scenario. A scenario takes it in with
`from = "FILE"` in its own `[world]` or `[holdout]`, relative to the scenario's folder; a key that
stands in both is the scenario's. `from` is a word of Python, so no parameter can have this name.
"""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruleloop.report.clean import line

FROM = "from"


def with_world_file(table: Any, where: str, scenario: Path) -> tuple[Any, list[str]]:
    """A world table with the values of the file that it takes in, and what is wrong with that.

    Args:
        table: the table as the scenario has it; what is no table is left to whoever reads it.
        where: its name, `world` or `holdout`.
        scenario: the scenario file; world files are looked up from its folder.

    Returns:
        The values, those of the scenario before those of the file, and one sentence per fault; a
        fault starts with the dotted key, or with the path of the world file.
    """
    if not isinstance(table, Mapping) or FROM not in table:
        return table, []
    own = {name: value for name, value in table.items() if name != FROM}
    name = table[FROM]
    if not isinstance(name, str):
        return own, [f"{where}.{FROM}: expected the name of a world file, got {name!r}"]
    path = scenario.parent / name
    if not path.is_file():
        mend = "`ruleloop calibrate DOMAIN DATA --out FILE` writes one"
        return own, [f"{where}.{FROM}: no world file {path}; {mend}"]
    shared, fault = _read(path)
    return {**shared, **own}, [fault] if fault else []


def _read(path: Path) -> tuple[dict[str, Any], str]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return {}, f"{path}: cannot be read: {error}"
    except tomllib.TOMLDecodeError as error:
        return {}, f"{path}: is not valid TOML: {error}"
    world = table.get("world")
    if set(table) != {"world"} or not isinstance(world, dict) or FROM in world:
        got = ", ".join(table) or "an empty file"
        if set(table) == {"world"}:
            got = f"`{FROM}` in it" if isinstance(world, dict) else repr(world)
        return {}, f"{path}: expected one table [world] of values and ranges, got {got}"
    return world, ""


def origin(fault: str, scenario: Path) -> Path:
    """The file to name before a fault of a world: the world file if the value stands there alone.

    fault: a sentence that starts with the dotted key, such as `world.demand_units: expected`.
    """
    try:
        tables = tomllib.loads(scenario.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return scenario
    setting, _, key = fault.split(":", maxsplit=1)[0].partition(".")
    key = key.split(".")[0]
    for where in dict.fromkeys((setting, "world")):  # a hold-out has the values of the world, too
        table = tables.get(where)
        if not isinstance(table, dict) or key in table:
            return scenario
        if isinstance(table.get(FROM), str):
            path = scenario.parent / str(table[FROM])
            if path.is_file() and key in _read(path)[0]:
                return path
    return scenario


def world_text(heading: tuple[str, ...], values: Mapping[str, tuple[Any, str]]) -> str:
    """The text of a world file.

    Args:
        heading: lines of the comment at its top.
        values: parameter name to (value as a scenario writes it, comment above it).
    """
    lines = [_comment(each) for each in heading]
    lines += ["", "[world]"]
    for name, (value, why) in values.items():
        lines += [_comment(why), f"{name} = {_toml(value)}"]
    return "\n".join(lines) + "\n"


def _comment(text: str) -> str:
    return f"# {line(text, 1000)}"


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)  # TOML's basic strings escape as JSON does
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)
