import html
import io
import json

import msgspec
import pytest
from rich.console import Console

from ruleloop.report import clean
from ruleloop.report.finding import finding
from ruleloop.report.goal import interval_of
from ruleloop.report.html import to_html
from ruleloop.report.markdown import to_markdown
from ruleloop.report.result import RunResult, from_json, to_json
from ruleloop.report.terminal import result_view
from tests.report import results


@pytest.mark.parametrize("variant", [v for v in results.VARIANTS if v != "hostile"])
def test_a_result_reads_back_from_its_json(variant: str) -> None:
    result = results.VARIANTS[variant]()
    assert from_json(to_json(result)) == result


@pytest.mark.parametrize("variant", list(results.VARIANTS))
def test_every_view_says_the_same_of_a_result_that_was_read_from_a_file(variant: str) -> None:
    result = results.VARIANTS[variant]()
    read = from_json(to_json(result))
    title = finding(read).title
    assert html.escape(title) in to_html(read)
    assert clean.line(title) in terminal(read)
    assert to_markdown(read).count("**") == 2


def terminal(result: RunResult) -> str:
    console = Console(width=400, file=io.StringIO())
    with console.capture() as captured:
        console.print(result_view(result))
    return captured.get()


def test_a_rule_set_without_an_estimate_has_no_interval() -> None:
    assert interval_of(None) is None


def test_json_is_plain_ascii_safe_and_keeps_every_experiment() -> None:
    read = json.loads(to_json(results.hostile()))
    assert len(read["experiments"]) == 201
    assert read["champion"].startswith("<script>alert(1)</script>\x1b[31m")
    assert b"\x1b" not in to_json(results.hostile())


def test_foreign_json_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json(b'{"title": 3}')
