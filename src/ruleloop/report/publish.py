"""Writes what people read of a run: report, table of experiments, champion."""

from pathlib import Path

import msgspec

from ruleloop.errors import DomainError
from ruleloop.ledger import Ledger, source_sha
from ruleloop.record import Record, fold
from ruleloop.report.fill import fill
from ruleloop.report.kept_rules import kept_rules
from ruleloop.report.result import Figure, RunResult, to_json
from ruleloop.report.write_atomically import write_atomically


def publish(ledger: Ledger, folder: Path, *, running: bool = False) -> RunResult | None:
    """Write report.html, report.md, result.json, results.tsv and champion.py into the folder.

    `running` says that another process is still writing the run.
    Gives None, and writes nothing, when the run was stopped before its tournament ended.
    """
    from ruleloop.report.html import to_html
    from ruleloop.report.markdown import to_markdown

    record = fold(ledger)
    if record.crowned is None:
        return None
    result = fill(
        ledger,
        record,
        read_figures(folder, record.champion),
        papers=list_papers(folder, record.champion),
        running=running,
    )
    files = {
        "champion.py": kept_rules(record).encode(),
        "results.tsv": experiments_table(record).encode(),
        "result.json": to_json(result),
        "report.md": to_markdown(result).encode(),
        "report.html": to_html(result).encode(),
    }
    for name, data in files.items():
        write_atomically(folder / name, data)
    return result


def read_figures(folder: Path, champion_source: str) -> list[Figure]:
    """The pictures of this champion in the folder; none where the file is missing or damaged."""
    try:
        data = _figures_path(folder, champion_source).read_bytes()
        return msgspec.json.decode(data, type=list[Figure])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return []  # pictures are an extra: a report without them is still a whole report


def write_figures(folder: Path, champion_source: str, figures: list[Figure]) -> None:
    """Leave pictures of this champion in the folder, for reports."""
    write_atomically(_figures_path(folder, champion_source), msgspec.json.encode(figures))


def write_papers(folder: Path, champion_source: str, papers: dict[str, str]) -> None:
    """Leave documents of this champion in a folder beside the report; none: no folder."""
    if papers:
        write_texts(papers_folder(folder, champion_source), papers)


def list_papers(folder: Path, champion_source: str) -> list[str]:
    """The documents of this champion as paths from the folder, `index.html` first; often none."""
    place = papers_folder(folder, champion_source)
    names = sorted(path.name for path in place.glob("*") if not path.name.startswith("."))
    return [f"{place.name}/{name}" for name in sorted(names, key=lambda n: n != "index.html")]


def papers_folder(folder: Path, champion_source: str) -> Path:
    """Where documents of this champion are, if its domain draws any up."""
    return folder / f"papers-{source_sha(champion_source)[:12]}"


def write_texts(place: Path, texts: dict[str, str]) -> None:
    """Write texts by file name into a folder, which is made.

    Raises:
        DomainError: a name is no plain file name.
    """
    if faults := [
        name for name in texts if not name or Path(name).name != name or name.startswith(".")
    ]:
        raise DomainError([f"papers: expected a plain file name, got `{name}`" for name in faults])
    place.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write_atomically(place / name, text.encode())


def _figures_path(folder: Path, champion_source: str) -> Path:
    return folder / f"figures-{source_sha(champion_source)[:12]}.json"


def experiments_table(record: Record) -> str:
    """All proposals as tab-separated text."""
    head = ("number", "outcome", "stage", "screen", "race", "confirm", "rules", "hypothesis", "why")
    lines = ["\t".join(head)]
    for judged in record.judged:
        verdict = judged.verdict
        gains = [verdict and getattr(verdict, stage) for stage in ("screen", "race", "confirm")]
        cells = [
            str(judged.number),
            verdict.outcome if verdict else "refused",
            verdict.stage if verdict else "",
            *(f"{gain.mean:.6g}" if gain else "" for gain in gains),
            judged.rules[:12],
            judged.hypothesis,
            "; ".join(verdict.reasons) if verdict else judged.note,
        ]
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines) + "\n"
