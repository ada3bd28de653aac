"""Warm workers for one scenario, checked: what every command that simulates begins with."""

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ruleloop.domain import DomainCard
from ruleloop.errors import RulesError, ScenarioError
from ruleloop.evaluation import worker
from ruleloop.evaluation.executor import local_workers
from ruleloop.evaluation.stage import Place
from ruleloop.scenario import Scenario, read_scenario
from ruleloop.workspace import Workspace, find_scenario
from ruleloop.world_file import origin


@dataclass(frozen=True)
class Session:
    """A scenario that has been checked, its domain as plain data, and workers that can play it.

    `argument` is how the user named the scenario, `folder` where its file lies; `data` gives the
    SHA-256 of every file that it names.
    """

    name: str
    argument: str
    scenario: Scenario
    workspace: Workspace
    executor: Executor
    card: DomainCard
    tier: str
    data: dict[str, str]
    workers: int
    folder: Path

    def rules_source(self, name: str) -> str:
        """The text of a rule set by name or path, checked against the gate of this domain.

        Raises:
            RulesError: it does not exist, lacks a decision or uses what rules must not use.
        """
        source = self.workspace.rules_source(self.card.name, name)
        reasons = self.executor.submit(worker.gate_reasons_for_people, source).result()
        if reasons:
            raise RulesError([f"rule set `{name}`: {reason}" for reason in reasons])
        return source


@contextmanager
def open_session(
    scenario: str, *, workspace: Path | None = None, workers: int | None = None
) -> Iterator[Session]:
    """Find, read and check a scenario, and keep workers warm for it.

    Raises:
        ScenarioError: the scenario has faults; all of them are named.
        WorkspaceError, DomainError: there is no workspace or domain for it.
    """
    path, home = find_scenario(scenario, workspace)
    parsed = read_scenario(path)
    if parsed.domain not in home.domains():
        known = ", ".join(home.domains()) or "none"
        raise ScenarioError(
            f"{path}: domain: no domain `{parsed.domain}` in {home.root}; known: {known}"
        )
    count = workers or usable_processors()
    place = Place(str(home.root), str(path.resolve().parent))
    with local_workers(parsed, place, workers=count) as executor:
        faults = executor.submit(worker.check).result()
        faults += _rule_set_faults(parsed, home)
        if faults:
            raise ScenarioError([f"{origin(fault, path)}: {fault}" for fault in faults])
        sources = {n: home.rules_source(parsed.domain, n) for n in home.rule_sets(parsed.domain)}
        card = executor.submit(worker.describe, parsed.domain, sources).result()
        yield Session(
            name=_name(path, parsed),
            argument=scenario,
            scenario=parsed,
            workspace=home,
            executor=executor,
            card=card,
            tier=executor.submit(worker.tier).result(),
            data=executor.submit(worker.data_identity).result(),
            workers=count,
            folder=path.resolve().parent,
        )


def _name(path: Path, scenario: Scenario) -> str:
    """Of the folder of a run; an installed domain keeps its scenarios in `scenarios`."""
    folder = path.resolve().parent.name
    return f"{scenario.domain if folder == 'scenarios' else folder}-{path.stem}"


def _rule_set_faults(scenario: Scenario, workspace: Workspace) -> list[str]:
    known = workspace.rule_sets(scenario.domain)
    named: dict[str, tuple[str, ...]] = {
        "rules.baseline": (scenario.rules.baseline,),
        "rules.tournament": scenario.rules.tournament,
    }
    return [
        f"{key}: no rule set `{name}` in domain {scenario.domain}; known: {', '.join(known)}"
        for key, names in named.items()
        for name in names
        if name not in known
    ]


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
