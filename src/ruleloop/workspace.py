"""A workspace: a folder with `workspace.toml` and `domains/ simulators/ rules/ scenarios/`.

The host process reads names and texts here; it never imports what it finds.
"""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ruleloop.errors import DomainError, RulesError, ScenarioError, WorkspaceError
from ruleloop.packages import DomainPackage, installed_domains

MARKER = "workspace.toml"
VERSION = 1
"""Of what a workspace looks like inside; the marker tells the one that it was made for."""
VARIABLE = "RULELOOP_WORKSPACE"
PACKAGED = Path(__file__).parent / "_workspace"


@dataclass(frozen=True)
class Workspace:
    """Where domains, rule sets and scenarios live."""

    root: Path

    def domains(self) -> tuple[str, ...]:
        """The names of all domains, the workspace's own and installed ones, sorted.

        Raises:
            DomainError: an installed domain has the name of one of the workspace.
        """
        own = _stems(self.root / "domains", "*.py")
        doubles = sorted(set(own) & installed_domains().keys())
        if doubles:
            raise DomainError(
                [
                    f"domain `{name}`: is in {self.root / 'domains'} and in the installed package"
                    f" `{installed_domains()[name].module}`; rename or uninstall one of them"
                    for name in doubles
                ]
            )
        return tuple(sorted((*own, *installed_domains())))

    def package(self, domain: str) -> DomainPackage | None:
        """The installed package of a domain; None for one of the workspace's own."""
        if (self.root / "domains" / f"{domain}.py").is_file():
            return None
        return installed_domains().get(domain)

    def code(self, domain: str) -> tuple[Path, ...]:
        """The files and folders that a domain's evidence is made with."""
        package = self.package(domain)
        if package:
            return (package.folder,)
        files = sorted((self.root / "domains").rglob(f"{domain}.py"))
        return (*files, self.root / "simulators" / domain)

    def rule_sets(self, domain: str) -> tuple[str, ...]:
        """The names of all shipped rule sets of a domain, sorted."""
        package = self.package(domain)
        shipped = _stems(package.rules, "*.py") if package else ()
        return tuple(sorted({*shipped, *_stems(self.root / "rules" / domain, "*.py")}))

    def rules_path(self, domain: str, name: str) -> Path:
        """Where the rule set of this name lives, or would live in this workspace."""
        own, package = self.root / "rules" / domain / f"{name}.py", self.package(domain)
        if package and not own.is_file() and (package.rules / f"{name}.py").is_file():
            return package.rules / f"{name}.py"
        return own

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
        found = [str(path.relative_to(folder).with_suffix("")) for path in folder.glob("*/*.toml")]
        found += [
            f"{name}/{stem}"
            for name, package in installed_domains().items()
            for stem in _stems(package.scenarios, "*.toml")
        ]
        return tuple(sorted(set(found)))

    def scenario_path(self, name: str) -> Path | None:
        """The file of a scenario by its name `domain/name`; None where there is none."""
        stem = name.removesuffix(".toml")
        paths = [self.root / "scenarios" / f"{stem}.toml"]
        domain, _, short = stem.partition("/")
        package = installed_domains().get(domain)
        if package:
            paths.append(package.scenarios / f"{short}.toml")
        return next((path for path in paths if path.is_file()), None)


def _stems(folder: Path, pattern: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob(pattern) if path.stem[0] != "_"))


def find_workspace(given: Path | None = None, *, near: Path | None = None) -> Workspace:
    """Find the workspace: given > environment > nearest parent with a marker > packaged.

    Args:
        given: what the user named on the command line.
        near: where to look upwards first, for instance a scenario file; then the current folder.

    Raises:
        WorkspaceError: a named folder is no workspace, one of another version is found, or none.
    """
    named = given or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named:
        if not (named / MARKER).is_file():
            raise WorkspaceError(f"{named}: expected a workspace, but it has no {MARKER}")
        return _sound(named.resolve())
    for start in filter(None, (near, Path.cwd())):
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / MARKER).is_file():
                return _sound(folder)
    if (PACKAGED / MARKER).is_file():
        return Workspace(PACKAGED)
    raise WorkspaceError(
        f"no workspace here: expected a {MARKER} in {Path.cwd()} or a folder above it;"
        f" name one with --workspace or {VARIABLE}"
    )


def _sound(root: Path) -> Workspace:
    """The workspace at a root, if its marker is of this version.

    Raises:
        WorkspaceError: the marker is no TOML, or tells another version or none.
    """
    path = root / MARKER
    try:
        text = path.read_text(encoding="utf-8")
        version = tomllib.loads(text).get("version")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WorkspaceError(f"{path}: cannot be read: {error}") from None
    if version == VERSION:
        return Workspace(root)
    number = next(
        (n for n, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith("version")), 1
    )
    place = f"{path}:{number}: expected `version = {VERSION}`"
    if not isinstance(version, int):
        raise WorkspaceError(f"{place}, got {'none' if version is None else repr(version)}")
    if version > VERSION:
        mend = "it was made for a newer ruleloop; `pip install --upgrade ruleloop`"
    else:
        mend = f"its files are older; mend what `ruleloop check` names, then set {VERSION}"
    raise WorkspaceError(f"{place}, got {version}: {mend}")


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
        shipped = home.scenario_path(name)
        if shipped:
            _refuse_hidden(name.partition("/")[0], workspace, home)
            return shipped, home
    known = ", ".join(workspace.scenarios()) or "none"
    raise ScenarioError(f"{name}: no such scenario file; scenarios of this workspace: {known}")


def find_domain(name: str, given: Path | None = None) -> Workspace:
    """The workspace that has a domain: the user's own, else the one that comes with ruleloop.

    Raises:
        WorkspaceError: no workspace can be found, or none has it.
    """
    workspace = find_workspace(given)
    for home in (workspace, *_standard(workspace)):
        if name in home.domains():
            return home
    known = ", ".join(workspace.domains()) or "none"
    raise WorkspaceError(f"no domain `{name}` in {workspace.root}; known: {known}")


def _refuse_hidden(domain: str, workspace: Workspace, home: Workspace) -> None:
    """Nothing of a standard domain is played beside an own one of the same name."""
    if home is not workspace and domain in workspace.domains():
        raise ScenarioError(
            f"{workspace.root / 'domains' / domain}.py: ruleloop comes with a domain `{domain}`,"
            " too, and only that one has this scenario; give yours another name"
        )


def standard_domains(workspace: Workspace) -> tuple[str, ...]:
    """The domains that come with ruleloop, where the workspace is not theirs."""
    return tuple(name for home in _standard(workspace) for name in home.domains())


def _standard(workspace: Workspace) -> tuple[Workspace, ...]:
    """The workspace that comes with ruleloop, where it is another one."""
    for root in (PACKAGED, Path(__file__).parents[2]):  # installed, or used from its repository
        if (root / MARKER).is_file() and root.resolve() != workspace.root:
            return (Workspace(root.resolve()),)
    return ()
