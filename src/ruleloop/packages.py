"""Domains that come as packages of their own, found by their entry points; nothing is imported.

    [project.entry-points."ruleloop.domains"]
    online_bin_packing = "ruleloop_bin_packing"

The package has a name of its own and holds `domain.py` (with `DOMAIN`), `interface.py`, whatever
else it needs, `rules/*.py` and `scenarios/*.toml`.
"""

from dataclasses import dataclass
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from ruleloop.errors import DomainError

GROUP = "ruleloop.domains"


@dataclass(frozen=True)
class DomainPackage:
    """One installed domain: its name, the package that it is, and where that lies."""

    name: str
    module: str
    folder: Path

    @property
    def rules(self) -> Path:
        """Where its rule sets are."""
        return self.folder / "rules"

    @property
    def scenarios(self) -> Path:
        """Where its scenarios are."""
        return self.folder / "scenarios"


@cache
def installed_domains() -> dict[str, DomainPackage]:
    """All domains that installed packages declare, by name.

    Raises:
        DomainError: two packages declare one name, or a package is not there or has no `domain.py`.
    """
    found: dict[str, DomainPackage] = {}
    faults: list[str] = []
    for point in sorted(metadata.entry_points(group=GROUP), key=lambda each: each.value):
        if point.name in found:
            faults.append(
                f"domain `{point.name}`: declared by `{found[point.name].module}` and by"
                f" `{point.value}`; uninstall one of them"
            )
            continue
        package = _package(point.name, point.value)
        if isinstance(package, str):
            faults.append(package)
        else:
            found[point.name] = package
    if faults:
        raise DomainError(faults)
    return found


def _package(name: str, module: str) -> DomainPackage | str:
    try:
        spec = find_spec(module) if module.isidentifier() else None
    except (ImportError, ValueError):
        spec = None
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        return f"domain `{name}`: its entry point names `{module}`, which is no top-level package"
    folder = Path(places[0])
    if not (folder / "domain.py").is_file():
        return f"domain `{name}`: {folder}: expected a file domain.py with `DOMAIN = Domain(...)`"
    return DomainPackage(name, module, folder)
