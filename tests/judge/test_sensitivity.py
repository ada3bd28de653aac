from collections.abc import Iterator

import msgspec
import pytest

from benchmarks.synthetic_bench import Model, SyntheticBench, make_card
from ruleloop.domain import Parameter
from ruleloop.errors import SimulatorFailure
from ruleloop.evaluation.replication import Block, Replication
from ruleloop.judge.holdout import open_holdout
from ruleloop.judge.sensitivity import Sensitivity, measure_sensitivity
from ruleloop.judge.stand import Stand
from ruleloop.scenario import Evidence

STILL = Model("still", noise="none").source
CHAMPION = Model("champion", gain=4.0, sd=2.0, world_sd=3.0)
PARAMETERS = (
    Parameter("harmless", "float", assumed=(1.0, 9.0)),
    Parameter("known", "float"),
    Parameter("demand", "float", assumed=(0.5, 2.0)),
    Parameter("crew", "int", assumed=(2, 6)),
)
GROUPED = (
    Parameter("harmless", "float", assumed=(1.0, 9.0), moved_with="habits"),
    Parameter("demand", "float", source="a census", plausible=(0.5, 2.0), moved_with="habits"),
    Parameter("crew", "int", source="a census", plausible=(2.0, 6.0)),
)


class NoSuchWorld(SyntheticBench):
    """Where more than a crew of 2 cannot be simulated."""

    def play(self, rules: str, block: Block, indices: range) -> Iterator[Replication]:
        if block.setting.overrides.get("crew") == 6:
            raise SimulatorFailure("no room")
        yield from super().play(rules, block, indices)


def swings(
    champion: Model = CHAMPION,
    worlds: int = 8,
    bench: SyntheticBench | None = None,
    parameters: tuple[Parameter, ...] = PARAMETERS,
) -> Sensitivity | None:
    source, bench = champion.source, bench or SyntheticBench(1)
    stand = Stand(source, source, STILL, STILL, "base", "still", worthwhile=1.0, clip=12.0)
    card, evidence = make_card(parameters=parameters), Evidence(sensitivity_worlds=worlds)
    held_out = open_holdout(stand, 1, card=card, evidence=evidence, bench=bench)
    return measure_sensitivity(stand, held_out, card=card, evidence=evidence, bench=bench)


def test_an_assumption_that_drives_the_gain_is_found_exactly_and_stands_first() -> None:
    result = swings(msgspec.structs.replace(CHAMPION, per_demand=2.0))
    assert result is not None
    assert {swing.parameter for swing in result.swings} == {"demand", "crew", "harmless"}
    assert result.swings[0].parameter == "demand"
    demand, crew, harmless = (
        next(swing for swing in result.swings if swing.parameter == name)
        for name in ("demand", "crew", "harmless")
    )
    assert demand.width == pytest.approx(3.0)
    assert harmless.width == pytest.approx(0.0)
    assert (crew.low, crew.high) == (2, 6)
    assert msgspec.json.decode(msgspec.json.encode(result), type=Sensitivity) == result


def test_what_is_sourced_with_a_range_is_moved_and_a_group_as_a_whole() -> None:
    result = swings(msgspec.structs.replace(CHAMPION, per_demand=2.0), parameters=GROUPED)
    assert result is not None
    habits, crew = result.swings
    assert (habits.parameter, crew.parameter) == ("habits", "crew")
    assert [(m.parameter, m.low, m.high) for m in habits.members] == [
        ("harmless", 1.0, 9.0),
        ("demand", 0.5, 2.0),
    ]
    assert habits.width == pytest.approx(3.0)
    assert (crew.low, crew.high, crew.members) == (2, 6, ())
    assert result.replications == 2 * 16 * 3


def test_a_gain_at_an_end_carries_the_uncertainty_of_the_held_out_gain() -> None:
    result = swings(msgspec.structs.replace(CHAMPION, per_demand=2.0))
    assert result is not None
    assert result.central is not None
    for swing in result.swings:
        for gain in (swing.gain_at_low, swing.gain_at_high):
            assert gain is not None
            half = result.central.high - result.central.mean
            assert gain.high - gain.mean >= half - 1e-9
    low = next(s for s in result.swings if s.parameter == "demand").gain_at_low
    assert low is not None
    assert low.mean == pytest.approx(result.central.mean - 1.0)


def test_an_end_without_worlds_has_no_gain_and_is_counted_as_failed() -> None:
    result = swings(bench=NoSuchWorld(1))
    assert result is not None
    crew = next(swing for swing in result.swings if swing.parameter == "crew")
    assert crew.gain_at_low is not None
    assert crew.gain_at_high is None
    assert result.failed == 8
    assert all(s.gain_at_high is not None for s in result.swings if s.parameter != "crew")


def test_no_worlds_for_sensitivity_means_no_sensitivity() -> None:
    assert swings(worlds=0) is None


def test_a_champion_without_a_held_out_gain_has_no_sensitivity() -> None:
    assert swings(msgspec.structs.replace(CHAMPION, fault=("holdout", 3))) is None
