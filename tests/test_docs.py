"""What the documentation shows must work as it stands there."""

import re
from pathlib import Path

import pytest

import simulators.supply_chain.interface
from domains.figures.contract_risk import compared, figures
from ruleloop.domain import Trace
from ruleloop.evaluation.explore import explore_bench, explore_block, play_until_fault
from ruleloop.interface import read_interface
from ruleloop.isolation.gate import gate
from ruleloop.session import open_session
from simulators.contract_risk.papers.papers import papers
from simulators.contract_risk.portfolio.contract_csv import COLUMNS
from simulators.contract_risk.world import World
from tests.rules.contract_risk.direct_playbook import play, playbook

ROOT = Path(__file__).parents[1]
# page, measure that says whether the example is a sensible one, and its least mean
EXAMPLES = [
    ("supply-chain-data", "on_time_share", 0.95),
    ("education-paths", "exam_score", 50.0),
    ("contract-risk", "win_rate", 0.5),
]


@pytest.mark.parametrize("page", ["README.md", "docs/using.md"])
def test_the_rule_sets_that_are_shown_pass_the_gate(page):
    shown = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    border = read_interface(simulators.supply_chain.interface)
    assert shown
    for source in shown:
        assert gate(source, border) == ()


@pytest.mark.parametrize(("page", "measure", "least"), EXAMPLES)
def test_the_small_complete_example_of_own_data_can_be_played(page, measure, least, tmp_path):
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    example = text[text.index("### A small complete example") :]
    for name, content in re.findall(
        r"`(\S+\.(?:csv|toml))`[^\n]*\n\n```\w+\n(.*?)```", example, re.DOTALL
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    with open_session(str(tmp_path / "my.toml"), workspace=ROOT, workers=1) as session:
        source = session.rules_source("baseline")
        played = play_until_fault(explore_bench(session, 0), source, explore_block(), 8)
    found = [each.measures[measure] for each in played]
    assert sum(found) / len(found) >= least


def test_every_page_that_is_linked_is_there():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_columns_of_own_contracts_are_those_that_are_read():
    text = (ROOT / "docs" / "contract-risk.md").read_text(encoding="utf-8")
    table = text[text.index("| column |") :].split("\n\n")[0]
    told = re.findall(r"^\| `(\w+)` \| (yes|no) \|", table, re.MULTILINE)
    assert told == [(c.name, "no" if c.optional else "yes") for c in COLUMNS]


def test_papers_and_pictures_of_contracts_that_are_named_are_drawn():
    text = (ROOT / "docs" / "contract-risk.md").read_text(encoding="utf-8")
    named = text[text.index("## How to read the pictures") :]
    trace = Trace(on=True)
    play(World(contracts=60, years=100), playbook("ladder"), trace=trace)
    for title in {**figures(None, trace.events), **compared(trace.events, trace.events)}:
        assert title in named
    for name in papers(trace.events, trace.events, 2026):
        kind = re.sub("-.*", "-", name)
        assert f"`{kind}" in text, name
