"""A domain loaded into a worker, with the worlds of one scenario."""

import hashlib
import importlib
import math
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from ruleloop.domain import Domain, Stress
from ruleloop.errors import DomainError, ScenarioError, SimulatorFailure, UserError
from ruleloop.evaluation.replication import Setting
from ruleloop.evaluation.sound_domain import domain_faults
from ruleloop.evaluation.source_place import place_of_code, place_of_error
from ruleloop.packages import installed_domains
from ruleloop.scenario import Scenario
from ruleloop.worlds import NO_FILE, Worlds, data_folders, meta_extra, read_worlds


@dataclass(frozen=True)
class Place:
    """Where a scenario was found: the workspace, and the folder its data files are relative to."""

    workspace_root: str
    scenario_folder: str

    def data_folders(self) -> list[Path]:
        """Where data files named in the scenario are looked up, in order."""
        return data_folders(Path(self.scenario_folder), Path(self.workspace_root))


def load_domain(root: str, name: str) -> Domain:
    """Import `domains/<name>.py` of the workspace at `root`, or an installed domain of this name.

    Raises:
        DomainError: there is no such domain, it does not import, or it has no `DOMAIN`.
    """
    if root not in sys.path:
        sys.path.insert(0, root)
    path, module_name = _place_of(Path(root), name)
    try:
        module = importlib.import_module(module_name)
    except Exception as error:  # noqa: BLE001 - whatever a domain's import raises is reported
        place = place_of_error(error, (Path(root), path.parent)) or str(path)
        raise DomainError(f"{place}: {_import_fault(error)}") from None
    found = Path(module.__file__ or "")
    if found.resolve() != path.resolve():
        raise DomainError(
            f"{path}: another module is in its way: `{module_name}` is {found}; rename one of them"
        )
    domain = getattr(module, "DOMAIN", None)
    if not isinstance(domain, Domain):
        raise DomainError(
            f"{path}: expected `DOMAIN = Domain(...)`, found"
            f" {'no DOMAIN' if domain is None else repr(domain)};"
            " `ruleloop new domain NAME` writes one that works"
        )
    if faults := domain_faults(domain, path):
        raise DomainError(faults)
    return domain


def _import_fault(error: Exception) -> str:
    """Why a domain cannot be imported, in the words of who wrote it."""
    if isinstance(error, ModuleNotFoundError) and (error.name or "").startswith("simulators"):
        file = (error.name or "").replace(".", "/")
        return f"there is no module `{error.name}`; expected a file {file}.py in the workspace"
    if isinstance(error, TypeError) and "missing" in str(error).lower():
        parts = ", ".join(f"`{name}=...`" for name in re.findall(r"'(\w+)'", str(error)))
        return f"a part is missing: add {parts}" if parts else f"a part is missing: {error}"
    return f"cannot be imported: {type(error).__name__}: {error}"


def _place_of(root: Path, name: str) -> tuple[Path, str]:
    """The file of a domain and the module that it is."""
    path = root / "domains" / f"{name}.py"
    if path.is_file():
        return path, f"domains.{name}"
    package = installed_domains().get(name)
    if package:
        return package.folder / "domain.py", f"{package.module}.domain"
    known = sorted({*(p.stem for p in path.parent.glob("*.py")), *installed_domains()})
    raise DomainError(f"domain: no domain `{name}` in {root}; known: {', '.join(known)}")


