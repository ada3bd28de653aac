"""`ruleloop adopt`: copy the champion of a run into the shipped rule sets."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ruleloop.cli.options import RunArgument, WorkspaceOption
from ruleloop.errors import LedgerError, RulesError

if TYPE_CHECKING:
    from ruleloop.record import Record

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
    from ruleloop.record import fold, no_champion_yet
    from ruleloop.report.kept_rules import kept_rules
    from ruleloop.workspace import find_workspace

    if not name.isidentifier():
        raise RulesError(f"--name: expected a Python name such as `champion`, got {name!r}")
    with Ledger(run) as ledger:
        ledger.verify()
        record = fold(ledger)
        if record.crowned is None:
            raise LedgerError(f"{run}: nothing to adopt yet: {no_champion_yet(ledger)}")
        domain = record.started.scenario.domain
        source = kept_rules(record)
    path = find_workspace(workspace).rules_path(domain, name)
    if path.exists() and not force:
        raise RulesError(f"{path}: exists; choose another --name, or --force to replace it")
    path.parent.mkdir(parents=True, exist_ok=True)  # of a domain that is installed, not ours
    path.write_text(source, encoding="utf-8")
    print(path)
    doubts = _doubts(record)
    for doubt in doubts:
        print(f"ruleloop: {doubt}", file=sys.stderr)
    if doubts:
        raise typer.Exit(1)


def _doubts(record: "Record") -> list[str]:
    """Why nobody should use the champion yet."""
    from ruleloop.record import held_out_faults

    doubts = []
    if not record.keeps:
        doubts.append("nothing was kept in this run: the champion is best shipped")
    if not any(opened.champion == record.champion for opened in record.openings):
        doubts.append("the hold-out has not been opened for this champion: let the run end first")
    return [*doubts, *held_out_faults(record)]
