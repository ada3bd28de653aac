"""The short report in the terminal, as rich renderables; no markup in texts is interpreted."""

from typing import TYPE_CHECKING

from ruleloop.report import clean, tables
from ruleloop.report.compare import Comparison, comparison_tables
from ruleloop.report.finding import Finding, Tone, finding
from ruleloop.report.result import RunResult
from ruleloop.report.table import Table

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table as RichTable
    from rich.text import Text

_COLOURS: dict[Tone, str] = {"good": "green", "caution": "yellow", "bad": "red", "neutral": "blue"}
_MARKS: dict[Tone, str] = {"good": "✓", "caution": "!", "bad": "✕", "neutral": "•"}
_MOST_KEEPS = 8


def result_view(result: RunResult) -> "Group":
    """The finding, the three gains, the guard-rails and what was kept."""
    from rich.console import Group

    result = clean.everything(result)
    shown = [
        tables.gains_table(result),
        tables.apart_table(result),
        tables.guardrail_table(result),
        tables.stress_table(result),
        _last(tables.keeps_table(result)),
    ]
    return Group(_finding(finding(result)), *(table_view(table) for table in shown if table))


def comparison_view(comparison: Comparison) -> "Group":
    """Rule sets beside a reference."""
    from rich.console import Group

    return Group(*(table_view(table) for table in comparison_tables(clean.everything(comparison))))


def _last(table: Table | None) -> Table | None:
    if table is None or len(table.rows) <= _MOST_KEEPS:
        return table
    title = f"{table.title} (the last {_MOST_KEEPS} of {len(table.rows)})"
    return Table(title, table.heads, table.rows[-_MOST_KEEPS:], table.right)


def _finding(found: Finding) -> "Text":
    from rich.text import Text

    colour = _COLOURS[found.tone]
    text = Text()
    text.append(f"{_MARKS[found.tone]} {clean.line(found.title)}\n", style=f"bold {colour}")
    text.append(f"{clean.line(found.sentence, 1200)}\n")
    text.append("\n".join(map(clean.line, found.notes)), style="dim")
    return text


def table_view(table: Table) -> "RichTable":
    """One table as rich draws it."""
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(
        title=Text(clean.line(table.title)),
        title_justify="left",
        title_style="bold",
        caption=Text(clean.line(table.remark)) if table.remark else None,
        caption_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    for k, head in enumerate(table.heads):
        drawn.add_column(Text(clean.line(head)), justify="right" if k in table.right else "left")
    for row in table.rows:
        drawn.add_row(*(_cell(text) for text in row))
    return drawn


def _cell(text: str) -> "Text":
    from rich.text import Text

    shown = clean.line(text, 160)
    bad = shown.startswith("✕")
    return Text(shown, style="bold red" if bad else "")
