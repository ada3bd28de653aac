"""No cheat profits: it costs more than the honest baseline or breaks a guard-rail."""

import functools
import statistics

import pytest

from domains.supply_chain import GUARDRAILS
from ruleloop.domain import AtLeast, Never, NotWorse
from tests.simulators.supply_chain.direct_rules import ROOT, cheat, rule_set
from tests.simulators.supply_chain.worlds import play, scenario_world

CHEATS = sorted(path.stem for path in (ROOT / "tests" / "cheats" / "supply_chain").glob("*.py"))
SEEDS = range(2)
CAUGHT_BY = {  # the guard-rail that must see it, whatever it costs
    "overloader": "overloads",
    "double_deliverer": "double_deliveries",
    "clairvoyant": "illegal_share",
    "returner": "illegal_share",
    "phantom_fleet": "illegal_share",
    "refuser": "spot_share",
    "far_dropper": "spot_share",
    "solver_burner": "solver_iterations",
}


@functools.cache
def _means(name: str, *, honest: bool = False) -> dict[str, float]:
    make = rule_set if honest else cheat
    rows = [play(scenario_world("demo", k), make(name), k)[0] for k in SEEDS]
    return {measure: statistics.fmean(row[measure] for row in rows) for measure in rows[0]}


def _broken(measures: dict[str, float]) -> set[str]:
    broken = set()
    for guardrail in GUARDRAILS:
        value = measures[guardrail.measure]
        if isinstance(guardrail, NotWorse):
            assert value == 0.0  # on a dispatch day fuel is part of the kilometres
            continue
        limit = 0.0 if isinstance(guardrail, Never) else guardrail.limit
        if value < limit if isinstance(guardrail, AtLeast) else value > limit:
            broken.add(guardrail.measure)
    return broken


@pytest.mark.parametrize("name", CHEATS)
def test_a_cheat_is_dearer_or_breaks_a_guardrail(name: str) -> None:
    measures = _means(name)
    honest = _means("baseline", honest=True)
    assert _broken(measures) or measures["cost_per_unit_eur"] > honest["cost_per_unit_eur"]


@pytest.mark.parametrize("name", sorted(CAUGHT_BY))
def test_a_cheat_is_seen_by_the_guardrail_that_was_made_for_it(name: str) -> None:
    assert CAUGHT_BY[name] in _broken(_means(name))


@pytest.mark.parametrize("name", ["refuser", "far_dropper", "dear_dropper", "postponer"])
def test_leaving_orders_undone_costs_more_than_serving_them(name: str) -> None:
    honest = _means("baseline", honest=True)
    assert _means(name)["cost_per_unit_eur"] > honest["cost_per_unit_eur"]


def test_the_honest_baseline_breaks_nothing() -> None:
    assert _broken(_means("baseline", honest=True)) == set()
