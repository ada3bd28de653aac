"""The best course known in hindsight: of what was played and of what oracles reach."""

from collections.abc import Sequence
from typing import Any

from ruleloop.draws import Draws
from simulators.education_paths.actions import Plan
from simulators.education_paths.build import build_setting
from simulators.education_paths.hindsight.latent_play import GREEDY, ROLLOUT, LatentPlay, Tries
from simulators.education_paths.learning.build import build_model
from simulators.education_paths.world import World

SESSION_SHARE = 1.25  # of the budget spread evenly, as shipped rule sets plan
ORACLES: dict[str, Tries] = {"greedy": GREEDY, "rollout": ROLLOUT}


class NoTrace:
    """Nobody looks at what an oracle does."""

    on = False

    def event(self, kind: str, **fields: Any) -> None:
        """Forget it."""


class Planner:
    """The plan of an oracle; it chooses without being asked."""

    def begin(self, facts: Any, answer: Any = None) -> None:  # noqa: ARG002 - as a cell is begun
        """Learn the course."""
        self._course = facts

    def plan(self, cohort: Any) -> Plan:  # noqa: ARG002 - as a decision is asked
        """A session every day, with some room to end it where an activity ends."""
        even_min = self._course.budget_min / self._course.days
        return Plan(session_min=(SESSION_SHARE * even_min,) * self._course.days)


def play_oracle(name: str, world: World, draws: Draws) -> dict[str, float]:
    """The measures that an oracle reaches in a replication; guard-rails do not bind it."""
    setting = build_setting(world, draws)
    play = LatentPlay(
        ORACLES[name],
        setting,
        build_model(
            world.learner_model,
            setting.learners,
            subject=setting.subject,
            effects=setting.world,
            draws=draws.within("model"),
        ),
        wrong_minutes_factor=world.wrong_minutes_factor,
        draws=draws.within("play"),
        rules=Planner(),
        trace=NoTrace(),
    )
    return play.play()


def best_score(
    world: World, draws: Draws, events: Sequence[dict[str, Any]], *, with_oracles: bool
) -> tuple[float, str]:
    """The highest mean score of the executed course and, where asked, the oracles; and whose."""
    executed = next(event["exam_score"] for event in events if event["kind"] == "measures")
    found = [(float(executed), "executed")]
    if with_oracles:
        found += [(play_oracle(name, world, draws)["exam_score"], name) for name in ORACLES]
    return max(found)
