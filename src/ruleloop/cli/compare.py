"""`ruleloop compare`: rule sets side by side on the same worlds and days."""

from typing import Annotated

import typer

from ruleloop.cli.options import (
    JsonOption,
    ScenarioArgument,
    SeedOption,
    WorkersOption,
    WorkspaceOption,
)

RulesArgument = Annotated[
    list[str], typer.Argument(help="Rule sets or .py files; gains are over the first.")
]
PairsOption = Annotated[int, typer.Option("--pairs", "-n", min=2, help="Replications each.")]
MarkdownOption = Annotated[bool, typer.Option("--markdown", help="Print Markdown on stdout.")]


def compare(
    scenario: ScenarioArgument,
    rules: RulesArgument,
    pairs: PairsOption = 64,
    seed: SeedOption = 0,
    workers: WorkersOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    markdown: MarkdownOption = False,
) -> None:
    """Compare rule sets: paired differences with intervals, parts and guard-rails.

    A single rule set is compared with the scenario's baseline.
    """
    from ruleloop.cli.progress import counting
    from ruleloop.comparison import compare_rules
    from ruleloop.report.result import to_json
    from ruleloop.session import open_session

    with open_session(scenario, workspace=workspace, workers=workers) as session:
        names = rules if len(rules) > 1 else [session.scenario.rules.baseline, *rules]
        found = compare_rules(
            session,
            names[0],
            names[1:],
            pairs=pairs,
            seed=seed,
            counting=lambda total: counting(total, "replications"),
        )
    if as_json:
        print(to_json(found).decode())
    elif markdown:
        from ruleloop.report.markdown import comparison_markdown

        print(comparison_markdown(found))
    else:
        from ruleloop.cli.show import console
        from ruleloop.report.terminal import comparison_view

        console().print(comparison_view(found))
    if not found.guardrails_hold:
        raise typer.Exit(1)
