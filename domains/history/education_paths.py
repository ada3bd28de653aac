"""What recorded answers set in a world of education paths, and what they cannot tell."""

import math
from collections.abc import Iterator
from pathlib import Path

from ruleloop.calibration import Calibration, Estimate, FitRow, Progress, WorldValue
from simulators.education_paths.history.bootstrap import Interval
from simulators.education_paths.history.fit_answers import AnswerFit, fit_answers
from simulators.education_paths.history.fit_stops import Stops
from simulators.education_paths.history.shares import QUANTILES
from simulators.education_paths.history.spread import Range95
from simulators.education_paths.history.stops import MASTERY_STREAK
from simulators.education_paths.history.tracing import NAMES

MEANINGS = (
    "chance to know a skill before the first answer",
    "chance to learn it by an answer",
    "chance of a right answer without knowing it",
    "chance of a wrong answer in spite of knowing it",
)
TRACED = {"tracing_exercise": 1, "tracing_guess": 2, "tracing_slip": 3}
"""World parameters of the discrete model of learners, and their row in `NAMES`."""


def calibrate_answers(data: Path, progress: Progress) -> Calibration:
    """Fit the world to a CSV file of answers: learner, step, skill, correct.

    What nobody in the file did often enough to tell is left out.

    Raises:
        InputFaults: the file has faults; all of them are named.
    """
    found = fit_answers(data, progress)
    answers = found.answers
    return Calibration(
        data=f"answers of {answers.learners:,} learners on {len(answers.skills):,} skills",
        rows=len(answers.correct),
        estimates=tuple(each for each in _estimates(found) if math.isfinite(each.value)),
        fit=tuple(row for row in _fit(found) if math.isfinite(row.data)),
        world=tuple(_world(found)),
        warnings=tuple(_warnings(found)),
    )


def _estimates(found: AnswerFit) -> Iterator[Estimate]:
    yield _estimate("right answers", found.described.overall, 0, "share", "of all answers")
    for n in range(3):
        words = f"of {('first', 'second', 'third')[n]} answers to a skill"
        yield _estimate(f"right, attempt {n + 1}", found.described.by_attempt, n, "share", words)
    for n, meaning in enumerate(MEANINGS):
        middle = found.traced.quartiles.value[n]
        words = f"{meaning}; middle half of skills {middle[0]:.2f} to {middle[2]:.2f}"
        name = f"{NAMES[n]}, median of {found.traced.skills} skills"
        yield _estimate(name, found.traced.quartiles, (n, 1), "share", words)
    spread = found.apart.spread
    yield _range("spread of learners", spread.ability_sd, "sd of first answers, chance taken off")
    yield _range("spread of skills", spread.difficulty_sd, "sd of their difficulty")
    if found.stops:
        yield from _stop_estimates(found.stops)


def _stop_estimates(stops: Stops) -> Iterator[Estimate]:
    for n in range(len(stops.after.value)):
        name = f"stops after {n} wrong in a row" if n else "stops after a right answer"
        words = f"before {MASTERY_STREAK} right ones in a row" if n == 0 else ""
        yield _estimate(name, stops.after, n, "share", words)
    yield _estimate("odds ratio of a stop", stops.odds, 0, "", "after a wrong answer over a right")
    words = "log odds of a stop that {} adds, attempt for attempt"
    yield _estimate("stop, wrong answer", stops.logits, 0, "logits", words.format("it"))
    yield _estimate("stop, wrong in a row", stops.logits, 1, "logits", words.format("each"))


def _fit(found: AnswerFit) -> Iterator[FitRow]:
    described, traced = found.described, found.traced
    for n, (data, model) in enumerate(zip(traced.right, traced.expected, strict=True)):
        half = (described.by_attempt.high[n] - described.by_attempt.low[n]) / 2.0
        what = f"right, attempt {n + 1}, traced skills"
        yield FitRow(what, float(data), float(model), "share", float(half))
    rows = zip(QUANTILES, found.apart.first, found.apart.expected, strict=True)
    for share, data, model in rows:
        what = f"right first answers, {share:.0%} of learners below"
        yield FitRow(what, float(data), float(model), "share")
    if found.stops:
        after = found.stops.after
        for n, model in enumerate(found.stops.expected):
            what = f"stops after {n} wrong in a row" if n else "stops after a right answer"
            half = (after.high[n] - after.low[n]) / 2.0
            yield FitRow(what, float(after.value[n]), float(model), "share", float(half))


def _world(found: AnswerFit) -> Iterator[WorldValue]:
    for parameter, row in TRACED.items():
        low, _, high = found.traced.quartiles.value[row]
        why = f"{MEANINGS[row]}: middle half of {found.traced.skills} skills"
        yield _span(parameter, low, high, why)
    spread = found.apart.spread
    why = "spread of learners in first answers, with prior knowledge, logits: 95 % interval"
    yield _span("ability_sd", spread.ability_sd.low, spread.ability_sd.high, why)
    if spread.difficulty_sd.high:
        why = "spread of skills in first answers, logits: 95 % interval"
        low, high = spread.difficulty_sd.low, spread.difficulty_sd.high
        yield _span("concept_difficulty_sd", low, high, why)
    if found.stops:
        for n, parameter in enumerate(("stop_wrong", "stop_streak")):
            low, high = found.stops.logits.low[n], found.stops.logits.high[n]
            why = "log odds of a stop for " + ("a wrong answer", "each wrong answer in a row")[n]
            yield _span(parameter, max(0.0, low), max(0.0, high), f"{why}: 95 % interval")


def _warnings(found: AnswerFit) -> Iterator[str]:
    stops = found.stops
    if stops and stops.risk.exact_share > 0.5:
        yield (
            f"{stops.risk.exact_share:.0%} of the runs that reach {MASTERY_STREAK} right answers in"
            " a row end there: later attempts are of those who struggle, so what is known before"
            " and learnt by an answer come out too high. Prior knowledge is left as it is in the"
            " world; for new material 0.1 to 0.4 is more likely."
        )
    if stops and stops.limits:
        at = ", ".join(map(str, stops.limits))
        yield (
            f"Unusually many runs end after attempt {at}: a limit of the platform, not a choice of"
            " learners. What wrong answers add is fitted attempt for attempt, so it is not moved."
        )
    if stops:
        yield (
            "A stop here is a change to another skill or the end of the record"
            f" ({stops.risk.record_share:.0%} of them), not dropping out of the course: the ratio"
            " of odds is used, the level is not."
        )
    else:
        yield "Too few runs end before mastery: what makes learners stop is not fitted."
    yield (
        "Answers alone do not tell how fast learners forget, what lessons teach, or why learners"
        " differ: these parameters stay as they are."
    )


def _estimate(
    name: str, interval: Interval, at: int | tuple[int, int], unit: str, meaning: str
) -> Estimate:
    value, low, high = (float(e[at]) for e in (interval.value, interval.low, interval.high))
    return Estimate(name, value, low, high, unit, meaning)


def _range(name: str, found: Range95, meaning: str) -> Estimate:
    return Estimate(name, found.value, found.low, found.high, "logits", meaning)


def _span(parameter: str, low: float, high: float, why: str) -> WorldValue:
    """A range for a scenario, rounded to what the data can tell."""
    return WorldValue(parameter, {"from": round(float(low), 3), "to": round(float(high), 3)}, why)
