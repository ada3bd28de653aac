"""Which code a run's evidence was made with."""

import hashlib
import platform
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from ruleloop import __version__
from ruleloop.workspace import Workspace

ENGINE_PARTS = (
    "draws.py", "interface.py", "worlds.py", "loop.py", "opening.py",
    "agents", "evaluation", "isolation", "judge",
)  # fmt: skip
"""What of the engine decides on proposals, measures and verdicts; reports and commands do not."""

LIBRARIES = ("numpy", "scipy", "simpy", "msgspec", "pyvrp", "ortools", "pandapower")


def code_identity(workspace: Workspace, domain: str) -> str:
    """A hash over the domain, its simulator and the parts of the engine that make evidence."""
    engine = Path(__file__).parent
    parts = [engine / part for part in ENGINE_PARTS]
    parts += workspace.code(domain)
    digest = hashlib.sha256()
    for part in parts:
        for path in _files(part):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def versions() -> dict[str, str]:
    """The versions of Python, ruleloop and the libraries that numbers depend on."""
    found = {"python": platform.python_version(), "ruleloop": __version__}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _files(part: Path) -> Iterator[Path]:
    yield from [part] if part.is_file() else sorted(part.rglob("*.py"))
