"""The text of an interface, as agents read it: nothing of the workspace is imported for it."""

import ast
from pathlib import Path


def interface_text(simulators: Path, domain: str) -> str:
    """The modules that an interface names, in its order, and then the interface itself.

    Raises:
        OSError: one of them cannot be read.
    """
    package = f"simulators.{domain}."
    own = (simulators / domain / "interface.py").read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(own)) if isinstance(node, ast.ImportFrom)]
    named = dict.fromkeys(i.module for i in imports if i.module and i.module.startswith(package))
    parts = [
        simulators / domain / f"{name.removeprefix(package).replace('.', '/')}.py" for name in named
    ]
    return "\n\n".join([*(part.read_text(encoding="utf-8") for part in parts), own])
