"""The domain of courses keeps its promises to the engine and to agents."""

from typing import Any, get_type_hints

import msgspec
import pytest

from domains.education_paths import DOMAIN, GUARDRAILS
from domains.stress.education_paths import STRESS
from ruleloop.domain import AtLeast, Idiom, Never, Signal, Stress, Trace
from simulators.education_paths.interface import MIDDLE
from simulators.education_paths.problems import problems
from simulators.education_paths.simulate import simulate
from simulators.education_paths.world import World
from tests.rules.education_paths.direct_rules import RULE_SETS, play, rule_set, scenario_world
from tests.simulators.education_paths.play.small_class import draws

GOOD = ("baseline", "worked_fading")


@pytest.fixture(scope="module")
def scope() -> dict[str, Any]:
    """The names that rule functions have, in the middle of a course."""
    rules = rule_set("baseline")
    seen: list[Any] = []
    choose = rules.map
    rules.map = lambda learners: (seen.extend(learners), choose(learners))[1]  # type: ignore[method-assign] # a spy
    play(scenario_world("demo", 0, learners=20), rules)
    learner = next(each for each in seen if each.step > 12)
    return {"learner": learner, "course": rules.course, "tools": rules.tools, "concept": 0}


@pytest.mark.parametrize("signal", DOMAIN.signals, ids=lambda s: s.expression)
def test_every_signal_can_be_read(signal: Signal, scope: dict[str, Any]) -> None:
    value = eval(signal.expression, dict(scope))
    assert isinstance(value, int | float)


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
    for name in RULE_SETS:
        for constant, value in vars(rule_set(name).module).items():
            if constant.isupper() and isinstance(value, int | float):
                found.setdefault(constant, []).append(value)
    levels = {"EASY", "MIDDLE", "HARD", "MOST_ATTEMPTS"}
    assert MIDDLE == 2
    assert set(found) - levels == {knob.name for knob in DOMAIN.knobs}
    for knob in DOMAIN.knobs:
        assert all(knob.low <= value <= knob.high for value in found[knob.name]), knob.name


def test_objective_parts_and_guardrails_are_measured_and_every_measure_has_plain_words() -> None:
    measures = play(scenario_world("demo", 1), rule_set("baseline"), 1)
    names = {DOMAIN.objective.measure, *DOMAIN.objective.parts}
    assert names | {g.measure for g in GUARDRAILS} <= set(measures)
    assert set(measures) == set(DOMAIN.plain_words)
    parts = sum(measures[part] for part in DOMAIN.objective.parts)
    assert parts == pytest.approx(measures[DOMAIN.objective.measure], abs=1e-9)


def test_every_parameter_has_a_description_and_a_source_or_a_range() -> None:
    for name, hint in get_type_hints(World, include_extras=True).items():
        meta = next(m for m in hint.__metadata__ if isinstance(m, msgspec.Meta))
        extra = meta.extra or {}
        assert meta.description, name
        assert extra.keys() & {"source", "assumed", "file"}, name


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


@pytest.mark.parametrize("stress", STRESS, ids=lambda s: s.name)
def test_good_rule_sets_carry_a_rare_class_and_idle_ones_do_not(stress: Stress) -> None:
    world = msgspec.structs.replace(scenario_world("short_course", 5), **stress.world)
    assert problems(world) == []
    for name in GOOD:
        assert _fails(stress, play(world, rule_set(name), 5)) == [], name
    assert _fails(stress, play(world, rule_set("idle"), 5))


@pytest.mark.parametrize("kind", ["continuous", "tracing"])
def test_what_was_measured_once_is_measured_again(kind: Any) -> None:
    """A golden replication: a change of these figures is a change of the world."""
    world = World(learners=60, learner_model=kind)
    found = simulate(world, draws(3), rule_set("baseline"), Trace())
    assert found["exam_score"] == pytest.approx(GOLDEN[kind], abs=1e-9)


GOLDEN = {"continuous": 64.76190476190476, "tracing": 64.16666666666667}
