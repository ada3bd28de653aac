"""The best score known for a class in hindsight: not proven, only ever improved."""

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec

from ruleloop.draws import Draws
from simulators.education_paths.actions import Plan
from simulators.education_paths.build import build_setting
from simulators.education_paths.hindsight.latent_play import GREEDY, ROLLOUT, LatentPlay, Tries
from simulators.education_paths.learning.build import build_model
from simulators.education_paths.world import World

SESSION_SHARE = 1.25  # of the budget spread evenly, as shipped rule sets plan
ORACLES: dict[str, Tries] = {"greedy": GREEDY, "rollout": ROLLOUT}


class Known(Protocol):
    """A score found earlier for the same world and draws."""

    @property
    def objective(self) -> float:
        """Mean points of the exam."""
        ...

    @property
    def plan(self) -> bytes:
        """Who reached it."""
        ...


class Foreseen(msgspec.Struct, frozen=True):
    """Mean points of the exam, and who reached them: an oracle, or rules as `executed`."""

    objective: float
    plan: bytes


def foresight(
    world: World, draws: Draws, events: Sequence[dict[str, Any]], best_known: Known | None
) -> Foreseen:
    """The best of the executed course, of the best known, and of both oracles.

    Guard-rails do not bind an oracle, but minutes, sessions and the exam do. It plays when nothing
    is known yet; as everything is keyed, another time it would reach the same.
    """
    executed = next(event["exam_score"] for event in events if event["kind"] == "measures")
    found = [Foreseen(float(executed), b"executed")]
    if best_known is not None:
        found.append(Foreseen(best_known.objective, best_known.plan))
    else:
        found += [Foreseen(play_oracle(n, world, draws), n.encode()) for n in ORACLES]
    return max(found, key=lambda each: each.objective)


def play_oracle(name: str, world: World, draws: Draws) -> float:
    """The mean points that an oracle reaches in a replication."""
    return latent_play(name, world, draws).play()["exam_score"]


def latent_play(name: str, world: World, draws: Draws) -> LatentPlay:
    """The course of a world as an oracle teaches it."""
    setting = build_setting(world, draws)
    model = build_model(
        world.learner_model,
        setting.learners,
        subject=setting.subject,
        effects=setting.world,
        draws=draws.within("model"),
    )
    return LatentPlay(
        ORACLES[name],
        setting,
        model,
        wrong_minutes_factor=world.wrong_minutes_factor,
        draws=draws.within("play"),
        rules=_Planner(),
        trace=_NoTrace(),
    )


class _NoTrace:
    """Nobody looks at what an oracle does."""

    on = False

    def event(self, kind: str, **fields: Any) -> None:
        """Forget it."""


class _Planner:
    """The plan of an oracle; it chooses without being asked."""

    def begin(self, facts: Any, answer: Any = None) -> None:  # noqa: ARG002 - as a cell is begun
        """Learn the course."""
        self._course = facts

    def plan(self, cohort: Any) -> Plan:  # noqa: ARG002 - as a decision is asked
        """A session every day, with some room to end it where an activity ends."""
        even_min = self._course.budget_min / self._course.days
        return Plan(session_min=(SESSION_SHARE * even_min,) * self._course.days)
