"""The page about the law check says what the rules say."""

from pathlib import Path

from simulators.contract_risk.law.catalogue import RULES

PAGE = Path(__file__).parents[4] / "docs" / "contract-risk-law.md"


def test_every_rule_stands_in_the_page_with_its_grade_mark_and_source():
    rows = [line.split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    said = {row[0].strip("| `"): row[1:] for row in rows}
    for rule in RULES:
        law, year, grade, mark, citation, words = said.pop(rule.id)
        assert (grade, mark, citation) == (rule.grade, rule.mark, rule.citation), rule.id
        assert (law, year) == (", ".join(rule.jurisdictions), str(rule.in_force_from)), rule.id
        assert words.removesuffix(" |") == rule.plain_text, rule.id
    assert not said
