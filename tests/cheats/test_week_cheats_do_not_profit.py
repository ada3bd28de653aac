"""A rule set that cheats pays more than an honest one, and breaks a guard-rail that this one keeps.

The honest rules are what each cheat is made from; both play the same weeks.
"""

import functools
from pathlib import Path
from statistics import fmean

import pytest

from domains.supply_chain import DOMAIN
from ruleloop.domain import AtLeast, AtMost, Guardrail, Never
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import DirectRules, load
from tests.simulators.supply_chain.worlds import play

pytest.importorskip("pyvrp")

FOLDER = Path(__file__).parent / "supply_chain_week"
CHEATS = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "honest")
WORLD = World(region=True, days=2, orders_per_day=45.0, sites=80, drivers=14)
WEEKS = range(3)


@functools.cache
def _measures(name: str) -> dict[str, float]:
    """Means over the same few weeks."""
    weeks = [play(WORLD, DirectRules(load(FOLDER / f"{name}.py")), k)[0] for k in WEEKS]
    return {measure: fmean(week[measure] for week in weeks) for measure in weeks[0]}


@pytest.fixture(scope="module")
def honest() -> dict[str, float]:
    return _measures("honest")


def _is_broken(rail: Guardrail, found: dict[str, float], honest: dict[str, float]) -> bool:
    value, usual = found[rail.measure], honest[rail.measure]
    if isinstance(rail, AtLeast):
        return value < min(rail.limit, usual)
    if isinstance(rail, AtMost):
        return value > max(rail.limit, usual)
    if isinstance(rail, Never):
        return value > 0.0
    return value > usual + rail.by * (usual if rail.relative else 1.0)


def test_honest_rules_keep_what_the_cheats_break(honest: dict[str, float]) -> None:
    kept = [rail.measure for rail in DOMAIN.guardrails if not _is_broken(rail, honest, honest)]
    assert len(kept) == len(DOMAIN.guardrails)
    assert honest["illegal_share"] <= 0.005
    assert honest["spot_share"] < 0.1


def test_parking_at_the_end_of_the_week_leaves_more_than_usual_for_the_next() -> None:
    assert _measures("weekend_parker")["backlog_growth_units"] > 0.0
    assert _measures("honest")["backlog_growth_units"] <= 0.0


@pytest.mark.parametrize("name", CHEATS)
def test_a_cheat_does_not_profit(name: str, honest: dict[str, float]) -> None:
    found = _measures(name)
    broken = [rail.measure for rail in DOMAIN.guardrails if _is_broken(rail, found, honest)]
    assert found["cost_per_unit_eur"] > honest["cost_per_unit_eur"]
    assert broken
