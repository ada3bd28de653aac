"""Worlds of a scenario as workers check them."""

import dataclasses
from pathlib import Path

import pytest

from ruleloop.errors import DomainError, SimulatorFailure
from ruleloop.evaluation.replication import Setting
from ruleloop.evaluation.stage import Place, Stage, _names_a_key, finite_measures, load_domain
from ruleloop.scenario import Scenario

SEED = bytes(16)


def stage(root: Path, **tables) -> Stage:
    place = Place(str(root), str(root))
    return Stage(load_domain(str(root), "inventory"), Scenario("inventory", **tables), place)


def test_the_hold_out_shifts_what_it_names_and_keeps_the_rest(toy_on_path):
    made = stage(
        toy_on_path,
        world={"demand_units": {"from": 10.0, "to": 20.0}, "lead_time_days": 3},
        holdout={"demand_units": 99.0},
    )
    assert 10.0 <= made.world(Setting(), SEED).demand_units <= 20.0
    held_out = made.world(Setting(ranges="holdout"), SEED)
    assert (held_out.demand_units, held_out.lead_time_days) == (99.0, 3)


def test_an_override_goes_above_everything(toy_on_path):
    made = stage(toy_on_path, world={"demand_units": 10.0})
    assert made.world(Setting(overrides={"demand_units": 60.0}), SEED).demand_units == 60.0


def test_the_same_mistake_is_named_once_though_every_setting_has_it(toy_on_path):
    faults = stage(toy_on_path, world={"demand_units": -1.0}).check()
    assert len(faults) == 1
    assert faults[0].startswith("world.demand_units: expected float > 0.0, got -1.0")


def test_a_sample_that_is_no_world_is_named(toy_on_path):
    made = stage(toy_on_path)
    made.domain = dataclasses.replace(made.domain, sample={"demand_units": -1.0, "sizes": 2})
    faults = made.check()
    assert len(faults) == 2
    assert all(fault.startswith("sample: ") for fault in faults)


def test_only_parameters_that_some_world_of_the_scenario_uses_are_in_use(toy_on_path):
    made = stage(
        toy_on_path,
        world={"lead_time_days": 1, "demand_cv": 0.3},
        holdout={"lead_time_days": {"any_of": [1, 3]}},
    )
    assert made.in_use() >= {"demand_units", "demand_cv", "lead_time_days"}

    def in_use(world):
        return {"demand_units", "no such parameter"} | (
            {"demand_cv"} if world.lead_time_days == 3 else set()
        )

    made.domain = dataclasses.replace(made.domain, in_use=in_use)
    assert made.in_use() == {"demand_units", "demand_cv"}


def test_a_measure_that_is_not_finite_is_a_failure_and_one_that_is_missing_a_mistake():
    assert finite_measures({"cost": 1}, ["cost"]) == {"cost": 1.0}
    with pytest.raises(SimulatorFailure, match="cost"):
        finite_measures({"cost": float("nan")}, ["cost"])
    with pytest.raises(DomainError, match="margin"):
        finite_measures({"cost": 1.0}, ["cost", "margin"])


def test_an_unknown_domain_names_the_known_ones(toy_on_path):
    with pytest.raises(DomainError, match="known: inventory"):
        load_domain(str(toy_on_path), "wizardry")


@pytest.mark.parametrize(
    ("text", "words"), [("1 / 0\n", "cannot be imported"), ("DOMAIN = 3\n", "expected `DOMAIN")]
)
def test_a_broken_domain_module_is_named(tmp_path, text, words, monkeypatch):
    (tmp_path / "domains").mkdir()
    (tmp_path / "domains" / "broken.py").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(DomainError, match=words):
        load_domain(str(tmp_path), "broken")


@pytest.mark.parametrize(
    ("fault", "names"),
    [
        ("cars: expected at most 9, got 12", True),
        ("cars.from: expected a number, got 'x'", True),
        ("own.csv: expected at least 672 quarter-hours, got 4", False),
        ("own.csv, row 3, column time: expected an ISO time", False),
        ("first_month, last_month: expected a week", False),
    ],
)
def test_only_faults_of_parameters_get_the_name_of_their_table(fault, names):
    assert _names_a_key(fault) is names
