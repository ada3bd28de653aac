"""Writes a new workspace or a new domain from templates, and touches nothing that is there."""

import keyword
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ruleloop.brief.program import usual_program
from ruleloop.errors import WorkspaceError
from ruleloop.workspace import MARKER, Workspace, standard_domains

TEMPLATES = Path(__file__).parent / "templates"
PLACEHOLDER = "my_domain"
_NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")

DOMAIN_FILES = {
    "domain.py": "domains/{name}.py",
    "interface.py": "simulators/{name}/interface.py",
    "simulator.py": "simulators/{name}/simulator.py",
    "baseline.py": "rules/{name}/baseline.py",
    "reorder_point.py": "rules/{name}/reorder_point.py",
    "cover_days.py": "rules/{name}/cover_days.py",
    "careless.py": "rules/{name}/_careless.py",
    "demo.toml": "scenarios/{name}/demo.toml",
    "slow_supplier.toml": "scenarios/{name}/slow_supplier.toml",
    "test_domain.py": "tests/test_{name}.py",
}
FOLDERS = ("domains", "simulators", "rules", "scenarios", "tests")


def new_workspace(folder: Path) -> list[Path]:
    """Make a folder a workspace; gives the files that were written.

    Raises:
        WorkspaceError: it is one already, one of its files is there, or it cannot be written.
    """
    if (folder / MARKER).exists():
        raise WorkspaceError(
            f"{folder}: is a workspace already; `ruleloop new domain NAME` adds one"
        )
    texts = {path.name: path.read_text(encoding="utf-8") for path in _files("workspace")}
    written = _write(folder, {**texts, "program.md": usual_program()})
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    return written


def new_domain(workspace: Workspace, name: str) -> list[Path]:
    """Add a small domain that runs, is tested and passes `check`; gives the files written.

    Raises:
        WorkspaceError: the name is none or that of another domain, or it cannot be written.
    """
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise WorkspaceError(
            f"expected a name such as `inventory`: small letters, digits and _, got {name!r}"
        )
    if name in workspace.domains():
        raise WorkspaceError(
            f"{workspace.root}: has a domain `{name}` already; choose another name"
        )
    if name in standard_domains(workspace):
        raise WorkspaceError(f"ruleloop comes with a domain `{name}`; choose another name")
    texts = {
        target.format(name=name): _text(template).replace(PLACEHOLDER, name)
        for template, target in DOMAIN_FILES.items()
    }
    return _write(workspace.root, texts)


def _text(template: str) -> str:
    return (TEMPLATES / "domain" / template).read_text(encoding="utf-8")


def _files(kind: str) -> Iterable[Path]:
    return sorted(path for path in (TEMPLATES / kind).iterdir() if path.is_file())


def _write(root: Path, texts: Mapping[str, str]) -> list[Path]:
    """All of the files or none: what is there already is never overwritten."""
    there = [name for name in texts if (root / name).exists()]
    if there:
        raise WorkspaceError([f"{root / name}: exists and is not overwritten" for name in there])
    try:
        for name, text in texts.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WorkspaceError(f"{root}: cannot be written: {error}") from None
    return [root / name for name in texts]
