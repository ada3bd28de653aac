"""Teaching a course: what is measured, forbidden, offered to agents."""

from collections.abc import Sequence
from typing import Any

from domains.figures.education_paths import figures
from domains.history.education_paths import calibrate_answers
from domains.moves.education_paths import IDIOMS, KNOBS, SIGNALS
from domains.stress.education_paths import STRESS
from domains.words.education_paths import PLAIN_WORDS
from ruleloop.domain import AtLeast, AtMost, Domain, Maximise, Never, NotWorse, Plan
from ruleloop.draws import Draws
from simulators.education_paths import interface
from simulators.education_paths.hindsight.foresight import foresight
from simulators.education_paths.in_use import in_use
from simulators.education_paths.problems import problems
from simulators.education_paths.readers.load import file_faults
from simulators.education_paths.simulate import simulate
from simulators.education_paths.world import World

GUARDRAILS = (
    NotWorse("dropout_share", 0.005),
    NotWorse("low_prior_score", 0.5, more_is_better=True),
    NotWorse("middle_prior_score", 0.5, more_is_better=True),
    NotWorse("high_prior_score", 0.5, more_is_better=True),
    NotWorse("poor_score", 0.5, more_is_better=True),
    NotWorse("slow_memory_score", 0.5, more_is_better=True),
    NotWorse("score_gap", 0.25),
    NotWorse("minutes_used", 0.05, relative=True),
    Never("over_budget_minutes"),
    NotWorse("prerequisite_violation_share", 0.02),
    NotWorse("overload_minutes_share", 0.01),
    AtMost("long_wrong_streak_share", 0.10),
    NotWorse("wheel_spinning_share", 0.005),
    AtLeast("coverage_share", 0.98),
    AtMost("practice_repeat_share", 0.02),
    AtMost("illegal_share", 0.005),
)


def _problems(world: World) -> list[str]:
    """What is wrong with a world and with the files that it names."""
    return [*problems(world), *file_faults(world)]


def _foresight(
    world: World, draws: Draws, events: Sequence[dict[str, Any]], best_known: Plan | None
) -> Plan:
    found = foresight(world, draws, events, best_known)
    return Plan(found.objective, found.plan)


DOMAIN = Domain(
    title="Teaching a course so that more of it is known at the exam",
    world=World,
    interface=interface,
    simulate=simulate,
    calibrate=calibrate_answers,
    objective=Maximise(
        "exam_score", "points", ("low_prior_points", "middle_prior_points", "high_prior_points")
    ),
    guardrails=GUARDRAILS,
    stress=STRESS,
    signals=SIGNALS,
    idioms=IDIOMS,
    knobs=KNOBS,
    problems=_problems,
    in_use=in_use,
    figures=figures,
    foresight=_foresight,
    plain_words=PLAIN_WORDS,
)
