from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from benchmarks.synthetic_bench import Model, SyntheticBench, make_card
from ruleloop.domain import (
    AtLeast,
    AtMost,
    Guardrail,
    Maximise,
    Minimise,
    Never,
    NotWorse,
    Objective,
    Stress,
)
from ruleloop.errors import SimulatorFailure
from ruleloop.evaluation.replication import Block, Replication
from ruleloop.judge.judge import Judge
from ruleloop.judge.stand import Stand
from ruleloop.judge.verdict import Verdict
from ruleloop.scenario import Evidence

EVIDENCE = Evidence()
NEVER = (Never("forbidden"),)
FLOOD = Stress("flood", {}, (AtLeast("served", 0.5),), "the river rises")
TIERS = ("screen", "stress", "race", "confirm")


def a_stand(champion: Model | None = None) -> Stand:
    still = (champion or Model("still", noise="none")).source
    return Stand(
        champion=still,
        anchor=still,
        baseline=still,
        best_shipped=still,
        baseline_name="still",
        best_shipped_name="still",
        worthwhile=1.0,
        clip=12.0,
    )


def judged(
    model: Model,
    stand: Stand | None = None,
    *,
    seed: int = 1,
    number: int = 1,
    bench: SyntheticBench | None = None,
    objective: Objective | None = None,
    guardrails: tuple[Guardrail, ...] = (),
    stress: tuple[Stress, ...] = (),
    sample: dict[str, Any] | None = None,
    evidence: Evidence = EVIDENCE,
) -> Verdict:
    card = make_card(objective=objective, guardrails=guardrails, stress=stress, sample=sample)
    judge = Judge(card, evidence, bench or SyntheticBench(seed, objective))
    return judge.judge(model.source, stand or a_stand(), number=number)


GOOD = Model("good", gain=5.0, sd=2.0, measures={"served": 1.0})


def test_a_clear_gain_is_kept_with_an_unbiased_estimate_and_its_evidence() -> None:
    verdict = judged(GOOD)
    assert (verdict.outcome, verdict.stage, verdict.kept_for) == ("keep", "confirm", "gain")
    assert verdict.screen is not None
    assert verdict.race is not None
    assert verdict.confirm is not None
    assert verdict.confirm.low < 5.0 < verdict.confirm.high
    assert verdict.confirm.pairs == EVIDENCE.confirm


def test_a_verdict_is_a_function_of_its_inputs_and_survives_the_ledger() -> None:
    verdict = judged(GOOD)
    assert judged(GOOD) == verdict
    assert msgspec.json.decode(msgspec.json.encode(verdict), type=Verdict) == verdict


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("objective", [Minimise("cost", "EUR"), Maximise("profit", "EUR")])
def test_a_crash_at_any_stage_is_a_crash_however_good_the_rest(
    tier: str, objective: Objective
) -> None:
    model = msgspec.structs.replace(GOOD, gain=500.0, fault=(tier, 0))
    verdict = judged(model, objective=objective, stress=(FLOOD,))
    assert verdict.outcome == "crash"
    assert verdict.stage == ("smoke" if tier == "screen" else tier)
    assert "ZeroDivisionError" in verdict.reasons[0]


@pytest.mark.parametrize(("tier", "index"), [("screen", 7), ("race", 13), ("confirm", 63)])
def test_one_late_crash_is_neither_skipped_nor_averaged(tier: str, index: int) -> None:
    verdict = judged(msgspec.structs.replace(GOOD, fault=(tier, index)))
    assert (verdict.outcome, verdict.stage) == ("crash", tier)


