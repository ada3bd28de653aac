"""Writes what people read of a run: report, table of experiments, champion."""

from pathlib import Path

import msgspec

from ruleloop.ledger import Ledger
from ruleloop.record import Record, fold
from ruleloop.report.fill import fill
from ruleloop.report.result import Figure, RunResult, to_json

FIGURES = "figures.json"


def publish(ledger: Ledger, folder: Path) -> RunResult | None:
    """Write report.html, report.md, result.json, results.tsv and champion.py into the folder.

    Gives None, and writes nothing, when the run was stopped before its tournament ended.
    """
    from ruleloop.report.html import to_html
    from ruleloop.report.markdown import to_markdown

    record = fold(ledger)
    if record.crowned is None:
        return None
    result = fill(ledger, record, read_figures(folder))
    (folder / "champion.py").write_text(record.champion, encoding="utf-8")
    (folder / "results.tsv").write_text(experiments_table(record), encoding="utf-8")
    (folder / "result.json").write_bytes(to_json(result))
    (folder / "report.md").write_text(to_markdown(result), encoding="utf-8")
    (folder / "report.html").write_text(to_html(result), encoding="utf-8")
    return result


def read_figures(folder: Path) -> list[Figure]:
    """The pictures that the end of a run left in the folder, if any."""
    path = folder / FIGURES
    return msgspec.json.decode(path.read_bytes(), type=list[Figure]) if path.is_file() else []


def write_figures(folder: Path, figures: list[Figure]) -> None:
    """Leave pictures in the folder, for reports."""
    (folder / FIGURES).write_bytes(msgspec.json.encode(figures))


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