class Stage:
    """The worlds of one scenario in one domain, for every setting that evidence asks for.

    code: the folders in which the domain's own code lies.
    """

    def __init__(self, domain: Domain, scenario: Scenario, place: Place) -> None:
        self.domain = domain
        self.code = (Path(place.workspace_root), Path(domain.interface.__file__ or "").parent)
        self._scenario = scenario
        self._folders = place.data_folders()
        self._worlds: dict[bytes, Worlds] = {}

    def stress(self) -> tuple[Stress, ...]:
        """The rare situations that rules must survive here, sized for the scenario's worlds.

        Raises:
            ScenarioError: the scenario's values are not those of a world of this domain.
        """
        left_out = self._scenario.stress.leave_out
        kept = tuple(each for each in self.domain.stress if each.name not in left_out)
        return self.domain.fit_stress(kept, self._corners())

    def world(self, setting: Setting, seed: bytes) -> Any:
        """The world of this setting and seed.

        Raises:
            ScenarioError: the setting's values are not those of a world of this domain.
        """
        key = msgspec.json.encode(setting)
        if key not in self._worlds:
            self._worlds[key] = self._read(setting)
        return self._worlds[key].draw(seed)

    def check(self) -> list[str]:
        """All faults of the scenario's worlds, one sentence each; stress worlds too."""
        faults: dict[str, str] = {}
        known = [stress.name for stress in self.domain.stress]
        for name in self._scenario.stress.leave_out:
            if name not in known:
                fault = f"no rare situation `{name}`; known: {', '.join(known) or 'none'}"
                faults[fault] = f"stress.leave_out: {fault}"
        settings = [(Setting(), "world."), (Setting(ranges="holdout"), "holdout.")]
        for setting, where in settings:
            for fault in self._faults(self._table(setting)):
                faults.setdefault(fault, where + fault if _names_a_key(fault) else fault)
        if faults:  # rare situations are sized by sound worlds
            return list(faults.values())
        settings = [(stress_setting(s), f"stress `{s.name}`: ") for s in self.stress()]
        settings.append((Setting(overrides=dict(self.domain.sample)), "sample: "))
        for setting, where in settings:
            for fault in self._faults(self._table(setting)):
                faults.setdefault(fault, where + fault if _names_a_key(fault) else fault)
        return list(faults.values())

    def _faults(self, table: Mapping[str, Any]) -> list[str]:
        """What is wrong with one table of worlds: its values, and how they fit together.

        Where values are wrong, the rest is checked without them; what is then said of their
        parameters is not their author's mistake.
        """
        worlds, found = read_worlds(table, self.domain.world, where="", folders=self._folders)
        if not found:
            return _problems(self.domain, worlds)
        wrong = {_key(fault) for fault in found}
        if any(NO_FILE in fault for fault in found):
            return found
        rest = {name: value for name, value in table.items() if name not in wrong}
        worlds, missing = read_worlds(rest, self.domain.world, where="", folders=self._folders)
        if missing:
            return found
        others = _problems(self.domain, worlds)
        return found + [each for each in others if not self._is_about(each, wrong)]

    def _is_about(self, fault: str, wrong: set[str]) -> bool:
        """Whether a fault sets parameters, not a file, against one of those that are wrong."""
        head, _, _ = fault.partition(":")
        if not set(head.split(", ")) <= self._hints().keys():
            return False
        return bool(wrong & set(re.findall(r"\w+", fault)))

    def in_use(self) -> frozenset[str]:
        """The parameters that matter in some world of the scenario, in search or on hold-out.

        Raises:
            ScenarioError: the scenario's values are not those of a world of this domain.
        """
        names = frozenset(self._hints())
        if self.domain.in_use is None:
            return names
        return names & frozenset().union(*map(self.domain.in_use, self._corners()))

    def data_identity(self) -> dict[str, str]:
        """The SHA-256 of every data file that the scenario names, by file name."""
        names = [name for name, hint in self._hints().items() if meta_extra(hint).get("file")]
        paths = {
            str(path)
            for setting in (Setting(), Setting(ranges="holdout"))
            for name in names
            if name in (ranges := self._read(setting).ranges)
            for path in ranges[name].corners()
            if path
        }
        found = {Path(p).name: hashlib.sha256(Path(p).read_bytes()).hexdigest() for p in paths}
        return dict(sorted(found.items()))

    def _hints(self) -> dict[str, Any]:
        return get_type_hints(self.domain.world, include_extras=True)

    def _corners(self) -> list[Any]:
        """The ends of what the scenario plays, in search and on hold-out."""
        settings = (Setting(), Setting(ranges="holdout"))
        return [world for setting in settings for world in self._read(setting).corners()]

    def _table(self, setting: Setting) -> Mapping[str, Any]:
        table = {**self._scenario.world, **setting.overrides}
        if setting.ranges == "holdout":
            table = {**self._scenario.world, **self._scenario.holdout, **setting.overrides}
        return table

    def _read(self, setting: Setting) -> Worlds:
        worlds, faults = read_worlds(
            self._table(setting), self.domain.world, where="world.", folders=self._folders
        )
        if faults:
            raise ScenarioError(faults)
        return worlds


def stress_setting(stress: Stress) -> Setting:
    """The setting in which a stress situation is played."""
    return Setting(overrides=dict(stress.world))


def _names_a_key(fault: str) -> bool:
    """Whether a fault starts with a key of a table, and not with a file and its column."""
    name, _, end = fault.split(":", maxsplit=1)[0].partition(".")
    return name.isidentifier() and end in {"", "from", "to"}


def _key(fault: str) -> str:
    """The parameter that a fault of `read_worlds` starts with."""
    return fault.split(":", maxsplit=1)[0].split(".", maxsplit=1)[0]


def _problems(domain: Domain, worlds: Worlds) -> list[str]:
    found: list[str] = []
    try:
        for world in worlds.corners():
            found += domain.problems(world)
    except UserError as error:
        found += error.faults
    except msgspec.ValidationError as error:
        found.append(str(error))
    except Exception as error:
        raise SimulatorFailure(f"checking the world failed: {error!r}") from error
    return list(dict.fromkeys(found))


def finite_measures(
    measures: Mapping[str, float], wanted: Sequence[str], simulate: Any = None
) -> dict[str, float]:
    """The measures as plain floats; `simulate` is the function that gave them.

    Raises:
        DomainError: they are no dictionary, or one that the domain names is missing.
        SimulatorFailure: a measure is not finite.
    """
    place = place_of_code(simulate) if simulate else "simulate"
    if not isinstance(measures, Mapping):
        raise DomainError(
            f"{place}: expected a dictionary of measures such as `{wanted[0]}`, got {measures!r}"
        )
    if missing := [name for name in dict.fromkeys(wanted) if name not in measures]:
        raise DomainError(
            f"{place}: expected the measures that the domain names, got none called"
            f" {', '.join(f'`{name}`' for name in missing)}; it gave: {', '.join(measures)}"
        )
    try:
        plain = {name: float(value) for name, value in measures.items()}
    except (TypeError, ValueError) as error:
        raise DomainError(f"{place}: expected measures that are numbers: {error}") from None
    odd = [f"`{n}` is {v}" for n, v in plain.items() if not math.isfinite(v)]
    if odd:
        raise SimulatorFailure(f"{place}: expected finite measures: {', '.join(odd)}")
    return plain
