"""`ruleloop program`: the whole brief that an agent gets before a run."""

from typing import Annotated

import typer

from ruleloop.cli.options import ScenarioArgument, WorkspaceOption

BareOption = Annotated[
    bool, typer.Option("--domain-only", help="Leave out the workspace's program.md.")
]


def program(
    scenario: ScenarioArgument, bare: BareOption = False, workspace: WorkspaceOption = None
) -> None:
    """Print what an agent is told: program.md of the workspace, then the domain's brief."""
    from ruleloop.brief.domain_brief import domain_brief
    from ruleloop.brief.program import read_program
    from ruleloop.session import open_session

    with open_session(scenario, workspace=workspace, workers=1) as session:
        if not bare:
            print(read_program(session.workspace))
        print(domain_brief(session.card, session.scenario.evidence.search_allowance), end="")
