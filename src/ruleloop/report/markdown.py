"""The report as Markdown: the same sentences and numbers, without pictures."""

import re

from ruleloop.report import clean, tables
from ruleloop.report.compare import Comparison, comparison_tables
from ruleloop.report.diff import unified
from ruleloop.report.finding import Finding, finding
from ruleloop.report.numbers import count
from ruleloop.report.result import RunResult
from ruleloop.report.table import Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_MOST_EXPERIMENTS = 100
_MOST_PAPERS = 12


def to_markdown(result: RunResult) -> str:
    """The whole report; texts from rules and agents are escaped."""
    result = clean.everything(result)
    parts = [
        _opening(result, finding(result)),
        *(_table(table) for table in _tables(result)),
        _changes(result),
        _papers(result),
        _assumed(result),
        _maybe(tables.experiment_table(result, _MOST_EXPERIMENTS)),
        _reproduce(result),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def comparison_markdown(comparison: Comparison) -> str:
    """Rule sets beside a reference, as Markdown tables."""
    comparison = clean.everything(comparison)
    head = f"# {_text(comparison.title)}"
    return "\n\n".join([head, *map(_table, comparison_tables(comparison))]) + "\n"


def _opening(result: RunResult, found: Finding) -> str:
    notes = "\n".join(f"- {_text(note)}" for note in found.notes)
    when = f" · {_text(result.finished_at)}" if result.finished_at else ""
    return (
        f"# {_text(result.title)}\n\n{_text(result.domain_title)}{when}\n\n"
        f"**{_text(found.title)}.** {_text(found.sentence)}\n\n{notes}"
    )


def _tables(result: RunResult) -> list[Table]:
    all_tables = [
        tables.gains_table(result),
        tables.apart_table(result),
        tables.level_table(result),
        *tables.part_tables(result),
        tables.guardrail_table(result),
        tables.stress_table(result),
        tables.keeps_table(result),
        tables.sensitivity_table(result),
        tables.tournament_table(result),
        tables.parameter_table(result),
    ]
    return [table for table in all_tables if table]


def _changes(result: RunResult) -> str:
    text = unified(result.best_shipped_source, result.champion_source)
    if not text:
        return ""
    # A fence longer than any run of backticks inside cannot be closed by the rules' own text.
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"## What changed in the rules\n\n{fence}diff\n{text}\n{fence}"


def _papers(result: RunResult) -> str:
    if not result.papers:
        return ""
    names = ", ".join(_text(path) for path in result.papers[:_MOST_PAPERS])
    more = len(result.papers) - _MOST_PAPERS
    rest = f", and {count(more, 'more paper')}" if more > 0 else ""
    return f"## Papers for people\n\nBeside this report: {names}{rest}."


def _assumed(result: RunResult) -> str:
    if not result.assumed_levers:
        return ""
    levers = "\n".join(f"- {_text(lever)}" for lever in result.assumed_levers)
    lead = "The simulator assumes these figures; the search only found what to do about them:"
    return f"## Assumed levers\n\n{lead}\n\n{levers}"


def _reproduce(result: RunResult) -> str:
    versions = ", ".join(f"{name} {v}" for name, v in sorted(result.versions.items()))
    facts = {
        "Command": result.reproduce,
        "Scenario": result.scenario,
        "Seed": str(result.seed),
        "Agent": result.agent,
        "Replications": count(result.replications, "replication") if result.replications else "",
        "Isolation": result.isolation,
        "Versions": versions,
    }
    lines = [f"- {name}: {_text(value)}" for name, value in facts.items() if value]
    return "## How to reproduce it\n\n" + "\n".join(lines)


def _maybe(table: Table | None) -> str:
    return _table(table) if table else ""


def _table(table: Table) -> str:
    heads = " | ".join(_text(head) for head in table.heads)
    rule = " | ".join("---:" if k in table.right else "---" for k in range(len(table.heads)))
    rows = "\n".join(f"| {' | '.join(map(_text, row))} |" for row in table.rows)
    remark = f"\n\n{_text(table.remark)}" if table.remark else ""
    return f"## {_text(table.title)}\n\n| {heads} |\n| {rule} |\n{rows}{remark}"


def _text(text: str) -> str:
    """One line in which no character is markup."""
    escaped = _SPECIAL.sub(r"\\\1", clean.line(text))
    return escaped.replace("://", ":&#47;&#47;")  # many renderers turn bare addresses into links
