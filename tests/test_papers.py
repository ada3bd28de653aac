"""Documents for people that a domain adds to a run."""

import pytest

from ruleloop.errors import DomainError
from ruleloop.evaluation.replication import Setting, Task
from ruleloop.ledger import Ledger
from ruleloop.papers import draw_up_papers
from ruleloop.record import fold
from ruleloop.report.publish import papers_folder, publish, write_papers
from ruleloop.runner import Listener, begin
from ruleloop.session import open_session
from ruleloop.settings import Budget


@pytest.fixture(scope="module")
def session(toy):
    with open_session(str(toy / "scenarios/inventory/tiny.toml"), workers=2) as opened:
        yield opened


def task(seed):
    return Task("", Setting(), bytes([seed] * 16), bytes([seed] * 16))


def test_a_run_leaves_the_papers_of_its_champion_beside_the_report(session, tmp_path):
    with Ledger(tmp_path, writer=True) as ledger:
        begin(session, ledger, seed="r", agent="evolve", listener=Listener()).run(
            Budget(experiments=2)
        )
        result = publish(ledger, tmp_path)
        record = fold(ledger)
    assert result
    assert result.champion_source == record.champion
    papers = papers_folder(tmp_path, record.champion)
    assert papers.parent == (tmp_path / "report.html").parent
    assert "14 days, 14 before" in (papers / "days.txt").read_text()
    assert result.papers == (f"{papers.name}/days.txt",)
    assert f'href="{papers.name}/days.txt"' in (tmp_path / "report.html").read_text()
    assert "Papers for people" in (tmp_path / "report.md").read_text()


def test_a_rule_set_that_fails_has_no_papers(session):
    source = session.rules_source("baseline")
    day = task(1)
    assert draw_up_papers(session, day, rules=source, before=source)
    broken = source + "\n\ndef order_quantity(stock):\n    return 1 / 0\n"
    assert draw_up_papers(session, day, rules=broken, before=source) == {}
    assert draw_up_papers(session, day, rules=source, before=broken) == {}


def test_papers_are_of_one_world(session):
    source = session.rules_source("baseline")
    days = [task(seed) for seed in (1, 1, 2)]
    one, same, other = (draw_up_papers(session, d, rules=source, before=source) for d in days)
    assert one == same != other


def test_no_paper_leaves_its_folder(tmp_path):
    write_papers(tmp_path, "rules", {})
    assert list(tmp_path.iterdir()) == []
    for name in ("../report.html", "/tmp/x", "a/b.txt", ".hidden", ""):
        with pytest.raises(DomainError, match="plain file name"):
            write_papers(tmp_path, "rules", {"fine.txt": "", name: ""})
    assert list(tmp_path.iterdir()) == []
