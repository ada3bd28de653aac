from ruleloop.report.html import to_html
from ruleloop.report.tables import apart_table
from tests.report import results
from tests.report.apart_results import apart, apart_and_broken


def test_every_part_of_the_holdout_has_its_gain_and_its_guardrails() -> None:
    table = apart_table(apart())
    assert table is not None
    assert [(row[0], row[3]) for row in table.rows] == [
        ("dispatcher is first", "✓ hold"),
        ("dispatcher is second", "✓ hold"),
    ]
    assert all("% interval" in row[2].replace("\N{NO-BREAK SPACE}", " ") for row in table.rows)


def test_a_guardrail_that_breaks_in_a_part_is_named_beside_it() -> None:
    table = apart_table(apart_and_broken())
    assert table is not None
    assert table.rows[0][3] == "✓ hold"
    assert table.rows[1][3].startswith("✕ ")


def test_a_page_shows_the_parts_and_is_silent_where_there_are_none() -> None:
    assert "dispatcher is second" in to_html(apart())
    assert apart_table(results.finished()) is None
    assert "Each must convince alone" not in to_html(results.finished())
