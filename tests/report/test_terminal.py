import io
import unicodedata

import pytest
from rich.console import Console

from ruleloop.report.terminal import result_view
from tests.report import results


def shown(variant: str, width: int = 100, *, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour)
    console.print(result_view(results.VARIANTS[variant]()))
    return out.getvalue()


@pytest.mark.parametrize("variant", list(results.VARIANTS))
@pytest.mark.parametrize("width", [60, 100])
def test_no_control_character_reaches_a_pipe_and_lines_fit(variant: str, width: int) -> None:
    text = shown(variant, width)
    assert {unicodedata.category(c) for c in text if c != "\n"} & {"Cc", "Cf", "Cs"} == set()
    assert max(map(len, text.splitlines())) <= width


def test_markup_in_texts_is_not_interpreted() -> None:
    assert "[bold]x[/bold]" in shown("hostile", 160)
    assert "[bold]x[/bold]" in shown("hostile", 160, colour=True)


def test_the_only_escapes_on_a_terminal_are_ours() -> None:
    assert "\x1b[31mred" not in shown("hostile", colour=True)


def test_the_finding_comes_first() -> None:
    assert shown("finished").replace("\u00a0", " ").startswith("✓ 4.0 % cheaper, all guard-rails")
    assert shown("broken_guardrail").startswith("✕ Do not adopt")
