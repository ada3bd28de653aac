import re

import msgspec
import pytest
from markdown_it import MarkdownIt

from ruleloop.report.markdown import comparison_markdown, to_markdown
from tests.report import results
from tests.report.comparisons import comparison

render = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render
variants = pytest.mark.parametrize("variant", list(results.VARIANTS))


@variants
def test_every_table_keeps_its_columns(variant: str) -> None:
    html = render(to_markdown(results.VARIANTS[variant]()))
    for table in re.findall(r"<table>.*?</table>", html, re.DOTALL):
        rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
        assert len({len(re.findall(r"<t[hd]", row)) for row in rows}) == 1


def test_text_from_agents_and_rules_never_becomes_markup() -> None:
    html = render(to_markdown(results.hostile()))
    assert not re.search(r"<(script|img|a)\b", html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_backticks_in_rules_cannot_end_the_diff() -> None:
    result = results.hostile()
    source = result.champion_source + "# ```\n# <b>out</b>\n"
    html = render(to_markdown(msgspec.structs.replace(result, champion_source=source)))
    assert "<b>" not in html


def test_the_finding_and_the_three_gains_open_the_report() -> None:
    head = to_markdown(results.finished()).replace("\u00a0", " ")[:1400]
    for words in ("4.0 % cheaper, all guard-rails hold", "+5.76 %", "+4.4 %", "+4.0 %"):
        assert words in head


def test_a_comparison_has_a_row_per_rule_set() -> None:
    text = comparison_markdown(comparison())
    for rules in comparison().rule_sets:
        assert rules.name.replace("_", r"\_") in text
