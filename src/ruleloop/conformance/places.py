"""Where in the files of a domain stands what a finding is about; nothing of it is imported."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class File(NamedTuple):
    """A file of a domain, parsed."""

    path: Path
    tree: ast.Module


def read_files(places: tuple[Path, ...]) -> tuple[File, ...]:
    """The Python files in these files and folders."""
    paths = (p for place in places for p in (sorted(place.rglob("*.py")) or [place]))
    return tuple(File(p, ast.parse(p.read_text(encoding="utf-8"))) for p in paths)


def place_of_name(files: tuple[File, ...], name: str) -> str:
    """`file:line: ` of a class, or of a field or method `Class.name`; empty where there is none."""
    owner, _, member = name.partition(".")
    for file in files:
        for node in _classes(file):
            if node.name == owner:
                lines = [each.lineno for each in node.body if _named(each) == member]
                if lines or not member:
                    return f"{file.path}:{lines[0] if lines else node.lineno}: "
    return ""


def place_of_parameter(files: tuple[File, ...], name: str) -> str:
    """`file:line: ` of the field of a world, whose class may have any name; else empty."""
    owners = sorted({node.name for file in files for node in _classes(file)})
    owners.sort(key=lambda owner: owner != "World")
    return next(filter(None, (place_of_name(files, f"{owner}.{name}") for owner in owners)), "")


def place_of_text(files: tuple[File, ...], text: str) -> str:
    """`file:line: ` of the first string constant that is exactly this; else empty."""
    for file in files:
        for node in ast.walk(file.tree):
            if isinstance(node, ast.Constant) and node.value == text:
                return f"{file.path}:{node.lineno}: "
    return ""


def _classes(file: File) -> Iterator[ast.ClassDef]:
    return (node for node in file.tree.body if isinstance(node, ast.ClassDef))


def _named(statement: ast.stmt) -> str:
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.FunctionDef(name=name):
            return name
    return ""
