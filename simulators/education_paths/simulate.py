"""Plays the course of a world with a rule set."""

from typing import Any

from ruleloop.draws import Draws
from simulators.education_paths.build import build_setting
from simulators.education_paths.learning.build import build_model
from simulators.education_paths.play.class_play import ClassPlay
from simulators.education_paths.world import World


def simulate(world: World, draws: Draws, rules: Any, trace: Any) -> dict[str, float]:
    """Play one course; `rules` is a RulesProxy, `trace` a Trace of `ruleloop.domain`.

    Returns the measures: `exam_score` in points from 0 to 100, as the mean over everybody who
    began, and what each third of prior knowledge contributes to it; means of groups, shares from 0
    to 1, minutes and counts for each learner who began.

    The referee is inside: activities take the learner's own time, sessions and budget have an end,
    exam items are never shown before, and whoever gives up sits the exam with what is known then.

    Assumed: nobody misses a session before giving the course up, and learners do not help each
    other.

    Raises:
        InputFaults: a data file that the world names has faults.
    """
    setting = build_setting(world, draws)
    play = ClassPlay(
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
        rules=rules,
        trace=trace,
    )
    return play.play()
