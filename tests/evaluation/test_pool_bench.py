"""The bench of a real run, on real workers of the toy domain."""

import pytest

from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.evaluation.replication import Block, Job, Setting
from ruleloop.judge.bench import stop
from ruleloop.ledger import Ledger
from ruleloop.session import Session, open_session

KEY = b"a run key"
BLOCK = Block("screen", "1")


@pytest.fixture(scope="module")
def session(toy):
    with open_session(str(toy / "scenarios/inventory/tiny.toml"), workers=2) as opened:
        yield opened


def bench(session: Session, ledger: Ledger, *, ahead: int) -> PoolBench:
    return PoolBench(session.executor, ledger, KEY, ahead=ahead)


def costs(played) -> list[float]:
    return [each.measures["cost_per_day"] for each in played]


def test_playing_ahead_changes_neither_results_nor_order(session, tmp_path):
    source = session.card.rule_sets["baseline"]
    found = []
    for ahead in (1, 5):
        with Ledger(tmp_path / str(ahead), writer=True) as ledger:
            played = bench(session, ledger, ahead=ahead).play(source, BLOCK, range(6))
            found.append((costs(played), ledger.rows()))
    assert found[0] == found[1]
    assert len(set(found[0][0])) == 6


def test_jobs_of_several_rules_and_blocks_give_what_each_gives_alone(session, tmp_path):
    rules = [session.card.rule_sets[name] for name in ("baseline", "reorder_point")]
    other = Block("screen", "2", Setting(overrides={"demand_units": 21.0}))
    jobs = [Job(source, block, 1) for block in (BLOCK, other) for source in rules]
    with Ledger(tmp_path, writer=True) as ledger:
        made = bench(session, ledger, ahead=3)
        together = costs(made.play_each(jobs))
        alone = [made.replay(job.rules, job.block, job.index) for job in jobs]
        assert together == costs(alone)
        assert len(set(together)) == 4


def test_only_what_was_consumed_is_remembered(session, tmp_path):
    with Ledger(tmp_path, writer=True) as ledger:
        played = bench(session, ledger, ahead=4).play(
            session.card.rule_sets["baseline"], BLOCK, range(10)
        )
        next(played)
        next(played)
        stop(played)
        assert ledger.replication_count() == 2


def test_what_was_played_before_comes_from_memory(session, tmp_path):
    source = session.card.rule_sets["baseline"]
    with Ledger(tmp_path, writer=True) as ledger:
        first = costs(bench(session, ledger, ahead=2).play(source, BLOCK, range(3)))
        counted = []
        again = PoolBench(
            session.executor, ledger, KEY, ahead=2, on_replication=lambda: counted.append(1)
        )
        assert costs(again.play(source, BLOCK, range(5)))[:3] == first
        assert len(counted) == 2


def test_a_replay_plays_anew_and_decides_the_same(session, tmp_path):
    source = session.card.rule_sets["recent_demand"]
    with Ledger(tmp_path, writer=True) as ledger:
        player = bench(session, ledger, ahead=2)
        (first,) = player.play(source, BLOCK, range(1))
        again = player.replay(source, BLOCK, 0)
        assert (again.digest, again.measures) == (first.digest, first.measures)
        assert ledger.replication_count() == 1


def test_another_tier_block_or_run_plays_other_days(session, tmp_path):
    source = session.card.rule_sets["baseline"]
    with Ledger(tmp_path, writer=True) as ledger:
        player = bench(session, ledger, ahead=2)
        other_run = PoolBench(session.executor, Ledger(tmp_path), b"another key", ahead=2)
        played = [
            costs(player.play(source, Block("screen", "1"), range(1))),
            costs(player.play(source, Block("screen", "2"), range(1))),
            costs(player.play(source, Block("race", "1"), range(1))),
            [other_run.replay(source, Block("screen", "1"), 0).measures["cost_per_day"]],
        ]
    assert len({value for (value,) in played}) == 4
