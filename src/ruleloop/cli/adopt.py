"""`ruleloop adopt`: copy the champion of a run into the shipped rule sets."""

import sys
from typing import Annotated

import typer

from ruleloop.cli.options import RunArgument, WorkspaceOption
from ruleloop.errors import RulesError

NameOption = Annotated[str, typer.Option("--name", help="Name of the new rule set.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a rule set of this name.")]


def adopt(
    run: RunArgument,
    name: NameOption = "champion",
    force: ForceOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Copy the champion of a run into rules/<domain>/<name>.py."""
    from ruleloop.ledger import Ledger
    from ruleloop.record import fold
    from ruleloop.workspace import find_workspace

    if not name.isidentifier():
        raise RulesError(f"--name: expected a Python name such as `champion`, got {name!r}")
    with Ledger(run) as ledger:
        record = fold(ledger)
        domain = record.started.scenario.domain
        source = record.champion
    path = find_workspace(workspace).rules_path(domain, name)
    if path.exists() and not force:
        raise RulesError(f"{path}: exists; choose another --name, or --force to replace it")
    path.write_text(source, encoding="utf-8")
    if not record.keeps:
        print("nothing was kept in this run: the champion is best shipped", file=sys.stderr)
    print(path)
