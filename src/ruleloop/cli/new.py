"""`ruleloop new`: a workspace, or a domain inside one, that runs before anything is changed."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ruleloop.cli.options import WorkspaceOption

app = typer.Typer(no_args_is_help=True, help="Begin a workspace, or a domain in one.")


@app.command("workspace")
def workspace(
    folder: Annotated[Path, typer.Argument(help="Where it is to be.", metavar="DIR")],
) -> None:
    """Make a folder a workspace: program.md, and where domains, rules and scenarios go."""
    from ruleloop.new.make import new_workspace

    _tell(new_workspace(folder))
    print(f"next: cd {folder} && ruleloop new domain NAME", file=sys.stderr)


@app.command("domain")
def domain(
    name: Annotated[str, typer.Argument(help="Such as `inventory`.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Add a small domain: simulator, guard-rails, three rule sets, two scenarios, tests."""
    from ruleloop.new.make import new_domain
    from ruleloop.workspace import find_workspace

    _tell(new_domain(find_workspace(workspace), name))
    print(f"next: ruleloop run {name}/demo; ruleloop check {name}; pytest", file=sys.stderr)


def _tell(written: list[Path]) -> None:
    for path in written:
        print(path)
