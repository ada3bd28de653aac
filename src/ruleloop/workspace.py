"""A workspace: a folder with `workspace.toml` and `domains/ simulators/ rules/ scenarios/`.

The host process reads names and texts here; it never imports what it finds.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from ruleloop.errors import RulesError, ScenarioError, WorkspaceError

MARKER = "workspace.toml"
VARIABLE = "RULELOOP_WORKSPACE"
PACKAGED = Path(__file__).parent / "_workspace"


@dataclass(frozen=True)
class Workspace:
    """Where domains, rule sets and scenarios live."""

    root: Path

    def domains(self) -> tuple[str, ...]:
        """The names of all domains, sorted."""
        return _stems(self.root / "domains", "*.py")

    def rule_sets(self, domain: str) -> tuple[str, ...]:
        """The names of all shipped rule sets of a domain, sorted."""
        return _stems(self.root / "rules" / domain, "*.py")

    def rules_path(self, domain: str, name: str) -> Path:
        """Where the rule set of this name lives, whether it exists or not."""
        return self.root / "rules" / domain / f"{name}.py"

    def rules_source(self, domain: str, name: str) -> str:
        """The text of a rule set, given by name or as a path to a file.

        Raises:
            RulesError: there is no such rule set.
        """
        path = self.rules_path(domain, name)
        if not path.is_file() and name.endswith(".py"):
            path = Path(name)
        if not path.is_file():
            known = ", ".join(self.rule_sets(domain)) or "none"
            raise RulesError(
                f"no rule set `{name}` in domain {domain}; expected one of: {known},"
                " or the path of a .py file"
            )
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise RulesError(f"{path}: cannot be read as UTF-8 text: {error}") from None

    def scenarios(self) -> tuple[str, ...]:
        """The names of all scenarios, as `domain/name`, sorted."""
        folder = self.root / "scenarios"
        found = folder.glob("*/*.toml")
        return tuple(sorted(str(path.relative_to(folder).with_suffix("")) for path in found))


def _stems(folder: Path, pattern: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob(pattern) if path.stem[0] != "_"))


def find_workspace(given: Path | None = None, *, near: Path | None = None) -> Workspace:
    """Find the workspace: given > environment > nearest parent with a marker > packaged.

    Args:
        given: what the user named on the command line.
        near: where to look upwards first, for instance a scenario file; then the current folder.

    Raises:
        WorkspaceError: a named folder is no workspace, or there is none at all.
    """
    named = given or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named:
        if not (named / MARKER).is_file():
            raise WorkspaceError(f"{named}: expected a workspace, but it has no {MARKER}")
        return Workspace(named.resolve())
    for start in filter(None, (near, Path.cwd())):
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / MARKER).is_file():
                return Workspace(folder)
    if (PACKAGED / MARKER).is_file():
        return Workspace(PACKAGED)
    raise WorkspaceError(
        f"no workspace here: expected a {MARKER} in {Path.cwd()} or a folder above it;"
        f" name one with --workspace or {VARIABLE}"
    )


def find_scenario(name: str, given: Path | None = None) -> tuple[Path, Workspace]:
    """The scenario file of this path or `domain/name`, and the workspace it belongs to.

    Raises:
        ScenarioError: no such file or name.
        WorkspaceError: no workspace can be found.
    """
    path = Path(name)
    if path.is_file():
        return path, find_workspace(given, near=path.parent)
    workspace = find_workspace(given)
    for home in (workspace, *_standard(workspace)):
        shipped = home.root / "scenarios" / f"{name.removesuffix('.toml')}.toml"
        if shipped.is_file():
            return shipped, home
    known = ", ".join(workspace.scenarios()) or "none"
    raise ScenarioError(f"{name}: no such scenario file; scenarios of this workspace: {known}")


def _standard(workspace: Workspace) -> tuple[Workspace, ...]:
    """The workspace that comes with ruleloop, where it is another one."""
    for root in (PACKAGED, Path(__file__).parents[2]):  # installed, or used from its repository
        if (root / MARKER).is_file() and root.resolve() != workspace.root:
            return (Workspace(root.resolve()),)
    return ()
