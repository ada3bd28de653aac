"""`ruleloop try`: judge one candidate file in a run, and keep it if it wins."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruleloop.cli.options import (
    JsonOption,
    RunArgument,
    RunSeedOption,
    WorkersOption,
    WorkspaceOption,
)
from ruleloop.report import clean

if TYPE_CHECKING:
    from ruleloop.attempt import Attempt

CandidateArgument = Annotated[Path, typer.Argument(help="A rule module.", metavar="CANDIDATE.py")]
WhyOption = Annotated[
    str, typer.Option("-m", "--hypothesis", help="What changes and why it should help.")
]
ScenarioOption = Annotated[
    str | None, typer.Option("--scenario", help="Of a run that is to begin with this candidate.")
]
NameOption = Annotated[str, typer.Option("--as", help="Who proposes, for the record.")]


def try_(
    run: RunArgument,
    candidate: CandidateArgument,
    hypothesis: WhyOption,
    scenario: ScenarioOption = None,
    seed: RunSeedOption = None,
    name: NameOption = "outside",
    workers: WorkersOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge a candidate: verdict, gains, margins and reasons; it becomes champion if it wins."""
    import msgspec

    from ruleloop.attempt import attempt
    from ruleloop.attending import attending
    from ruleloop.cli.progress import watching
    from ruleloop.errors import RulesError
    from ruleloop.settings import Budget

    try:
        source = candidate.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(f"{candidate}: cannot be read as UTF-8 text: {error}") from None
    with attending(
        run,
        scenario,
        seed=seed,
        workspace=workspace,
        workers=workers,
        listening=lambda card: watching(Budget(experiments=1), card),
    ) as runner:
        result = attempt(runner, source, hypothesis, name=name)
        unit = runner.session.card.objective.unit
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(result)).decode())
    else:
        _tell(result, unit)
    if result.outcome != "keep":
        raise typer.Exit(1)


def _tell(result: "Attempt", unit: str) -> None:
    from ruleloop.report.guardrail_words import asked_words, margin_text, value_text

    again = f" (the verdict of #{result.same_as}: the same rules)" if result.same_as else ""
    print(f"#{result.number}: {result.outcome}{again}")
    for reason in result.reasons:
        print(f"  {clean.line(reason)}")
    if result.verdict is None:
        return
    for stage in ("screen", "race", "confirm"):
        gain = getattr(result.verdict, stage)
        if gain:
            size = f"{gain.mean:+.4g} [{gain.low:.4g}, {gain.high:.4g}] {unit}"
            print(f"  {stage:8} {size}, {gain.pairs} pairs")
    for reading in result.verdict.guardrails:
        margin = f"{value_text(reading)} ({asked_words(reading)}): {margin_text(reading)}"
        print(f"  {reading.measure:32} {margin}")
