"""The command line. Data goes to stdout, everything else to stderr.

Exit codes: 0 done; 1 done, and a guard-rail or a check broke, or the champion lost on the hold-out;
2 usage or input; 3 simulator or environment failure; 130 interrupted, saved.
"""

import sqlite3
import sys

import typer

from ruleloop import __version__
from ruleloop.cli import (
    adopt,
    brief,
    calibrate,
    check,
    compare,
    history,
    list_,
    mcp,
    new,
    program,
    report,
    run,
    schema,
    simulate,
    try_,
)
from ruleloop.errors import RuleloopError, UserError

app = typer.Typer(
    name="ruleloop",
    help="An agent rewrites decision rules, a simulator plays them, a judge keeps what is proven.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(run.run)
app.command("simulate")(simulate.simulate)
app.command("compare")(compare.compare)
app.command("report")(report.report)
app.command("adopt")(adopt.adopt)
app.command("try")(try_.try_)
app.command("mcp")(mcp.mcp)
app.command("brief")(brief.brief)
app.command("history")(history.history)
app.command("program")(program.program)
app.add_typer(new.app, name="new")
app.command("list")(list_.list_)
app.command("schema")(schema.schema)
app.command("check")(check.check)
app.command("calibrate")(calibrate.calibrate)


@app.callback(invoke_without_command=True)
def _version(
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    if version:
        print(__version__)
        raise typer.Exit


def main() -> None:
    """Run the command line; every error of ruleloop becomes its message and its exit code."""
    try:
        app()
    except UserError as error:
        _say(error.faults)
        sys.exit(error.exit_code)
    except RuleloopError as error:
        _say([str(error)])
        sys.exit(error.exit_code)
    except (OSError, sqlite3.Error) as error:
        _say([f"{type(error).__name__}: {error}"])
        sys.exit(3)


def _say(faults: object) -> None:
    for fault in faults if isinstance(faults, list | tuple) else [faults]:
        print(f"ruleloop: {fault}", file=sys.stderr)
