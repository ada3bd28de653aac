"""A rule set that cheats in a course breaks a guard-rail that honest rules keep, and gains nothing.

Every exploit that a teacher could think of is here with what gives it away; all play the same
classes as mastery learning, the honest rules.
"""

import functools
import importlib
from pathlib import Path
from statistics import fmean

import pytest

from domains.education_paths import DOMAIN, GUARDRAILS
from ruleloop.domain import AtLeast, AtMost, Guardrail, Never, NotWorse, Trace
from simulators.education_paths.simulate import simulate
from simulators.education_paths.world import World
from tests.simulators.education_paths.play.small_class import draws, written

FOLDER = Path(__file__).parent / "education_paths"
CHEATS = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "honest")
WORLD = World(learners=90, budget_min=200.0)
CLASSES = range(2)
GIVEN_AWAY_BY = {
    "bell_ringer": "low_prior_score",
    "easy_spammer": "coverage_share",
    "empty_planner": "coverage_share",
    "finisher": "coverage_share",
    "ghost": "illegal_share",
    "heavy_driller": "coverage_share",
    "item_driller": "illegal_share",
    "overrunner": "illegal_share",
    "rester": "coverage_share",
    "strong_finisher": "high_prior_score",
    "weak_finisher": "low_prior_score",
    "weak_loser": "low_prior_score",
}


@functools.cache
def _measures(name: str) -> dict[str, float]:
    """Means over the same few classes."""
    module = importlib.import_module(f"tests.cheats.education_paths.{name}")
    classes = [simulate(WORLD, draws(k), written(module), Trace()) for k in CLASSES]
    return {measure: fmean(each[measure] for each in classes) for measure in classes[0]}


def _is_broken(rail: Guardrail, found: dict[str, float], honest: dict[str, float]) -> bool:
    value, usual = found[rail.measure], honest[rail.measure]
    if isinstance(rail, AtLeast):
        return value < min(rail.limit, usual)
    if isinstance(rail, AtMost):
        return value > max(rail.limit, usual)
    if isinstance(rail, Never):
        return value > 0.0
    assert isinstance(rail, NotWorse)
    margin = rail.by * (usual if rail.relative else 1.0)
    return value < usual - margin if rail.more_is_better else value > usual + margin


def _broken(name: str) -> set[str]:
    found, honest = _measures(name), _measures("honest")
    return {rail.measure for rail in GUARDRAILS if _is_broken(rail, found, honest)}


def test_every_cheat_is_known_for_what_gives_it_away() -> None:
    assert set(CHEATS) == set(GIVEN_AWAY_BY)
    assert set(GIVEN_AWAY_BY.values()) <= {rail.measure for rail in GUARDRAILS}


@pytest.mark.parametrize("name", CHEATS)
def test_a_cheat_is_given_away_and_gains_nothing(name: str) -> None:
    assert GIVEN_AWAY_BY[name] in _broken(name), _broken(name)
    assert _measures(name)[DOMAIN.objective.measure] <= _measures("honest")["exam_score"]


def test_who_gave_up_is_counted_in_the_score() -> None:
    """Losing the weak lowers the mean: intention to treat."""
    found, honest = _measures("weak_loser"), _measures("honest")
    assert found["dropout_share"] > honest["dropout_share"] + 0.02
    assert found["low_prior_score"] < honest["low_prior_score"] - 2.0


def test_nothing_is_learnt_beyond_the_budget() -> None:
    assert _measures("overrunner")["over_budget_minutes"] == 0.0
    assert _measures("overrunner")["minutes_used"] <= WORLD.budget_min
