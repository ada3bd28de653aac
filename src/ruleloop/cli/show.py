"""Prints what a run left for people: a summary, plain data or Markdown."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_PIPED_WIDTH = 140


def show(folder: Path, *, as_json: bool = False, markdown: bool = False) -> None:
    """Print what `publish` wrote: a summary, plain data or Markdown."""
    path = folder / ("report.md" if markdown else "result.json")
    if not path.is_file():
        print(f"{folder}: no tournament has ended yet: nothing to show", file=sys.stderr)
        return
    text = path.read_text(encoding="utf-8")
    if as_json or markdown:
        print(text)
        return
    from ruleloop.report.publish import papers_folder
    from ruleloop.report.result import from_json
    from ruleloop.report.terminal import result_view

    result = from_json(text.encode())
    console().print(result_view(result))
    print(f"report: {folder / 'report.html'}", file=sys.stderr)
    papers = papers_folder(folder, result.champion_source)
    if papers.is_dir():
        print(f"papers: {papers}", file=sys.stderr)


def console() -> "Console":
    """Standard output, wide enough for a table where there is no terminal to ask."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH)
