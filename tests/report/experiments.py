"""Experiments of a made-up run, as a report lists them."""

import random

from ruleloop.judge.verdict import Outcome, Stage
from ruleloop.report.result import ExperimentRow, Keep

HYPOTHESES = (
    "Let flexible orders wait for the night wave, when roads are empty",
    "Order the tour by latest feasible start instead of due time",
    "Less slack in quiet weather, more when congestion is expected",
    "Give far zones to the carrier on Mondays",
    "Tune SLACK_MIN downwards",
    "Use the larger van when two small tours share a zone",
)


def experiments(how_many: int, keeps: tuple[Keep, ...] = ()) -> tuple[ExperimentRow, ...]:
    """Mostly failing attempts, with the keeps among them."""
    rng = random.Random(7)
    kept = {keep.number: keep for keep in keeps}
    rows = []
    for number in range(1, how_many + 1):
        if number in kept:
            keep = kept[number]
            gain = keep.confirmed.mean
            row = ExperimentRow(
                number, "keep", keep.hypothesis, "confirm", 1.3 * gain, gain, 320, ""
            )
        else:
            row = _attempt(number, rng)
        rows.append(row)
    return tuple(rows)


def _attempt(number: int, rng: random.Random) -> ExperimentRow:
    outcome: Outcome
    stage: Stage
    hypothesis = rng.choice(HYPOTHESES)
    luck = rng.random()
    if luck < 0.08:
        return ExperimentRow(number, "refused", hypothesis, note="was judged before, as #12")
    if luck < 0.12:
        return ExperimentRow(
            number, "crash", hypothesis, "smoke", None, None, 2, "raised: ZeroDivisionError"
        )
    if luck < 0.125:
        return ExperimentRow(number, "unsafe", hypothesis, "screen", 0.3, None, 8, "beats floor")
    gain = rng.gauss(-0.06, 0.07) - (rng.random() < 0.06) * 2.0
    outcome, stage, size = ("indecisive", "race", 264) if gain > 0 else ("discard", "screen", 8)
    return ExperimentRow(number, outcome, hypothesis, stage, gain, None, size)


def counts_of(rows: tuple[ExperimentRow, ...]) -> dict[str, int]:
    """How many experiments had each outcome."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.outcome] = counts.get(row.outcome, 0) + 1
    return counts
