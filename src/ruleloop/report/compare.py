"""Rule sets beside a reference, on the same worlds and seeds."""

from typing import Literal

import msgspec

from ruleloop.judge.verdict import Estimate, Reading
from ruleloop.report.guardrail_words import kind_words, limit_text, margin_text, value_text
from ruleloop.report.numbers import (
    SPACE,
    count,
    decimals,
    gain_decimals,
    number,
    signed,
    signed_percent,
    unit_words,
)
from ruleloop.report.result import Gain, Goal, Interval
from ruleloop.report.table import Table
from ruleloop.report.words import (
    better_words,
    interval_words,
    measure_words,
    share_of,
    share_places,
)


class Compared(msgspec.Struct, frozen=True):
    """One rule set: its mean objective, its parts and its gain over the reference.

    `gain` is None for the reference itself, and for a rule set that failed; `fault` says why.
    """

    name: str
    objective: Interval | None
    gain: Estimate | None = None
    parts: dict[str, float] = {}
    guardrails: tuple[Reading, ...] = ()
    fault: str = ""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What `ruleloop compare` found. `ranges` says from which ranges the worlds were drawn."""

    title: str
    scenario: str
    goal: Goal
    reference: str
    rule_sets: tuple[Compared, ...]
    worlds: int
    replications: int
    seed: int | str = 0
    ranges: Literal["world", "holdout"] = "world"
    plain_words: dict[str, str] = {}

    @property
    def guardrails_hold(self) -> bool:
        """True when no rule set broke a guard-rail or failed."""
        return not any(
            rules.fault or any(not reading.holds for reading in rules.guardrails)
            for rules in self.rule_sets
        )


def comparison_tables(comparison: Comparison) -> tuple[Table, ...]:
    """Objective and gain, then parts, then guard-rails, one column per rule set."""
    tables = [_summary(comparison), _parts(comparison), _guardrails(comparison)]
    return tuple(table for table in tables if table.rows)


def _summary(comparison: Comparison) -> Table:
    rows = tuple(_summary_row(rules, comparison) for rules in comparison.rule_sets)
    title = (
        f"{comparison.scenario}: {count(comparison.replications, 'replication')} in"
        f" {count(comparison.worlds, 'world')} ({comparison.ranges} ranges);"
        " plus means better"
    )
    against = f"gain over {comparison.reference}"
    heads = ("rules", unit_words(comparison.goal.unit), against, "interval", "guard-rails")
    return Table(title, heads, rows, (1,))


def _summary_row(rules: Compared, comparison: Comparison) -> tuple[str, ...]:
    mean = rules.objective
    if rules.fault or mean is None:
        return rules.name, "n/a", f"failed: {rules.fault}", "", ""
    half = 0.5 * (mean.high - mean.low)
    places = decimals(half)
    level = number(mean.mean, places) + (f"{SPACE}±{SPACE}{number(half, places)}" if half else "")
    broken = [r.measure for r in rules.guardrails if not r.holds]
    names = ", ".join(measure_words(measure, comparison.plain_words) for measure in broken)
    held = f"✕ broken: {names}" if broken else "✓ hold" if rules.guardrails else ""
    reference = next((r for r in comparison.rule_sets if r.name == comparison.reference), None)
    if rules.gain is None or reference is None or reference.objective is None:
        return rules.name, level, "reference" if rules is reference else "", "", held
    gain = Gain(rules.gain, reference.objective.mean)
    return (
        rules.name,
        level,
        _gain(gain, comparison.goal),
        interval_words(gain, comparison.goal),
        held,
    )


def _gain(gain: Gain, goal: Goal) -> str:
    estimate, share = gain.estimate, share_of(gain)
    if share:  # in the unit of the interval beside it
        size = signed_percent(share.mean, share_places(share))
    else:
        size = signed(estimate.mean, gain_decimals(0.5 * (estimate.high - estimate.low)))
    if size.startswith("±"):
        return f"{size} no change"
    chance = ", may be chance" if estimate.low <= 0 <= estimate.high else ""
    return f"{size} {better_words(goal, estimate.mean)}{chance}"


def _parts(comparison: Comparison) -> Table:
    played = [rules for rules in comparison.rule_sets if rules.parts]
    names = dict.fromkeys(name for rules in played for name in rules.parts)
    rows = tuple(
        (
            measure_words(name, comparison.plain_words),
            *(number(rules.parts.get(name, 0.0)) for rules in played),
        )
        for name in names
    )
    heads = ("", *(rules.name for rules in played))
    unit = unit_words(comparison.goal.unit)
    return Table(f"Parts of the objective, {unit}", heads, rows, tuple(range(1, len(heads))))


def _guardrails(comparison: Comparison) -> Table:
    rows = tuple(
        (
            rules.name,
            f"{measure_words(r.measure, comparison.plain_words)} ({kind_words(r)})",
            value_text(r),
            limit_text(r),
            margin_text(r),
        )
        for rules in comparison.rule_sets
        for r in rules.guardrails
    )
    return Table("Guard-rails", ("rules", "", "measured", "limit", "margin"), rows, (2, 3))