@pytest.mark.parametrize("tier", ["screen", "race", "confirm"])
def test_a_never_guardrail_beats_any_gain(tier: str) -> None:
    model = msgspec.structs.replace(GOOD, gain=400.0, never=(tier, 1))
    verdict = judged(model, guardrails=NEVER)
    assert verdict.outcome == "unsafe"
    assert "forbidden" in verdict.reasons[0]


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("objective", [Minimise("cost", "EUR"), Maximise("profit", "EUR")])
def test_beating_the_proven_floor_is_unsafe_and_no_record(tier: str, objective: Objective) -> None:
    model = msgspec.structs.replace(GOOD, windfall=(tier, 0))
    verdict = judged(model, objective=objective, stress=(FLOOD,))
    assert verdict.outcome == "unsafe"
    assert "proven floor" in verdict.reasons[0]


class Sampled(SyntheticBench):
    """What is forbidden happens in sample worlds only, or everywhere; remembers what was played."""

    def __init__(self, forbidden: float) -> None:
        super().__init__(1)
        self.forbidden = forbidden
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def play(self, rules: str, block: Block, indices: range) -> Iterator[Replication]:
        self.asked.append((block.tier, block.setting.overrides))
        for played in super().play(rules, block, indices):
            measures = {**played.measures, "forbidden": self.forbidden}
            reasons = {"forbidden": ("clause 4 is void",)} if self.forbidden else {}
            yield msgspec.structs.replace(played, measures=measures, reasons=reasons)


def test_what_a_sample_shows_to_be_forbidden_costs_one_small_replication_and_says_why() -> None:
    bench = Sampled(1.0)
    verdict = judged(GOOD, bench=bench, guardrails=NEVER, sample={"size": 2})
    assert (verdict.outcome, verdict.stage, verdict.replications) == ("unsafe", "smoke", 1)
    assert verdict.reasons[1:] == ("clause 4 is void",)
    assert bench.asked == [("screen", {"size": 2})]


def test_a_sample_that_shows_nothing_changes_no_evidence() -> None:
    bench = Sampled(0.0)
    sampled = judged(GOOD, bench=bench, guardrails=NEVER, sample={"size": 2})
    usual = judged(GOOD, bench=Sampled(0.0), guardrails=NEVER)
    assert [size for _, size in bench.asked if size] == [{"size": 2}]
    assert sampled == msgspec.structs.replace(usual, replications=usual.replications + 1)


def test_rules_that_decide_otherwise_when_played_again_crash() -> None:
    verdict = judged(msgspec.structs.replace(GOOD, fickle=True))
    assert (verdict.outcome, verdict.stage) == ("crash", "smoke")
    assert "not deterministic" in verdict.reasons[0]


def test_failing_one_stress_situation_is_unsafe_whatever_the_gain() -> None:
    verdict = judged(msgspec.structs.replace(GOOD, stressed=0.4), stress=(FLOOD,))
    assert (verdict.outcome, verdict.stage) == ("unsafe", "stress")
    assert "the river rises" in verdict.reasons[0]


@pytest.mark.parametrize("rail", [AtLeast("served", 1.01), AtMost("served", 0.99)])
def test_an_absolute_guardrail_is_lexicographic(rail: Guardrail) -> None:
    verdict = judged(msgspec.structs.replace(GOOD, gain=300.0), guardrails=(rail,))
    assert verdict.outcome == "unsafe"


class Telling(SyntheticBench):
    """A simulator that says why measures are bad."""

    def _replication(self, *played: Any) -> Replication:
        told = {"forbidden": ("too many on board",), "served": ("the bridge was closed",)}
        return msgspec.structs.replace(super()._replication(*played), reasons=told)


@pytest.mark.parametrize(
    ("model", "limits", "told"),
    [
        ({"never": ("screen", 1)}, {"guardrails": NEVER}, "too many on board"),
        ({"gain": 300.0}, {"guardrails": (AtLeast("served", 1.01),)}, "the bridge was closed"),
        ({"stressed": 0.4}, {"stress": (FLOOD,)}, "the bridge was closed"),
    ],
)
def test_what_the_simulator_says_of_a_broken_limit_follows_it(
    model: dict[str, Any], limits: dict[str, Any], told: str
) -> None:
    verdict = judged(msgspec.structs.replace(GOOD, **model), bench=Telling(1), **limits)
    assert verdict.outcome == "unsafe"
    assert verdict.reasons[1:] == (told,)


