import msgspec
import pytest

from benchmarks.synthetic_bench import Model, SyntheticBench, make_card
from ruleloop.domain import AtLeast, AtMost, Maximise, Minimise, Never, NotWorse, Stress
from ruleloop.errors import SimulatorFailure
from ruleloop.judge.judge import Judge
from ruleloop.judge.stand import Stand
from ruleloop.judge.verdict import Verdict
from ruleloop.scenario import Evidence

EVIDENCE = Evidence()
NEVER = (Never("forbidden"),)
FLOOD = Stress("flood", {}, (AtLeast("served", 0.5),), "the river rises")
TIERS = ("screen", "stress", "race", "confirm")


def a_stand(champion=None, **changes):
    still = (champion or Model("still", noise="none")).source
    stand = Stand(
        champion=still,
        anchor=still,
        baseline=still,
        best_shipped=still,
        baseline_name="still",
        best_shipped_name="still",
        worthwhile=1.0,
        clip=12.0,
    )
    return msgspec.structs.replace(stand, **changes)


def judged(model, stand=None, *, seed=1, number=1, simpler=False, bench=None, **card):
    bench = bench or SyntheticBench(seed, card.get("objective"))
    judge = Judge(make_card(**card), EVIDENCE, bench)
    return judge.judge(model.source, stand or a_stand(), number=number, simpler=simpler)


GOOD = Model("good", gain=5.0, sd=2.0, measures={"served": 1.0})


def test_a_clear_gain_is_kept_with_an_unbiased_estimate_and_its_evidence():
    verdict = judged(GOOD)
    assert (verdict.outcome, verdict.stage, verdict.kept_for) == ("keep", "confirm", "gain")
    assert verdict.screen is not None
    assert verdict.race is not None
    assert verdict.confirm is not None
    assert verdict.confirm.low < 5.0 < verdict.confirm.high
    assert verdict.confirm.pairs == EVIDENCE.confirm


def test_a_verdict_is_a_function_of_its_inputs_and_survives_the_ledger():
    verdict = judged(GOOD)
    assert judged(GOOD) == verdict
    assert msgspec.json.decode(msgspec.json.encode(verdict), type=Verdict) == verdict


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("objective", [Minimise("cost", "EUR"), Maximise("profit", "EUR")])
def test_a_crash_at_any_stage_is_a_crash_however_good_the_rest(tier, objective):
    model = msgspec.structs.replace(GOOD, gain=500.0, fault=(tier, 0))
    verdict = judged(model, objective=objective, stress=(FLOOD,))
    assert verdict.outcome == "crash"
    assert verdict.stage == ("smoke" if tier == "screen" else tier)
    assert "ZeroDivisionError" in verdict.reasons[0]


@pytest.mark.parametrize(("tier", "index"), [("screen", 7), ("race", 13), ("confirm", 63)])
def test_one_late_crash_is_neither_skipped_nor_averaged(tier, index):
    verdict = judged(msgspec.structs.replace(GOOD, fault=(tier, index)))
    assert (verdict.outcome, verdict.stage) == ("crash", tier)


@pytest.mark.parametrize("tier", ["screen", "race", "confirm"])
def test_a_never_guardrail_beats_any_gain(tier):
    model = msgspec.structs.replace(GOOD, gain=400.0, never=(tier, 1))
    verdict = judged(model, guardrails=NEVER)
    assert verdict.outcome == "unsafe"
    assert "forbidden" in verdict.reasons[0]


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("objective", [Minimise("cost", "EUR"), Maximise("profit", "EUR")])
def test_beating_the_proven_floor_is_unsafe_and_no_record(tier, objective):
    model = msgspec.structs.replace(GOOD, windfall=(tier, 0))
    verdict = judged(model, objective=objective, stress=(FLOOD,))
    assert verdict.outcome == "unsafe"
    assert "proven floor" in verdict.reasons[0]


def test_rules_that_decide_otherwise_when_played_again_crash():
    verdict = judged(msgspec.structs.replace(GOOD, fickle=True))
    assert (verdict.outcome, verdict.stage) == ("crash", "smoke")
    assert "not deterministic" in verdict.reasons[0]


def test_failing_one_stress_situation_is_unsafe_whatever_the_gain():
    verdict = judged(msgspec.structs.replace(GOOD, stressed=0.4), stress=(FLOOD,))
    assert (verdict.outcome, verdict.stage) == ("unsafe", "stress")
    assert "the river rises" in verdict.reasons[0]


@pytest.mark.parametrize("rail", [AtLeast("served", 1.01), AtMost("served", 0.99)])
def test_an_absolute_guardrail_is_lexicographic(rail):
    verdict = judged(msgspec.structs.replace(GOOD, gain=300.0), guardrails=(rail,))
    assert verdict.outcome == "unsafe"


