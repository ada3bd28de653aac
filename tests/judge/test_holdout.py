import msgspec
import numpy as np
import pytest

from benchmarks.synthetic_bench import Model, SyntheticBench, make_card
from ruleloop.domain import AtLeast, Guardrail, Minimise, NotWorse, Objective
from ruleloop.errors import UserError
from ruleloop.judge.estimate import estimate
from ruleloop.judge.holdout import HoldoutResult, open_holdout
from ruleloop.judge.stand import Stand
from ruleloop.scenario import Evidence

STILL = Model("still", noise="none", measures={"served": 1.0}).source
BASE = Model("base", gain=-10.0, noise="none", measures={"served": 1.0}).source
CHAMPION = Model("champion", gain=4.0, sd=2.0, world_sd=3.0, measures={"served": 0.97})


def a_stand(champion: Model) -> Stand:
    return Stand(
        champion.source, champion.source, BASE, STILL, "base", "still", worthwhile=1.0, clip=12.0
    )


def opened(
    champion: Model = CHAMPION,
    opening: int = 1,
    seed: int = 1,
    objective: Objective | None = None,
    guardrails: tuple[Guardrail, ...] = (),
) -> HoldoutResult:
    return open_holdout(
        a_stand(champion),
        opening,
        card=make_card(objective=objective, guardrails=guardrails),
        evidence=Evidence(),
        bench=SyntheticBench(seed),
    )


def test_both_intervals_cover_the_true_gain_as_often_as_they_say() -> None:
    usual = strict = naive = 0
    openings = 400
    for seed in range(openings):
        gain = opened(seed=seed).versus_best_shipped
        assert gain is not None
        usual += gain.usual.low <= 4.0 <= gain.usual.high
        strict += gain.strict.low <= 4.0 <= gain.strict.high
    assert 0.925 <= usual / openings <= 0.975
    assert strict / openings >= 0.98
    # The interval that forgets the worlds is the mistake that this one avoids.
    for seed in range(openings):
        rng = np.random.default_rng(seed)
        values = np.repeat(rng.normal(4.0, 3.0, 24), 4) + rng.normal(0.0, 2.0, 96)
        plain = estimate(values, confidence=0.95)
        naive += plain.low <= 4.0 <= plain.high
    assert naive / openings < 0.85


def test_gains_are_against_best_shipped_and_baseline_on_the_same_worlds() -> None:
    result = opened()
    assert result.versus_best_shipped is not None
    assert result.versus_baseline is not None
    difference = result.versus_baseline.usual.mean - result.versus_best_shipped.usual.mean
    assert difference == pytest.approx(10.0)
    assert len(result.champion.world_means) == 24


def test_the_strict_interval_is_the_wider_one_and_decides_what_is_proven() -> None:
    gain = opened().versus_best_shipped
    assert gain is not None
    assert gain.strict.low < gain.usual.low < gain.usual.high < gain.strict.high
    assert gain.proven == (gain.strict.low > 0.0)


def test_every_opening_is_a_fresh_block_and_the_sixth_is_refused() -> None:
    first, second = opened(opening=1), opened(opening=2)
    assert first.champion.world_means != second.champion.world_means
    for opening in (0, 6):
        with pytest.raises(UserError, match="5 times"):
            opened(opening=opening)


def test_a_champion_that_faults_on_the_holdout_gets_no_number() -> None:
    result = opened(msgspec.structs.replace(CHAMPION, fault=("holdout", 95)))
    assert result.champion.fault is not None
    assert result.champion.objective is None
    assert result.versus_best_shipped is None
    assert result.best_shipped.objective is not None


def test_guardrails_of_every_arm_are_read_and_a_broken_one_is_reported() -> None:
    rails = (AtLeast("served", 0.99), NotWorse("served", by=0.05, more_is_better=True))
    result = opened(guardrails=rails)
    assert [reading.holds for reading in result.champion.guardrails] == [False, True]
    assert all(reading.holds for reading in result.best_shipped.guardrails)


def test_parts_of_the_objective_are_given_for_every_arm() -> None:
    result = opened(objective=Minimise("cost", "EUR", ("served",)))
    assert result.champion.parts == pytest.approx({"served": 0.97})


def test_a_holdout_survives_the_ledger() -> None:
    result = opened(msgspec.structs.replace(CHAMPION, fault=("holdout", 5)))
    assert msgspec.json.decode(msgspec.json.encode(result), type=HoldoutResult) == result