@pytest.mark.parametrize(("share", "outcome"), [(1.0, "keep"), (0.5, "unsafe")])
def test_the_search_may_use_up_its_share_of_an_allowance_and_no_more(
    share: float, outcome: str
) -> None:
    stand = a_stand(Model("still", noise="none", measures={"spoiled": 10.0}))
    worse = msgspec.structs.replace(GOOD, measures={"spoiled": 10.6})
    evidence = msgspec.structs.replace(EVIDENCE, search_allowance=share)
    rails = (NotWorse("spoiled", by=1.0),)
    assert judged(worse, stand, guardrails=rails, evidence=evidence).outcome == outcome


def test_a_guardrail_that_holds_by_luck_only_is_refused_at_the_confirmation() -> None:
    model = msgspec.structs.replace(GOOD, measure_sd={"served": 1.0})
    verdict = judged(model, seed=9, guardrails=(AtLeast("served", 0.95),))
    assert (verdict.outcome, verdict.stage) == ("unsafe", "confirm")


def test_a_winner_of_the_race_is_refused_when_a_guardrail_is_broken_on_the_mean() -> None:
    model = msgspec.structs.replace(GOOD, measures={"served": 0.93}, measure_sd={"served": 0.3})
    verdict = judged(model, seed=9, guardrails=(AtLeast("served", 0.95),))
    assert (verdict.outcome, verdict.stage) == ("unsafe", "race")


def test_a_race_ends_as_soon_as_a_guardrail_is_clearly_broken() -> None:
    model = Model("slow", gain=1.2, measures={"served": 0.65}, measure_sd={"served": 0.6}, sd=0.1)
    verdict = judged(model, seed=9, guardrails=(AtLeast("served", 0.95),))
    assert (verdict.outcome, verdict.stage) == ("unsafe", "race")
    assert verdict.race is not None
    assert verdict.race.pairs < 40  # by gain alone it would win at 40 pairs at the earliest


def test_a_never_guardrail_counts_in_a_stress_situation_only_when_it_is_listed_there() -> None:
    model = msgspec.structs.replace(GOOD, never=("stress", 0))
    assert judged(model, guardrails=NEVER, stress=(FLOOD,)).outcome == "keep"
    strict = Stress("flood", {}, NEVER, "the river rises")
    assert judged(model, guardrails=NEVER, stress=(strict,)).outcome == "unsafe"


@pytest.mark.parametrize("gain", [0.0, 0.8])
def test_a_race_won_by_luck_is_not_kept_when_the_confirmation_finds_less(gain: float) -> None:
    lucky = Model("lucky", gain=5.0, sd=0.5, by_tier={"confirm": gain})
    verdict = judged(lucky)
    assert (verdict.outcome, verdict.stage) == ("discard", "confirm")


def test_a_gain_that_the_confirmation_cannot_tell_from_zero_is_not_kept() -> None:
    verdict = judged(Model("noisy", by_tier={"confirm": 2.0}, gain=25.0, sd=14.0))
    assert (verdict.outcome, verdict.stage) == ("discard", "confirm")
    assert verdict.confirm is not None
    assert verdict.confirm.mean >= 1.0
    assert verdict.confirm.low <= 0.0


def test_a_guardrail_without_its_measure_is_the_simulators_failure() -> None:
    with pytest.raises(SimulatorFailure, match="`unheard`"):
        judged(GOOD, guardrails=(AtLeast("unheard", 0.0),))


