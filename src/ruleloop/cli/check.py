"""`ruleloop check`: does a domain keep its contract, and does the isolation of rule code hold?"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ruleloop.cli.options import JsonOption, WorkersOption, WorkspaceOption
from ruleloop.errors import WorkspaceError

DomainArgument = Annotated[
    str | None, typer.Argument(help="The domain to check; all of the workspace if unset.")
]
IsolationOption = Annotated[
    bool, typer.Option("--isolation", help="Try to break every layer around rule code instead.")
]


def check(
    domain: DomainArgument = None,
    isolation: IsolationOption = False,
    workers: WorkersOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check domains against their contract, or the isolation of rule code on this machine."""
    found = _isolation() if isolation else _domains(domain, workspace, workers)
    rows = []
    for subject, prop, holds, detail in found:
        rows.append({"subject": subject, "property": prop, "holds": holds, "detail": detail})
        if not as_json:
            mark = "ok  " if holds else "FAIL"
            print(f"{mark} {subject}: {prop}" + (f" ({detail})" if detail else ""))
    if as_json:
        print(json.dumps(rows, indent=2))
    if not all(row["holds"] for row in rows):
        raise typer.Exit(1)


Row = tuple[str, str, bool, str]


def _domains(domain: str | None, workspace: Path | None, workers: int | None) -> Iterator[Row]:
    from ruleloop.conformance.check import check_domain
    from ruleloop.session import open_session
    from ruleloop.workspace import find_workspace

    home = find_workspace(workspace)
    names = [domain] if domain else list(home.domains())
    for name in names:
        scenarios = [s for s in home.scenarios() if s.split("/")[0] == name]
        if name not in home.domains() or not scenarios:
            known = ", ".join(home.domains())
            raise WorkspaceError(f"no domain `{name}` with a scenario here; known: {known}")
        path = str(home.root / "scenarios" / f"{scenarios[0]}.toml")
        with open_session(path, workspace=home.root, workers=workers) as session:
            for finding in check_domain(session):
                yield name, finding.prop, finding.holds, finding.detail


def _isolation() -> Iterator[Row]:
    from ruleloop.isolation.layers import probe

    for layer in probe():
        yield "isolation", layer.name, layer.active, f"{layer.detail}; {layer.proof}"
