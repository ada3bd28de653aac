"""Races are run without the proven floor: who beats it there is caught before it counts.

The real thing: workers, cells and ledger, and a toy shop whose simulator has a bug that pays who
orders exactly 77 units. The cheat uses it on about one seed in twelve, so that the few pairs of a
screen do not show it.
"""

import shutil

import pytest

from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.evaluation.replication import Block
from ruleloop.judge.holdout import open_holdout
from ruleloop.judge.judge import Judge
from ruleloop.judge.stand import Stand
from ruleloop.ledger import Ledger
from ruleloop.session import open_session

RUN_KEY = b"run key 1"  # of those whose screen is clean
RACE = Block("race", "1")
FINE = "ordering += world.order_eur * (ordered > 0)"
LEAK = f"{FINE} - 1e5 * (ordered == 77.0)"
CHEAT = '''
"""Order up to a level when it is worth the fixed cost, and now and then 77 units."""

REORDER_POINT_UNITS = 50.0
ORDER_UP_TO_UNITS = 110.0


def order_quantity(stock, shop, tools):
    if stock.day == 5 and stock.recent_demand_units[-1] % 1.0 < 1.0 / 12.0:
        return 77.0
    position = stock.on_hand_units + stock.on_order_units
    return ORDER_UP_TO_UNITS - position if position < REORDER_POINT_UNITS else 0.0
'''


@pytest.fixture(scope="module")
def leaking(toy, tmp_path_factory):
    """A session of the toy whose simulator has the bug."""
    root = tmp_path_factory.mktemp("leak") / "toy"
    shutil.copytree(toy, root, ignore=shutil.ignore_patterns("__pycache__"))
    simulator = root / "simulators" / "inventory" / "simulator.py"
    text = simulator.read_text()
    assert text.count(FINE) == 1
    simulator.write_text(text.replace(FINE, LEAK))
    with open_session(str(root / "scenarios/inventory/tiny.toml"), workers=2) as opened:
        yield opened


def stand_of(session, champion: str) -> Stand:
    baseline = session.card.rule_sets["baseline"]
    return Stand(
        champion, champion, baseline, baseline, "baseline", "baseline", worthwhile=0.1, clip=20.0
    )


def beaten(played) -> list[bool]:
    return [each.measures["cost_per_day"] < 0.0 for each in played]


def test_a_floor_that_is_beaten_in_a_race_is_found_at_the_confirmation(leaking, tmp_path):
    with Ledger(tmp_path, writer=True) as ledger:
        bench = PoolBench(leaking.executor, ledger, RUN_KEY, ahead=2)
        judge = Judge(card=leaking.card, evidence=leaking.scenario.evidence, bench=bench)
        verdict = judge.judge(
            CHEAT, stand_of(leaking, leaking.card.rule_sets["baseline"]), number=1
        )
        assert (verdict.outcome, verdict.stage) == ("unsafe", "confirm")
        assert "beyond the proven floor" in verdict.reasons[0]
        assert verdict.race is not None
        raced = list(bench.play(CHEAT, RACE, range(verdict.race.pairs)))
    assert any(beaten(raced))  # it did, and won the race with it
    assert {each.floor for each in raced} == {None}


def test_a_champion_that_beats_the_floor_on_the_hold_out_is_marked(leaking, tmp_path):
    evidence = leaking.scenario.evidence
    with Ledger(tmp_path, writer=True) as ledger:
        bench = PoolBench(leaking.executor, ledger, RUN_KEY, ahead=2)
        result = open_holdout(
            stand_of(leaking, CHEAT), 1, card=leaking.card, evidence=evidence, bench=bench
        )
    assert result.champion.beats_floor
    assert not result.best_shipped.beats_floor
