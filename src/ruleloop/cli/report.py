"""`ruleloop report`: write and show the report of a run; it only reads the ledger."""

from typing import Annotated

import typer

from ruleloop.cli.options import JsonOption, RunArgument

MarkdownOption = Annotated[bool, typer.Option("--markdown", help="Print Markdown on stdout.")]


def report(run: RunArgument, markdown: MarkdownOption = False, as_json: JsonOption = False) -> None:
    """Write report.html and report.md of a run, and print its summary."""
    from ruleloop.cli.show import show
    from ruleloop.errors import LedgerError
    from ruleloop.ledger import Ledger, being_written
    from ruleloop.record import no_champion_yet
    from ruleloop.report.publish import publish

    with Ledger(run) as ledger:
        ledger.verify()
        if publish(ledger, run, running=being_written(run)) is None:
            raise LedgerError(f"{run}: nothing to report yet: {no_champion_yet(ledger)}")
    show(run, as_json=as_json, markdown=markdown)
