"""`ruleloop run`: the loop on one scenario, until its budget is spent; the same command resumes."""

from pathlib import Path
from typing import Annotated

import typer

from ruleloop.cli.options import (
    JsonOption,
    RunSeedOption,
    ScenarioArgument,
    WorkersOption,
    WorkspaceOption,
)

BudgetOption = Annotated[
    str | None,
    typer.Option("--budget", help="`200 experiments`, `20m`, `5usd`; else the scenario's."),
]
RunOption = Annotated[
    Path | None, typer.Option("--run", help="Folder of the run; runs/<scenario> if unset.")
]
AgentOption = Annotated[
    str | None, typer.Option("--agent", help="Who proposes: evolve, claude or openai.")
]


def run(
    scenario: ScenarioArgument,
    budget: BudgetOption = None,
    run: RunOption = None,
    seed: RunSeedOption = None,
    agent: AgentOption = None,
    workers: WorkersOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Improve the rules of a scenario: keep only what is proven; ends with a report."""
    from ruleloop.agents.registry import check_agent
    from ruleloop.cli.progress import watching
    from ruleloop.cli.show import show
    from ruleloop.errors import ScenarioError
    from ruleloop.ledger import Ledger
    from ruleloop.record import held_out_well
    from ruleloop.report.publish import publish
    from ruleloop.runner import begin
    from ruleloop.session import open_session
    from ruleloop.settings import read_budget

    if agent:
        check_agent(agent, "--agent")
    try:
        asked = read_budget(budget) if budget else None
    except ValueError as error:
        raise ScenarioError(f"--budget: {error}") from None
    with open_session(scenario, workspace=workspace, workers=workers) as session:
        folder = run or Path("runs") / session.name
        goal = asked or session.scenario.budget
        proposer = agent or session.scenario.run.agent
        check_agent(proposer, f"{scenario}: run.agent", goal)
        with Ledger(folder, writer=True) as ledger, watching(goal, session.card) as listener:
            runner = begin(session, ledger, seed=seed, agent=proposer, listener=listener)
            try:
                runner.run(goal)
            finally:
                publish(ledger, folder)
            record = runner.record
    show(folder, as_json=as_json)
    if not held_out_well(record):
        raise typer.Exit(1)
