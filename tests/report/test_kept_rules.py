"""The file of kept rules of made-up runs: the built-in agent's own edits, judged by nobody."""

import difflib

from ruleloop.agents.evolve.evolve import Evolve
from ruleloop.isolation.syntax import syntax_hash
from ruleloop.judge.stand import Stand
from ruleloop.judge.verdict import Verdict
from ruleloop.record import Crowned, Judged, Record, Started, experiment_of
from ruleloop.report.kept_rules import kept_rules
from ruleloop.scenario import Scenario
from tests.agents.evolve.samples import CARD, FULL, routing_brief
from tests.report.intervals import estimate

WITHIN = ("tune", "replace", "blend", "wrap", "switch", "condition", "guard", "series")


def run(proposals: int) -> Record:
    """Every proposal of the built-in agent that edits a line or two is kept, the others not."""
    record = new_record()
    agent = Evolve(routing_brief())
    for number in range(1, proposals + 1):
        proposal = agent.propose(number)
        verdict = Verdict("discard", "screen", (), screen=estimate(-1.0, 0.5))
        if proposal.origin["move"] in WITHIN:
            gain = estimate(1.0, 0.5)
            verdict = Verdict("keep", "confirm", (), screen=gain, confirm=gain)
        judged = Judged(
            number=number,
            agent="evolve",
            tier="locked",
            rules="",
            syntax="",
            hypothesis=proposal.hypothesis,
            origin=proposal.origin,
            verdict=verdict,
            note="",
        )
        record.add_judged(judged, proposal.source)
        agent.learn(experiment_of(judged, proposal.source))
    return record


def new_record() -> Record:
    scenario = Scenario(domain="routing")
    record = Record(Started("routing", "r", scenario, "s", {}, "", {}, "locked", CARD))
    stand = Stand(FULL, FULL, FULL, FULL, "full", "full", worthwhile=0.1, clip=10.0)
    record.add_crowned(Crowned(None, stand))  # type: ignore[arg-type]  # nobody reads the tournament
    return record


def test_a_file_of_kept_rules_gives_one_line_of_reason_for_each_change() -> None:
    record = run(12)
    text = kept_rules(record)
    reasons = [row for row in text.split("\n") if row.startswith("# - ")]
    assert len(reasons) == len(record.keeps) > 4
    for reason, judged in zip(reasons, record.keeps, strict=True):
        assert f"#{judged.number}, evolve" in reason
        assert judged.hypothesis[:50] in reason
    assert syntax_hash(text) == syntax_hash(record.champion)


def test_comments_and_layout_survive_many_keeps_where_nothing_was_changed() -> None:
    record = run(16)
    assert len(record.keeps) > 6
    before, after = FULL.split("\n"), kept_rules(record).split("\n")
    kept = sum(
        b.size for b in difflib.SequenceMatcher(None, before, after, False).get_matching_blocks()
    )
    changed = len(before) - kept
    assert changed <= 3 * len(record.keeps)  # lines of the statements that were edited, no more
    assert '"""Send what is full.' in after
    assert "A second paragraph that must survive." in after


def test_a_hypothesis_from_elsewhere_cannot_leave_its_comment() -> None:
    record = new_record()
    verdict = Verdict("keep", "confirm", (), confirm=estimate(1.0, 0.5))
    words = "harmless\nimport os\r\x0c\u2028os.abort()" + "x" * 5000
    judged = Judged(1, "claude\nimport os", "locked", "", "", words, {}, verdict, "")
    record.add_judged(judged, FULL)
    text = kept_rules(record)
    assert syntax_hash(text) == syntax_hash(FULL)
    assert max(len(row) for row in text.split("\n")) <= 100


def test_rules_that_nothing_was_changed_in_are_left_as_they_are() -> None:
    assert kept_rules(new_record()) == FULL
