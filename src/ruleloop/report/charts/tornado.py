"""Sensitivity: how the gain over best shipped moves with every assumption, widest first."""

from ruleloop.report.charts.lanes import Chart, Mark, Row, mark, ticks_of, zero_of
from ruleloop.report.charts.scale import Scale, scale_over
from ruleloop.report.numbers import decimals, plain, signed, unit_words
from ruleloop.report.result import RunResult, SensitivityRow

_MOST_ROWS = 30


def tornado(result: RunResult) -> Chart:
    """One bar per assumption, from the gain at its low value to the gain at its high value."""
    rows = sorted(result.sensitivity, key=lambda r: (-_swing(r), r.parameter))[:_MOST_ROWS]
    ends = [x for r in rows for e in (r.at_low, r.at_high) for x in (e.low, e.mean, e.high)]
    held_out = result.gains.held_out
    middle = held_out.estimate.mean if held_out else None
    scale = scale_over([*ends, *([middle] if middle is not None else [])], zero=True)
    widths = [0.5 * (e.high - e.low) for r in rows for e in (r.at_low, r.at_high)]
    places = decimals(min((w for w in widths if w > 0), default=0.0))
    heads = ("", "", f"gain, {unit_words(result.goal.unit)}", "")
    drawn = tuple(_row(r, scale, places, middle) for r in rows)
    return Chart(drawn, ticks_of(scale), heads, zero_of(scale), remark(result))


def remark(result: RunResult) -> str:
    """Whether the gain survives every assumption, in a sentence."""
    lost = [r.parameter for r in result.sensitivity if min(r.at_low.mean, r.at_high.mean) <= 0]
    unsure = [r.parameter for r in result.sensitivity if min(r.at_low.low, r.at_high.low) <= 0]
    if lost:
        return f"The gain vanishes or turns at an extreme of: {', '.join(lost)}."
    if unsure:
        return f"The gain stays positive throughout, but not provably at: {', '.join(unsure)}."
    return "The gain stays provably positive at both extremes of every assumption."


def _swing(row: SensitivityRow) -> float:
    return abs(row.at_high.mean - row.at_low.mean)


def _row(row: SensitivityRow, scale: Scale, places: int, middle: float | None) -> Row:
    low, high = row.at_low, row.at_high
    worst = min(low.mean, high.mean)
    at_low, at_high = scale.at(low.mean), scale.at(high.mean)
    reach = scale.at(min(low.low, high.low)), scale.at(max(low.high, high.high))
    marks = [mark("whisker", *reach)]
    marks.append(mark("bar", at_low, at_high, "better" if worst > 0 else "worse"))
    if middle is not None:
        marks.append(Mark("rule", scale.at(middle), scale.at(middle)))
    value = f"{signed(low.mean, places)} … {signed(high.mean, places)}"
    span = f"from {plain(row.low_value)} to {plain(row.high_value)}"
    sub = f"{row.parameter} {span}" if row.description else span
    note = "" if worst > 0 else "gain lost"
    return Row(row.description or row.parameter, tuple(marks), value, note, sub)
