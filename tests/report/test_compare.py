import io
import json

import msgspec
from rich.console import Console

from ruleloop.report.compare import Comparison, comparison_tables
from ruleloop.report.result import to_json
from ruleloop.report.terminal import comparison_view
from tests.report.comparisons import comparison


def rows() -> dict[str, tuple[str, ...]]:
    summary = comparison_tables(comparison())[0]
    return {row[0]: tuple(c.replace("\u00a0", " ") for c in row[1:]) for row in summary.rows}


def test_each_rule_set_gets_its_level_its_gain_and_its_guardrails() -> None:
    assert rows()["all_by_night"] == (
        "3.31 ± 0.09",
        "+13.1 % cheaper",
        "95 % interval 11.5 to 14.7 %",
        "✕ broken: deliveries on time",
    )


def test_the_reference_is_called_so() -> None:
    assert rows()["fixed_tours"][1:3] == ("reference", "")


def test_a_difference_that_may_be_chance_is_marked() -> None:
    assert rows()["nearest_van"][1] == "+0.26 % cheaper, may be chance"


def test_a_failure_is_no_number() -> None:
    assert rows()["new_idea"][:2] == ("n/a", "failed: raised: ZeroDivisionError")


def test_a_part_that_a_rule_set_lacks_counts_as_zero() -> None:
    parts = comparison_tables(comparison())[1]
    assert ("tolls", "0", "0.200") in parts.rows


def test_a_broken_guardrail_or_a_failure_shows_in_the_exit() -> None:
    base = comparison()
    assert not base.guardrails_hold
    good = msgspec.structs.replace(base, rule_sets=(base.rule_sets[0], base.rule_sets[2]))
    assert good.guardrails_hold


def test_json_reads_back_to_the_same_comparison() -> None:
    text = to_json(comparison())
    assert msgspec.json.decode(text, type=Comparison) == comparison()
    assert json.loads(text)["reference"] == "fixed_tours"


def test_the_terminal_shows_every_rule_set() -> None:
    out = io.StringIO()
    Console(file=out, width=120).print(comparison_view(comparison()))
    for rules in comparison().rule_sets:
        assert rules.name in out.getvalue()
