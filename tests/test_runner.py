"""Whole runs in this process: what a resumed run may and may not do."""

import msgspec
import pytest

from ruleloop.errors import EnvironmentFailure, Interrupted, LedgerError
from ruleloop.ledger import Ledger
from ruleloop.loop import AGENT_RAN_DRY_AFTER
from ruleloop.record import fold
from ruleloop.runner import Listener, begin
from ruleloop.session import open_session
from ruleloop.settings import Budget


@pytest.fixture(scope="module")
def session(toy):
    with open_session(str(toy / "scenarios/inventory/tiny.toml"), workers=2) as opened:
        yield opened


Rows = list[tuple[object, ...]]


def run(session, folder, experiments: int, listener: Listener | None = None) -> Rows:
    with Ledger(folder, writer=True) as ledger:
        runner = begin(session, ledger, seed="r", agent="evolve", listener=listener or Listener())
        runner.run(Budget(experiments=experiments))
        ledger.verify()
        return ledger.rows()


class StopsInTheHoldOut:
    """Asks to stop some replications after the hold-out was begun."""

    def __init__(self, after: int) -> None:
        self._left = after
        self._inside = False

    def stage(self, words: str) -> None:
        self._inside = words == "hold-out"

    def stopping(self) -> bool:
        self._left -= self._inside
        return self._inside and self._left < 0


def test_an_opening_that_was_interrupted_is_finished_before_anything_else(session, tmp_path):
    stops = StopsInTheHoldOut(after=5)
    with pytest.raises(Interrupted):
        run(session, tmp_path / "a", 4, Listener(stage=stops.stage, stopping=stops.stopping))
    interrupted = run(session, tmp_path / "a", 7)
    run(session, tmp_path / "b", 4)
    undisturbed = run(session, tmp_path / "b", 7)
    assert interrupted == undisturbed


def test_all_arms_of_an_opening_play_the_same_days(session, tmp_path):
    run(session, tmp_path, 4)
    with Ledger(tmp_path) as ledger:
        record = fold(ledger)
        result = record.openings[0].result
    assert result.champion.world_means == result.best_shipped.world_means
    assert result.baseline.world_means
    assert record.sealed[0].opening == result.opening == 1


def test_a_number_that_json_cannot_hold_never_reaches_the_ledger(tmp_path):
    class Row(msgspec.Struct):
        value: float

    with Ledger(tmp_path, writer=True) as ledger:
        with pytest.raises(EnvironmentFailure, match="cannot be recorded"):
            ledger.append("row", Row(float("nan")))
        assert list(ledger.events()) == []


def test_a_changed_rule_text_is_not_handed_out(tmp_path):
    with Ledger(tmp_path, writer=True) as ledger:
        sha = ledger.store_source("A = 1\n")
        ledger.append("row", 1)
        ledger._db.execute("UPDATE sources SET text = 'A = 2'")
        with pytest.raises(LedgerError, match="was changed"):
            ledger.source(sha)


def test_an_agent_that_ran_dry_stays_dry_when_the_run_is_resumed(session, tmp_path):
    from ruleloop.judge.judge import Judge
    from ruleloop.loop import Loop
    from tests.support.scripted import Scripted

    class Stubborn(Scripted):
        def propose(self, number):
            return super().propose(1)

    counts = []
    with Ledger(tmp_path, writer=True) as ledger:
        runner = begin(session, ledger, seed="dry", agent="evolve", listener=Listener())
        runner.crown()
        judge = Judge(card=session.card, evidence=session.scenario.evidence, bench=runner.bench)
        loop = Loop(runner.record, ledger, judge, Stubborn(["x = 1\n"]), lambda _: ("no",))
        for _ in range(2):
            loop.run(spent=lambda: False, tell=lambda _: None)
            counts.append(len(runner.record.judged))
    assert counts == [AGENT_RAN_DRY_AFTER] * 2


def test_a_run_is_not_resumed_with_other_libraries(session, tmp_path, monkeypatch):
    run(session, tmp_path, 1)
    monkeypatch.setattr("ruleloop.runner.versions", lambda: {"python": "2.7"})
    with pytest.raises(LedgerError, match="other versions of Python or libraries"):
        run(session, tmp_path, 2)
