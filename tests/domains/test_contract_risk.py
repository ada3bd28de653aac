"""The contract domain keeps its promises to the engine and to agents."""

import functools
import tomllib
from typing import Any, get_type_hints

import msgspec
import pytest

from domains.contract_risk import DOMAIN, GUARDRAILS
from domains.stress.contract_risk import STRESS
from ruleloop.domain import AtLeast, Idiom, Never, Signal, Stress
from simulators.contract_risk.law.catalogue import RULES
from simulators.contract_risk.law.rule import Rule
from simulators.contract_risk.observations import Ask
from simulators.contract_risk.play.money import market_of
from simulators.contract_risk.portfolio.market import market_terms
from simulators.contract_risk.problems import problems
from simulators.contract_risk.terms import Terms
from simulators.contract_risk.tools import Tools
from simulators.contract_risk.world import World
from tests.rules.contract_risk.direct_playbook import (
    PLAYBOOKS,
    ROOT,
    changed,
    play,
    playbook,
    scenario_world,
)
from tests.simulators.contract_risk.offered import SOLD

GOOD = ("baseline", "ladder", "worth_winning")
SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios" / "contract_risk").glob("*.toml"))


@pytest.fixture(scope="module")
def scope() -> dict[str, Any]:
    """The names that rule functions have."""
    market = market_of(World(), 2_000)
    ask = Ask(SOLD, market_terms(SOLD), "cap", 1, 2, 8.5)
    return {
        "contract": SOLD,
        "ask": ask,
        "market": market,
        "tools": Tools(market, lambda _request: None),
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
    value = eval(code, dict(scope))
    assert isinstance(value, bool) if idiom.unit == "bool" else isinstance(value, float)


def test_every_knob_is_a_constant_of_some_playbook_within_its_bounds() -> None:
    found: dict[str, list[float]] = {}
    for name in PLAYBOOKS:
        scope: dict[str, Any] = {}
        exec((ROOT / "rules" / "contract_risk" / f"{name}.py").read_text(), scope)
        for constant, value in scope.items():
            if constant.isupper() and isinstance(value, int | float):
                found.setdefault(constant, []).append(value)
    assert set(found) == {knob.name for knob in DOMAIN.knobs}
    for knob in DOMAIN.knobs:
        assert all(knob.low <= value <= knob.high for value in found[knob.name]), knob.name


def test_objective_parts_and_guardrails_are_measured_and_every_measure_has_plain_words() -> None:
    found = play(World(contracts=100, years=100), playbook("baseline"))
    names = {DOMAIN.objective.measure, *DOMAIN.objective.parts}
    assert names | {rail.measure for rail in GUARDRAILS} <= set(found)
    assert set(found) == set(DOMAIN.plain_words)
    parts = sum(found[part] for part in DOMAIN.objective.parts)
    assert parts == pytest.approx(found[DOMAIN.objective.measure], abs=1e-9)


def test_every_parameter_has_a_description_and_a_source_or_a_range() -> None:
    for name, hint in get_type_hints(World, include_extras=True).items():
        meta = next(m for m in hint.__metadata__ if isinstance(m, msgspec.Meta))
        extra = meta.extra or {}
        assert meta.description, name
        assert extra.keys() & {"source", "assumed", "file"}, name
        if "assumed" in extra:
            low, high = extra["assumed"]
            assert low <= getattr(World(), name) <= high, name


def test_how_other_sides_react_is_an_assumption_that_the_sensitivity_moves() -> None:
    hints = get_type_hints(World, include_extras=True)
    for name in ("elasticity", "price_share", "loss_odds", "kind_limit", "friction", "base_win"):
        (meta,) = (m for m in hints[name].__metadata__ if isinstance(m, msgspec.Meta))
        assert "assumed" in (meta.extra or {}), name


@pytest.mark.parametrize("name", SCENARIOS)
def test_worlds_of_every_scenario_can_be_played(name: str) -> None:
    for holdout in (False, True):
        worlds = [scenario_world(name, number, holdout=holdout) for number in range(5)]
        assert [problems(world) for world in worlds] == [[]] * 5
    small = scenario_world(name, 1, holdout=True, contracts=150, years=100)
    assert play(small, playbook("baseline"))["blocks"] == 0.0


@pytest.mark.parametrize("rule", [r for r in RULES if r.grade == "BLOCK"], ids=lambda r: r.id)
def test_a_sample_of_offers_shows_what_the_law_forbids(rule: Rule) -> None:
    world = scenario_world("mixed_portfolio", 1, **DOMAIN.sample)
    changes = {name: rule.fails[name] for name in Terms.__struct_fields__ if name in rule.fails}
    sides = [changed(selling=selling, **changes) for selling in (True, False)]
    assert changes
    assert any(play(world, rules, 1)["blocks"] > 0.0 for rules in sides)


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_a_sample_refuses_no_shipped_playbook(name: str) -> None:
    for number in range(3):
        world = scenario_world("mixed_portfolio", number, **DOMAIN.sample)
        assert play(world, playbook(name), number)["blocks"] == 0.0


def test_the_hold_out_is_another_world() -> None:
    path = ROOT / "scenarios" / "contract_risk" / "mixed_portfolio.toml"
    tables = tomllib.loads(path.read_text())
    shifted = tables["holdout"]
    assert set(shifted["tail"]["any_of"]) == {"lognormal", "lomax"}
    assert shifted["elasticity"] == {"any_of": [0.5, 2.0]}
    assert shifted["frequency_scale"] == 1.5
    assert {"saas_sell", "seat_de", "value_scale"} <= shifted.keys()


def _fails(stress: Stress, found: dict[str, float]) -> list[str]:
    return [
        f"{limit.measure} {found[limit.measure]:.3f}"
        for limit in stress.limits
        if (
            found[limit.measure] < limit.limit
            if isinstance(limit, AtLeast)
            else found[limit.measure] > (0.0 if isinstance(limit, Never) else limit.limit)
        )
    ]


@functools.cache
def _rare(stress: str, name: str) -> tuple[str, ...]:
    """What breaks when a playbook meets a rare world."""
    rare = next(each for each in STRESS if each.name == stress)
    world = msgspec.structs.replace(scenario_world("mixed_portfolio", 5), **rare.world)
    assert problems(world) == []
    return tuple(_fails(rare, play(world, playbook(name), 5)))


@pytest.mark.parametrize("stress", [stress.name for stress in STRESS])
@pytest.mark.parametrize("name", GOOD)
def test_good_playbooks_survive_a_rare_world(stress: str, name: str) -> None:
    assert _rare(stress, name) == ()


def test_zero_liability_does_not_survive_every_rare_world() -> None:
    assert any(_rare(stress.name, "zero_liability") for stress in STRESS)


def test_what_is_wrong_with_a_world_is_told_at_once() -> None:
    none = dict.fromkeys(("seat_de", "seat_ew", "seat_ny", "seat_ca"), 0.0)
    wrong = World(**none, round_small_eur=9e4, contracts=20_000, years=100_000)  # type: ignore[arg-type] # a dict of floats
    told = "\n".join(problems(wrong))
    for name in ("seat_de", "round_small_eur", "years"):
        assert name in told
