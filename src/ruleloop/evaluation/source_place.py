"""Where in a file a mistake of a domain stands, for messages that name file and line."""

import ast
import inspect
import traceback
from pathlib import Path
from typing import Any


def place_of_keyword(path: Path, keyword: str) -> str:
    """`file:line` of a keyword of `Domain(...)` in a domain's file; the call, or the file, else."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, UnicodeDecodeError):
        return str(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Domain":
            lines = (each.lineno for each in node.keywords if each.arg == keyword)
            return f"{path}:{next(lines, node.lineno)}"
    return str(path)


def place_of_code(thing: Any) -> str:
    """`file:line` where a function or class is defined; its name where that cannot be known."""
    try:
        return f"{inspect.getsourcefile(thing)}:{inspect.getsourcelines(thing)[1]}"
    except (OSError, TypeError):
        return str(getattr(thing, "__name__", thing))


def place_of_field(owner: type, field: str) -> str:
    """`file:line` where a class declares a field; of the class where it inherits it."""
    try:
        lines, first = inspect.getsourcelines(owner)
    except (OSError, TypeError):
        return owner.__name__
    step = next((n for n, line in enumerate(lines) if line.strip().startswith(f"{field}:")), 0)
    return f"{inspect.getsourcefile(owner)}:{first + step}"


def place_of_error(error: BaseException, folders: tuple[Path, ...]) -> str:
    """`file:line` of the innermost frame of an error inside some folders; empty for none."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    roots = [folder.resolve() for folder in folders]
    frames = [
        f"{frame.filename}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if any(Path(frame.filename).resolve().is_relative_to(root) for root in roots)
    ]
    return frames[-1] if frames else ""
