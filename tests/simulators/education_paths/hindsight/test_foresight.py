"""Who sees what learners know reaches more in the same minutes; no better score is forgotten."""

import msgspec
import numpy as np
import pytest

from ruleloop.domain import Plan, Trace
from simulators.education_paths.hindsight.foresight import ORACLES, foresight, latent_play
from simulators.education_paths.simulate import simulate
from simulators.education_paths.world import World
from tests.rules.education_paths.direct_rules import rule_set
from tests.simulators.education_paths.play.small_class import draws

WORLD = World(
    learners=60, concepts=4, layers=2, exam_items=24, days=3, budget_min=45.0, exam_delay_days=7
)


def _played() -> Trace:
    trace = Trace(on=True)
    simulate(WORLD, draws(4), rule_set("baseline"), trace)
    return trace


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_an_oracle_beats_mastery_learning_within_the_same_minutes(name: str) -> None:
    play = latent_play(name, WORLD, draws(4))
    reached = play.play()
    mastery = simulate(WORLD, draws(4), rule_set("baseline"), Trace())
    assert reached["exam_score"] > mastery["exam_score"] + 1.0
    assert (play.logs.minutes_used <= WORLD.budget_min + 1e-9).all()
    assert reached["illegal_share"] == 0.0


def test_trying_on_a_copy_changes_nothing() -> None:
    play = latent_play("rollout", WORLD, draws(4))
    before = play.model.mastery(30.0).copy()
    who = np.arange(WORLD.learners)
    goes_on, activity = play.ask(who, 0, np.full(WORLD.learners, 15.0))
    assert goes_on.all()
    assert (play.model.mastery(30.0) == before).all()
    minutes = play.setting.structure.catalogue.minutes[activity]
    assert (minutes <= 15.0).all()
    assert not play.ask(who, 0, np.full(WORLD.learners, 0.1))[0].any()


def test_a_better_score_is_never_forgotten_and_the_executed_one_counts() -> None:
    events = _played().events
    found = foresight(WORLD, draws(4), events, None)
    assert found.plan in (b"greedy", b"rollout")
    best = Plan(99.0, b"seen")
    assert foresight(WORLD, draws(4), events, best).objective == 99.0
    worse = foresight(WORLD, draws(4), events, Plan(1.0, b"seen"))
    executed = next(event["exam_score"] for event in events if event["kind"] == "measures")
    assert (worse.objective, worse.plan) == (executed, b"executed")
    assert msgspec.to_builtins(found)["objective"] >= executed
