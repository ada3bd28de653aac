import msgspec
import pytest

from benchmarks.synthetic_bench import Model, SyntheticBench, make_card
from ruleloop.judge.judge import Judge
from ruleloop.judge.stand import Stand
from ruleloop.judge.verdict import Verdict
from ruleloop.scenario import Evidence

STILL = Model("still", noise="none").source
STAND = Stand(STILL, STILL, STILL, STILL, "still", "still", worthwhile=1.0, clip=12.0)


def judged(model: Model, stand: Stand, number: int, *, simpler: bool = True) -> Verdict:
    judge = Judge(make_card(), Evidence(), SyntheticBench(9))
    return judge.judge(model.source, stand, number=number, simpler=simpler)


def test_a_simpler_rule_that_decides_the_same_is_kept_for_its_simplicity() -> None:
    verdict = judged(Model("shorter", noise="none"), STAND, 1)
    assert (verdict.outcome, verdict.kept_for) == ("keep", "simplicity")


def test_the_same_rule_is_not_kept_when_it_is_not_simpler() -> None:
    assert judged(Model("longer", noise="none"), STAND, 1, simpler=False).outcome == "discard"


def test_simplifications_together_never_cost_more_than_one_worthwhile_gain() -> None:
    stand, level = STAND, 0.0
    for number in range(1, 25):
        model = Model(f"shorter {number}", gain=level - 0.3, sd=2.0)
        verdict = judged(model, stand, number)
        if verdict.outcome == "keep":
            level -= 0.3
        stand = stand.after(model.source, verdict, screen_life=200)
        assert stand.anchor == STILL
    assert -1.0 <= level < 0.0


@pytest.mark.parametrize(("loss_eur", "outcome"), [(0.05, "keep"), (0.15, "discard")])
def test_a_simplification_may_lose_a_tenth_of_a_worthwhile_gain(
    loss_eur: float, outcome: str
) -> None:
    verdict = judged(Model("shorter", gain=-loss_eur, sd=0.2), STAND, 1)
    assert verdict.outcome == outcome, verdict.reasons


def test_winning_back_what_a_simplification_lost_does_not_lower_the_anchor() -> None:
    simpler = Model("shorter", gain=-0.4, sd=0.1)  # kept by luck
    lost = msgspec.structs.replace(STAND, champion=simpler.source)
    better = Model("regained", gain=0.9, sd=0.1)  # 1.3 over the champion, 0.9 over the anchor
    verdict = judged(better, lost, 2, simpler=False)
    assert (verdict.outcome, verdict.kept_for) == ("keep", "gain")
    regained = lost.after(better.source, verdict, screen_life=200)
    assert (regained.champion, regained.anchor) == (better.source, STILL)


def test_a_proven_gain_becomes_champion_and_anchor_and_opens_a_fresh_screening_block() -> None:
    good = Model("good", gain=5.0)
    verdict = judged(good, STAND, 1, simpler=False)
    after = STAND.after(good.source, verdict, screen_life=200)
    assert (after.champion, after.anchor, after.screen_block) == (good.source, good.source, 2)
    assert after.best_shipped == after.baseline == STILL


def test_a_screening_block_lives_for_its_number_of_candidates() -> None:
    stand, bad = STAND, Model("bad", gain=-5.0)
    verdict = judged(bad, stand, 1, simpler=False)
    blocks = []
    for _ in range(25):
        stand = stand.after(bad.source, verdict, screen_life=10)
        blocks.append(stand.screen_block)
    assert blocks == [1] * 9 + [2] * 10 + [3] * 6


def test_a_stand_survives_the_ledger() -> None:
    assert msgspec.json.decode(msgspec.json.encode(STAND), type=Stand) == STAND
