import msgspec
import numpy as np
import pytest

from benchmarks.synthetic_bench import Model, SyntheticBench, make_card
from ruleloop.domain import AtLeast, Maximise, Objective, Stress
from ruleloop.errors import RulesError, SimulatorFailure
from ruleloop.evaluation.replication import Block
from ruleloop.judge.tournament import Tournament, hold_tournament
from ruleloop.scenario import Evidence
from ruleloop.settings import WorthwhileGain

BASE = Model("base", noise="none", measures={"served": 1.0})
BETTER = Model("better", gain=30.0, sd=5.0, measures={"served": 1.0})
UNSAFE = Model("unsafe", gain=90.0, sd=5.0, measures={"served": 0.2})
BROKEN = Model("broken", gain=900.0, fault=("tournament", 9))
RAILS = (AtLeast("served", 0.9),)


def held(
    *models: Model,
    bench: SyntheticBench | None = None,
    worthwhile: WorthwhileGain = WorthwhileGain(share=0.005),  # noqa: B008  # frozen
    objective: Objective | None = None,
    stress: tuple[Stress, ...] = (),
) -> Tournament:
    return hold_tournament(
        {model.name: model.source for model in models},
        "base",
        card=make_card(guardrails=RAILS, objective=objective, stress=stress),
        evidence=Evidence(),
        worthwhile=worthwhile,
        bench=bench or SyntheticBench(2, objective),
    )


def test_the_best_rule_set_that_breaks_nothing_wins() -> None:
    result = held(BROKEN, BASE, UNSAFE, BETTER)
    assert result.winner == "better"
    assert [entry.name for entry in result.ranking] == ["unsafe", "better", "base", "broken"]


def test_a_yield_is_ranked_with_the_largest_first() -> None:
    result = held(BASE, BETTER, objective=Maximise("profit", "EUR"))
    assert [entry.name for entry in result.ranking] == ["better", "base"]


def test_a_faulting_rule_set_is_listed_with_its_fault_and_without_a_number() -> None:
    entry = held(BROKEN, BASE, BETTER).ranking[-1]
    assert entry.objective is None
    assert "ZeroDivisionError" in entry.broken[0]


def test_a_rule_set_that_fails_the_stress_bank_cannot_win() -> None:
    flood = Stress("flood", {}, (AtLeast("served", 0.5),), "the river rises")
    weak = msgspec.structs.replace(BETTER, stressed=0.1)
    assert held(BASE, weak, stress=(flood,)).winner == "base"


def test_when_everything_breaks_something_all_reasons_are_told_at_once() -> None:
    weak = msgspec.structs.replace(BASE, measures={"served": 0.5})
    with pytest.raises(RulesError) as caught:
        held(weak, UNSAFE, BROKEN)
    text = str(caught.value)
    assert all(f"`{name}`" in text for name in ("base", "unsafe", "broken"))


def test_a_baseline_that_is_missing_or_faults_is_an_error_of_the_user() -> None:
    with pytest.raises(RulesError, match="got 'base'"):
        held(BETTER)
    with pytest.raises(RulesError, match="must run"):
        held(msgspec.structs.replace(BASE, fault=("tournament", 0)), BETTER)


def test_shipped_rules_that_beat_the_floor_show_that_it_is_no_floor() -> None:
    with pytest.raises(SimulatorFailure, match="proven floor"):
        held(BASE, msgspec.structs.replace(BETTER, windfall=("tournament", 2)))


def test_the_clip_is_six_paired_standard_deviations_of_the_two_best() -> None:
    bench = SyntheticBench(2)
    result = held(BASE, BETTER, bench=bench, worthwhile=WorthwhileGain(absolute=0.1))
    block, indices = Block("tournament", "1"), range(32)
    costs = [
        [r.measures["cost"] for r in bench.play(m.source, block, indices)] for m in (BASE, BETTER)
    ]
    assert result.clip == pytest.approx(
        6.0 * np.std(np.array(costs[0]) - np.array(costs[1]), ddof=1)
    )


def test_the_clip_prefers_rules_that_broke_nothing_to_pair_the_winner_with() -> None:
    assert (
        "`better` and `base`"
        in held(BASE, UNSAFE, BETTER, worthwhile=WorthwhileGain(1e-3)).clip_from
    )


def test_twins_of_the_winner_do_not_make_a_clip_of_zero() -> None:
    twin = msgspec.structs.replace(BASE, name="twin")
    assert held(BASE, twin, worthwhile=WorthwhileGain(absolute=0.1)).clip > 50.0
    assert (
        "`base` and `better`"
        in held(
            BASE, twin, msgspec.structs.replace(BETTER, gain=-5.0), worthwhile=WorthwhileGain(1e-3)
        ).clip_from
    )


def test_a_worthwhile_share_is_of_the_winner_and_never_clipped_away() -> None:
    result = held(BASE, msgspec.structs.replace(BETTER, sd=0.01))
    winner = next(entry for entry in result.ranking if entry.name == "better")
    assert winner.objective is not None
    assert result.worthwhile == pytest.approx(0.005 * winner.objective.mean)
    assert result.clip == pytest.approx(4.0 * result.worthwhile)


def test_the_opening_stand_is_the_winner_in_every_role_but_the_baselines() -> None:
    models = (BASE, BETTER)
    result = held(*models)
    stand = result.opening_stand({model.name: model.source for model in models})
    assert stand.champion == stand.anchor == stand.best_shipped == BETTER.source
    assert stand.baseline == BASE.source


def test_a_tournament_survives_the_ledger() -> None:
    result = held(BASE, BETTER, BROKEN)
    assert msgspec.json.decode(msgspec.json.encode(result), type=Tournament) == result