@pytest.mark.parametrize(("spread", "spots"), [(0.1, "screen"), (0.7, "confirm")])
def test_relative_guardrails_stay_with_the_baseline_however_often_the_champion_changes(
    spread: float, spots: str
) -> None:
    rails, bench = (NotWorse("spoiled", by=1.0),), SyntheticBench(3)
    stand = a_stand(Model("still", noise="none", measures={"spoiled": 10.0}))
    ended = []
    for number in (1, 2, 3):
        step = Model(
            f"step {number}",
            gain=6.0 * number,
            measures={"spoiled": 10.0 + 0.6 * number},
            measure_sd={"spoiled": spread},
        )
        verdict = judged(step, stand, number=number, bench=bench, guardrails=rails)
        ended.append((verdict.outcome, verdict.stage))
        stand = stand.after(step.source, verdict, screen_life=200)
    # 0.6 of the allowed 1.0 is spent by the first; the next would break it, clearly or by proof.
    assert [outcome for outcome, _stage in ended] == ["keep", "unsafe", "unsafe"]
    assert ended[1][1] == spots


def test_a_hopeless_candidate_leaves_the_screen_early_and_stops_the_work() -> None:
    bench = SyntheticBench(1)
    verdict = judged(Model("bad", gain=-9.0), bench=bench)
    assert (verdict.outcome, verdict.stage) == ("discard", "screen")
    assert verdict.screen is not None
    assert verdict.screen.pairs == 4
    assert bench.stopped == 2  # both arms
    assert {tier for tier, _number in bench.blocks} == {"screen"}


def test_an_edit_that_changes_no_decision_says_so_and_costs_four_pairs() -> None:
    verdict = judged(Model("idle twin", noise="none"))
    assert (verdict.outcome, verdict.stage) == ("discard", "screen")
    assert "no decision differs" in verdict.reasons[0]


def test_a_disaster_that_the_clip_hides_still_counts_in_full() -> None:
    model = msgspec.structs.replace(GOOD, disaster=("race", 5, 1e5))
    verdict = judged(model)
    assert verdict.stage == "race"
    assert verdict.outcome in ("discard", "indecisive")


def test_a_gain_below_the_smallest_worthwhile_one_is_not_kept() -> None:
    verdict = judged(Model("trifle", gain=0.2, sd=0.1))
    assert verdict.outcome == "discard"


def test_no_race_or_confirmation_ever_reuses_a_seed_block() -> None:
    bench = SyntheticBench(1)
    for number in range(1, 6):
        judged(GOOD, number=number, bench=bench)
    for tier in ("race", "confirm"):
        assert len({block for block in bench.blocks if block[0] == tier}) == 5


def test_maximising_a_yield_is_judged_exactly_as_minimising_a_cost() -> None:
    for seed in range(12):
        model = Model(f"edit {seed}", gain=seed / 3.0 - 1.0, sd=2.0)
        cost = judged(model, seed=seed)
        profit = judged(model, seed=seed, objective=Maximise("profit", "EUR"))
        assert (profit.outcome, profit.stage) == (cost.outcome, cost.stage)
        for ours, theirs in ((profit.race, cost.race), (profit.confirm, cost.confirm)):
            assert (ours is None) == (theirs is None)
            assert ours is None or ours.mean == pytest.approx(theirs.mean if theirs else None)


def test_a_champion_that_faults_blames_nobody_and_opens_a_fresh_screening_block() -> None:
    stand = a_stand(Model("frail", noise="none", fault=("screen", 3)))
    verdict = judged(GOOD, stand)
    assert verdict.outcome == "indecisive"
    assert verdict.reference_faulted
    assert stand.after(GOOD.source, verdict, screen_life=200).screen_block == 2


def test_the_same_null_edit_submitted_again_and_again_is_not_kept_for_a_lucky_seed() -> None:
    bench = SyntheticBench(5)
    outcomes = {
        judged(Model("seed 137", sd=2.0), number=number, bench=bench).outcome
        for number in range(1, 101)
    }
    assert "keep" not in outcomes


def test_sessions_of_a_hundred_null_edits_keep_none() -> None:
    for seed in range(4):
        bench = SyntheticBench(100 + seed)
        for number in range(1, 101):
            model = Model(f"null {number}", noise="skewed" if seed % 2 else "gaussian", sd=4.0)
            assert judged(model, number=number, bench=bench).outcome != "keep"
