"""Whether two rule modules decide alike, on real workers of the toy domain."""

import pytest

from ruleloop.evaluation.bench_scout import BLOCK, WORLDS, BenchScout
from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.evaluation.replication import Block
from ruleloop.ledger import Ledger
from ruleloop.session import open_session

KEY = b"a run key"


@pytest.fixture(scope="module")
def session(toy):
    with open_session(str(toy / "scenarios/inventory/tiny.toml"), workers=2) as opened:
        yield opened


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path, writer=True) as opened:
        yield opened


@pytest.fixture
def scout(session, ledger):
    return BenchScout(PoolBench(session.executor, ledger, KEY, ahead=3))


def test_the_same_decisions_in_other_words_are_alike(session, scout):
    source = session.card.rule_sets["baseline"]
    assert scout.look(source + "\n\nUNUSED = 1\n", source) == "alike"


def test_rule_sets_that_decide_differently_are_apart(session, scout):
    sets = session.card.rule_sets
    assert scout.look(sets["reorder_point"], sets["baseline"]) == "apart"


@pytest.mark.parametrize("fault", ["    raise ValueError(1)", "    return 'many'", "    import os"])
def test_rules_that_fail_are_faulty(session, scout, fault):
    source = session.card.rule_sets["baseline"]
    broken = f"def order_quantity(stock, shop, tools):\n{fault}\n"
    assert scout.look(broken, source) == "faulty"


def test_a_second_look_plays_nothing(session, ledger, scout):
    source = session.card.rule_sets["baseline"]
    other = source + "\n\nUNUSED = 1\n"
    scout.look(other, source)
    played = ledger.replication_count()
    assert played == 2 * WORLDS
    scout.look(other, source)
    assert ledger.replication_count() == played


def test_no_evidence_is_taken_from_the_worlds_of_a_scout():
    evidence = [
        Block("tournament", "1"),
        Block("screen", "1"),
        Block("race", "1"),
        Block("confirm", "1"),
        Block("stress", "1"),
        Block("holdout", "1"),
    ]
    seeds = {block.seeds(KEY, index) for block in evidence for index in range(50)}
    assert not seeds & {BLOCK.seeds(KEY, index) for index in range(WORLDS)}
