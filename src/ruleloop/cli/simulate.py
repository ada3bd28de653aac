"""`ruleloop simulate`: play one rule set, see the measures, the pictures and the events."""

import json
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ruleloop.cli.options import (
    JsonOption,
    ScenarioArgument,
    SeedOption,
    WorkersOption,
    WorkspaceOption,
)
from ruleloop.errors import RulesError, UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleloop.evaluation.replication import Replication

RulesOption = Annotated[
    str | None, typer.Option("--rules", help="A rule set or .py file; the baseline if unset.")
]
CountOption = Annotated[int, typer.Option("--replications", "-n", min=1, help="How many to play.")]
TraceOption = Annotated[
    Path | None, typer.Option("--trace", help="Write the events of the first replication (JSONL).")
]
FiguresOption = Annotated[
    Path | None, typer.Option("--figures", help="Write the pictures of the first replication here.")
]
PapersOption = Annotated[
    Path | None, typer.Option("--papers", help="Write the papers of the first replication here.")
]


def simulate(
    scenario: ScenarioArgument,
    rules: RulesOption = None,
    replications: CountOption = 8,
    seed: SeedOption = 0,
    trace: TraceOption = None,
    figures: FiguresOption = None,
    papers: PapersOption = None,
    workers: WorkersOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Play a rule set in the worlds of a scenario and show what came of it."""
    import msgspec

    from ruleloop.cli.progress import counting
    from ruleloop.evaluation import worker
    from ruleloop.evaluation.explore import (
        explore_bench,
        explore_block,
        explore_key,
        play_until_fault,
    )
    from ruleloop.evaluation.replication import Task
    from ruleloop.session import open_session

    _check_places(trace, figures, papers)
    with open_session(scenario, workspace=workspace, workers=workers) as session:
        name = rules or session.scenario.rules.baseline
        source = session.rules_source(name)
        block = explore_block()
        with counting(replications, "replications") as on_replication:
            bench = explore_bench(session, seed, on_replication=on_replication)
            played = play_until_fault(bench, source, block, replications)
        if fault := played[-1].fault:
            raise RulesError(f"rule set `{name}` failed: {fault.kind}: {fault.detail}")
        task = Task(source, block.setting, *block.seeds(explore_key(seed), 0))
        if papers:
            _write_papers(session, task, papers)
        if trace or figures:
            with counting(1, "events and pictures"):
                answer = session.executor.submit(worker.play_back, msgspec.msgpack.encode(task))
                playback = msgspec.msgpack.decode(answer.result(), type=worker.Playback)
            _write(playback, trace, figures)
        card = session.card
    measures, reasons = _summary([each.measures for each in played]), _reasons(played)
    floors = [each.floor for each in played if each.floor is not None]
    if as_json:
        found = {"rules": name, "replications": replications, "measures": measures}
        print(json.dumps({**found, "reasons": reasons}, indent=2))
        return
    _print_table(name, card.objective, measures, floors)
    for measure, sentences in reasons.items():
        print("\n".join((f"why {measure} is bad, where it was first:", *sentences)))


def _write_papers(session: Any, task: Any, folder: Path) -> None:
    from ruleloop.papers import draw_up_papers
    from ruleloop.report.publish import write_texts

    before = session.rules_source(session.scenario.rules.baseline)
    texts = draw_up_papers(session, task, rules=task.rules, before=before)
    write_texts(folder, texts)
    print(f"wrote {len(texts)} papers to {folder}", file=sys.stderr)


def _check_places(trace: Path | None, figures: Path | None, papers: Path | None) -> None:
    """Refuse places that cannot be written to before anything is played."""
    faults = []
    if trace and (trace.is_dir() or not trace.absolute().parent.is_dir()):
        faults.append(f"--trace: expected a file in a folder that exists, got {trace}")
    for option, folder in (("--figures", figures), ("--papers", papers)):
        if folder and folder.exists() and not folder.is_dir():
            faults.append(f"{option}: expected a folder, got the file {folder}")
    if faults:
        raise UserError(faults)


def _summary(played: list[dict[str, float]]) -> dict[str, dict[str, float]]:
    columns = {name: [each[name] for each in played] for name in played[0]}
    return {
        name: {
            "mean": statistics.fmean(column),
            "sd": statistics.stdev(column) if len(column) > 1 else 0.0,
            "min": min(column),
            "max": max(column),
        }
        for name, column in columns.items()
    }


def _reasons(played: "Sequence[Replication]") -> dict[str, tuple[str, ...]]:
    """What the simulator says of bad measures, from the first replication where it does."""
    found: dict[str, tuple[str, ...]] = {}
    for each in played:
        found = {**each.reasons, **found}
    return found


def _print_table(name: str, objective: Any, measures: dict[str, Any], floors: list[float]) -> None:
    print(f"{name}: {objective.measure} {measures[objective.measure]['mean']:.4g} {objective.unit}")
    print(f"{'measure':32} {'mean':>11} {'sd':>11} {'min':>11} {'max':>11}")
    for measure, row in measures.items():
        mark = "= objective" if measure == objective.measure else ""
        mark = "  part" if measure in objective.parts else mark
        figures = " ".join(f"{row[column]:11.4g}" for column in ("mean", "sd", "min", "max"))
        print(f"{measure:32} {figures} {mark}")
    if floors:
        print(f"{'(proven floor)':32} {statistics.fmean(floors):11.4g}")


def _write(playback: Any, trace: Path | None, figures: Path | None) -> None:
    if trace:
        lines = [json.dumps(event) for event in playback.events]
        trace.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"wrote {len(lines)} events to {trace}", file=sys.stderr)
    if figures:
        figures.mkdir(parents=True, exist_ok=True)
        for title, svg in playback.figures.items():
            path = figures / f"{title.lower().replace(' ', '_')}.svg"
            path.write_text(svg, encoding="utf-8")
            print(f"wrote {path}", file=sys.stderr)
