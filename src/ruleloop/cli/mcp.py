"""`ruleloop mcp`: a run as tools of the Model Context Protocol, over standard input and output."""

from typing import Annotated

import typer

from ruleloop.cli.options import RunArgument, RunSeedOption, WorkersOption, WorkspaceOption

ScenarioOption = Annotated[
    str | None, typer.Option("--scenario", help="Of a run that is to begin with this server.")
]
NameOption = Annotated[str, typer.Option("--as", help="Who proposes, for the record.")]


def mcp(
    run: RunArgument,
    scenario: ScenarioOption = None,
    seed: RunSeedOption = None,
    name: NameOption = "mcp",
    workers: WorkersOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Serve a run to a coding agent: brief, champion, history, try, compare."""
    from ruleloop.attending import attending
    from ruleloop.errors import WorkspaceError
    from ruleloop.mcp_server import make_server

    try:
        import mcp as _sdk  # noqa: F401 - only to say clearly when it is missing
    except ImportError:
        raise WorkspaceError(
            "`ruleloop mcp`: the package `mcp` is not installed; install ruleloop[agents]"
        ) from None
    with attending(run, scenario, seed=seed, workspace=workspace, workers=workers) as runner:
        make_server(runner, name=name).run("stdio")
