"""The dispatch domain keeps its promises to the engine and to agents."""

from typing import Any, get_type_hints

import msgspec
import pytest

from domains.stress.supply_chain import DAYS
from domains.stress.supply_chain_week import WEEKS
from domains.supply_chain import DOMAIN
from ruleloop.domain import AtLeast, Idiom, Never, Parameter, Signal, Stress
from ruleloop.evaluation.card import parameters
from ruleloop.judge.joint_moves import joint_moves
from ruleloop.judge.sensitivity import Range, groups_of
from ruleloop.worlds import read_worlds
from simulators.supply_chain.hindsight import week_foresight
from simulators.supply_chain.in_use import in_use
from simulators.supply_chain.interface import Event, NewOrder, Route, Tools, WeekBrief
from simulators.supply_chain.problems import problems
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import ROOT, cheat, rule_set
from tests.simulators.supply_chain.region_wave import RegionWave
from tests.simulators.supply_chain.worlds import draws, play, scenario_world

GOOD = ("prizes", "baseline")


@pytest.fixture(scope="module", params=["a dispatch day", "a region"])
def scope(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The names that rule functions have, in the middle of a day."""
    if request.param == "a region":
        region = RegionWave(seed=3)
        city, wave = region.city, region.wave
    else:
        rules = rule_set("must_go_only")
        play(scenario_world("dispatch_day", 0), rules, 0)
        assert rules.city is not None
        city, wave = rules.city, rules.seen[4]
    order, zones = wave.orders[0], len(city.zones)
    return {
        "wave": wave,
        "order": order,
        "route": Route(tuple(o.number for o in wave.orders[:3])),
        "tools": Tools(city, lambda _request: ()),
        "city": city,
        "brief": WeekBrief(1, ((20.0,) * zones,), ((100.0,) * zones,)),
        "day": 0,
        "kind": 0,
        "new": NewOrder(wave.now_min, order, ((600.0, 720.0),)),
        "event": Event("breakdown", wave, aboard=(order,), minutes=30.0),
    }


@pytest.mark.parametrize("signal", DOMAIN.signals, ids=lambda s: s.expression)
def test_every_signal_can_be_read(signal: Signal, scope: dict[str, Any]) -> None:
    value = eval(signal.expression, dict(scope))
    assert isinstance(value, bool) if signal.unit == "bool" else isinstance(value, int | float)


@pytest.mark.parametrize("idiom", DOMAIN.idioms, ids=lambda i: i.code)
def test_every_idiom_gives_what_its_unit_says(idiom: Idiom, scope: dict[str, Any]) -> None:
    code = idiom.code
    assert code.count("{c}") == len(idiom.constants)
    for low, high in idiom.constants:
        code = code.replace("{c}", repr(0.5 * (low + high)), 1)
    value = eval(code, {"len": len, "max": max, "min": min, "sum": sum, **scope})
    assert isinstance(value, bool) if idiom.unit == "bool" else isinstance(value, float)


def test_every_knob_is_a_constant_of_some_rule_set_within_its_bounds() -> None:
    found: dict[str, list[float]] = {}
    for path in (ROOT / "rules" / "supply_chain").glob("*.py"):
        for name, value in vars(rule_set(path.stem)._module).items():
            if name.isupper():
                found.setdefault(name, []).append(value)
    assert set(found) == {knob.name for knob in DOMAIN.knobs}
    for knob in DOMAIN.knobs:
        assert all(knob.low <= value <= knob.high for value in found[knob.name])


def test_objective_parts_and_guardrails_are_measured_and_every_measure_has_plain_words() -> None:
    measures, _ = play(scenario_world("demo", 1), rule_set("baseline"), 1)
    names = {DOMAIN.objective.measure, *DOMAIN.objective.parts}
    assert names | {g.measure for g in DOMAIN.guardrails} <= set(measures)
    assert set(measures) <= set(DOMAIN.plain_words)
    parts = sum(measures[part] for part in DOMAIN.objective.parts)
    assert parts == measures[DOMAIN.objective.measure]


def test_no_vans_is_reported_together_with_faults_of_type() -> None:
    table = {"vehicles": 0, "sites": "many", "speed_kmh": -3.0}
    _, faults = read_worlds(table, World, where="world.", folders=[])
    assert sorted(fault.split(":")[0] for fault in faults) == [
        "world.sites",
        "world.speed_kmh",
        "world.vehicles",
    ]


def test_every_parameter_has_a_description_and_a_source_or_a_range() -> None:
    for name, hint in get_type_hints(World, include_extras=True).items():
        meta = next(m for m in hint.__metadata__ if isinstance(m, msgspec.Meta))
        extra = meta.extra or {}
        assert meta.description, name
        assert extra.keys() & {"source", "assumed", "file"}, name


KNOWN = {  # to whoever runs the region: what there is, what a vehicle holds, and rules of access
    "region", "days", "hub", "driving_law", "vans", "e_vans", "trucks_7t", "trucks_12t",
    "trucks_18t", "drivers", "van_units", "van_kg", "e_van_kg", "truck_7t_units", "truck_7t_kg",
    "truck_12t_units", "truck_12t_kg", "truck_18t_units", "truck_18t_kg", "old_town_gross_t",
    "old_town_open_min", "old_town_close_min", "old_town_zero_emission", "residential_night_drops",
    "roads_file", "sites_csv", "orders_csv", "matrix_csv", "vehicles_csv", "fleet_csv",
    "drivers_csv",
}  # fmt: skip


def moved(scenario: str) -> tuple[dict[str, Parameter], dict[str, tuple[Range, ...]]]:
    """The parameters in use, and what the sensitivity moves together."""
    used = in_use(scenario_world(scenario, 1))
    found = {p.name: p for p in parameters(World) if p.name in used}
    return found, groups_of(found.values())


@pytest.mark.parametrize("scenario", ["mittelstadt_week", "dispatch_day"])
def test_the_sensitivity_moves_every_figure_that_enters_money_sourced_or_not(scenario: str) -> None:
    used, groups = moved(scenario)
    names = {member.parameter for members in groups.values() for member in members}
    assert {name for name in used if "_eur" in name} <= names
    assert set(used) - names == KNOWN & set(used)


@pytest.mark.parametrize("scenario", ["mittelstadt_week", "dispatch_day"])
def test_what_a_figure_is_lies_between_what_it_may_be(scenario: str) -> None:
    used, groups = moved(scenario)
    for member in (member for members in groups.values() for member in members):
        given = used[member.parameter]
        assert isinstance(given.default, str) or member.low <= given.default <= member.high, member
        assert member.low < member.high, member
        assert bool(given.source) is (given.assumed is None), member


def test_whatever_the_sensitivity_moves_together_makes_a_world() -> None:
    _, groups = moved("mittelstadt_week")
    for move in joint_moves(list(groups), 8):
        ends = {
            member.parameter: member.high if is_high else member.low
            for name, is_high in move.is_high.items()
            for member in groups[name]
        }
        world = scenario_world("mittelstadt_week", move.world, holdout=True)
        table = msgspec.to_builtins(msgspec.structs.replace(world, **ends))
        assert problems(msgspec.convert(table, World)) == []


def test_the_sensitivity_of_a_week_takes_few_replications() -> None:
    _, groups = moved("mittelstadt_week")
    assert 2 * len(joint_moves(list(groups), 8)) <= 352  # of 0.5 to 1 s


def _fails(stress: Stress, measures: dict[str, float]) -> list[str]:
    return [
        f"{limit.measure} {measures[limit.measure]:.3f}"
        for limit in stress.limits
        if (
            measures[limit.measure] < limit.limit
            if isinstance(limit, AtLeast)
            else measures[limit.measure] > (0.0 if isinstance(limit, Never) else limit.limit)
        )
    ]


@pytest.mark.parametrize("stress", DAYS, ids=lambda s: s.name)
def test_good_rule_sets_survive_a_rare_day_and_idle_ones_do_not(stress: Stress) -> None:
    world = msgspec.structs.replace(scenario_world("dispatch_day", 5), **stress.world)
    assert problems(world) == []
    for name in GOOD:
        assert _fails(stress, play(world, rule_set(name), 5)[0]) == [], name
    assert _fails(stress, play(world, cheat("refuser"), 5)[0])


@pytest.mark.parametrize("stress", WEEKS, ids=lambda s: s.name)
def test_the_baseline_survives_a_rare_week_and_an_idle_set_does_not(stress: Stress) -> None:
    world = msgspec.structs.replace(scenario_world("mittelstadt_week", 5), **stress.world)
    assert problems(world) == []
    assert _fails(stress, play(world, rule_set("baseline"), 5)[0]) == []
    assert _fails(stress, play(world, cheat("refuser"), 5)[0])


def test_the_bounds_of_a_region_are_those_of_its_week(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(week_foresight, "STEPS", 5)
    world = World(region=True, days=1, orders_per_day=15.0, sites=20)
    measures, events = play(world, rule_set("nearest_neighbour"), 1)
    assert DOMAIN.floor is not None
    assert DOMAIN.foresight is not None
    best = DOMAIN.foresight(world, draws(1), events, None)
    assert 0.0 < DOMAIN.floor(world, draws(1)) < best.objective <= measures["cost_per_unit_eur"]