def test_a_guardrail_that_holds_by_luck_only_is_refused_at_the_confirmation():
    model = msgspec.structs.replace(GOOD, measure_sd={"served": 1.0})
    verdict = judged(model, guardrails=(AtLeast("served", 0.95),))
    assert (verdict.outcome, verdict.stage) == ("unsafe", "confirm")


def test_a_guardrail_without_its_measure_is_the_simulators_failure():
    with pytest.raises(SimulatorFailure, match="`unheard`"):
        judged(GOOD, guardrails=(AtLeast("unheard", 0.0),))


def test_relative_guardrails_stay_with_the_baseline_however_often_the_champion_changes():
    rails, bench = (NotWorse("spoiled", by=1.0),), SyntheticBench(3)
    stand = a_stand(Model("still", noise="none", measures={"spoiled": 10.0}))
    outcomes = []
    for number in (1, 2, 3):
        step = Model(
            f"step {number}",
            gain=6.0 * number,
            measures={"spoiled": 10.0 + 0.6 * number},
            measure_sd={"spoiled": 0.1},
        )
        verdict = judged(step, stand, number=number, bench=bench, guardrails=rails)
        outcomes.append(verdict.outcome)
        stand = stand.after(step.source, verdict, screen_life=200)
    assert outcomes == ["keep", "unsafe", "unsafe"]


def test_a_hopeless_candidate_leaves_the_screen_early_and_stops_the_work():
    bench = SyntheticBench(1)
    verdict = judged(Model("bad", gain=-9.0), bench=bench)
    assert (verdict.outcome, verdict.stage) == ("discard", "screen")
    assert verdict.screen is not None
    assert verdict.screen.pairs == 4
    assert bench.stopped == 2  # both arms
    assert {tier for tier, _number in bench.blocks} == {"screen"}


def test_an_edit_that_changes_no_decision_says_so_and_costs_four_pairs():
    verdict = judged(Model("idle twin", noise="none"))
    assert (verdict.outcome, verdict.stage) == ("discard", "screen")
    assert "no decision differs" in verdict.reasons[0]


def test_a_disaster_that_the_clip_hides_still_counts_in_full():
    model = msgspec.structs.replace(GOOD, disaster=("race", 5, 1e5))
    verdict = judged(model)
    assert verdict.stage == "race"
    assert verdict.outcome in ("discard", "indecisive")


def test_a_gain_below_the_smallest_worthwhile_one_is_not_kept():
    verdict = judged(Model("trifle", gain=0.2, sd=0.1))
    assert verdict.outcome == "discard"


def test_no_race_or_confirmation_ever_reuses_a_seed_block():
    bench = SyntheticBench(1)
    for number in range(1, 6):
        judged(GOOD, number=number, bench=bench)
    for tier in ("race", "confirm"):
        assert len({block for block in bench.blocks if block[0] == tier}) == 5


def test_maximising_a_yield_is_judged_exactly_as_minimising_a_cost():
    for seed in range(12):
        model = Model(f"edit {seed}", gain=seed / 3.0 - 1.0, sd=2.0)
        cost = judged(model, seed=seed)
        profit = judged(model, seed=seed, objective=Maximise("profit", "EUR"))
        assert (profit.outcome, profit.stage) == (cost.outcome, cost.stage)
        for ours, theirs in ((profit.race, cost.race), (profit.confirm, cost.confirm)):
            assert (ours and ours.mean) == pytest.approx(theirs and theirs.mean)


def test_a_champion_that_faults_blames_nobody_and_opens_a_fresh_screening_block():
    stand = a_stand(Model("frail", noise="none", fault=("screen", 3)))
    verdict = judged(GOOD, stand)
    assert verdict.outcome == "indecisive"
    assert verdict.reference_faulted
    assert stand.after(GOOD.source, verdict, screen_life=200).screen_block == 2


def test_the_same_null_edit_submitted_again_and_again_is_not_kept_for_a_lucky_seed():
    bench = SyntheticBench(5)
    outcomes = {
        judged(Model("seed 137", sd=2.0), number=number, bench=bench).outcome
        for number in range(1, 101)
    }
    assert "keep" not in outcomes


def test_sessions_of_a_hundred_null_edits_keep_none():
    for seed in range(4):
        bench = SyntheticBench(100 + seed)
        for number in range(1, 101):
            model = Model(f"null {number}", noise="skewed" if seed % 2 else "gaussian", sd=4.0)
            assert judged(model, number=number, bench=bench).outcome != "keep"
