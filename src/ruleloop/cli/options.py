"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

ScenarioArgument = Annotated[
    str, typer.Argument(help="A scenario file, or its name as `domain/name`.", metavar="SCENARIO")
]
WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", help="The workspace to use.", metavar="DIR")
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help="Worker processes; all processors if unset.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print plain data on stdout.")]
RunArgument = Annotated[Path, typer.Argument(help="The folder of a run.", metavar="RUN")]
SeedOption = Annotated[
    int, typer.Option("--seed", min=0, help="Another seed plays other worlds and days.")
]
RunSeedOption = Annotated[
    str | None, typer.Option("--seed", help="Names all randomness of a new run; drawn if unset.")
]
