"""Sensitivity: how the gain over best shipped moves with every estimate, widest first."""

from ruleloop.judge.verdict import Estimate
from ruleloop.report.charts.lanes import Chart, Mark, Row, mark, ticks_of, zero_of
from ruleloop.report.charts.scale import Scale, scale_over
from ruleloop.report.numbers import gain_decimals, plain, signed, unit_words
from ruleloop.report.result import RunResult, SensitivityRow

MOST_ROWS = 30
MOST_MEMBERS = 3  # of a group are written under its name; the table of parameters has them all


def tornado(result: RunResult, places_shown: slice = slice(None)) -> Chart:
    """One bar per estimate or group of them, from the gain at the low end to that at the high end.

    `places_shown`: of the estimates, widest first; all share one scale.
    """
    rows = sorted(result.sensitivity, key=lambda r: (-_swing(r), r.parameter))
    known = [estimate for row in rows for estimate in _known(row)]
    held_out = result.gains.held_out
    middle = held_out.estimate.mean if held_out else None
    ends = [x for e in known for x in (e.low, e.mean, e.high)]
    scale = scale_over([*ends, *([middle] if middle is not None else [])], zero=True)
    widths = [0.5 * (e.high - e.low) for e in known]
    places = gain_decimals(min((w for w in widths if w > 0), default=0.0))
    heads = ("", "", f"gain, {unit_words(result.goal.unit)}", "")
    drawn = tuple(_row(r, scale, places, middle) for r in rows[places_shown])
    return Chart(drawn, ticks_of(scale), heads, zero_of(scale), remark(result))


def remark(result: RunResult) -> str:
    """Whether the gain survives every estimate, in a sentence."""
    lost = [r.parameter for r in result.sensitivity if _is_lost(r)]
    unsure = [r.parameter for r in result.sensitivity if min(e.low for e in _known(r)) <= 0]
    if lost:
        return f"The gain vanishes, turns or fails at an extreme of: {', '.join(lost)}."
    if unsure:
        return f"The gain stays positive throughout, but not provably at: {', '.join(unsure)}."
    return "The gain stays provably positive at both extremes of every estimate."


def _known(row: SensitivityRow) -> list[Estimate]:
    return [estimate for estimate in (row.at_low, row.at_high) if estimate]


def _is_lost(row: SensitivityRow) -> bool:
    known = _known(row)
    return len(known) < 2 or min(estimate.mean for estimate in known) <= 0.0


def _note(row: SensitivityRow) -> str:
    if not _is_lost(row):
        return ""
    known = _known(row)
    sure = len(known) < 2 or min(e.high for e in known) <= 0.0
    return "gain lost" if sure else "may be lost"


def _swing(row: SensitivityRow) -> float:
    if row.at_low is None or row.at_high is None:
        return float("inf")
    return abs(row.at_high.mean - row.at_low.mean)


def _row(row: SensitivityRow, scale: Scale, places: int, middle: float | None) -> Row:
    lost = _is_lost(row)
    value = " … ".join(signed(e.mean, places) if e else "failed" for e in (row.at_low, row.at_high))
    marks = _marks(_known(row), scale, lost=lost)
    if middle is not None:
        marks.append(Mark("rule", scale.at(middle), scale.at(middle)))
    note = _note(row)
    return Row(row.description or row.parameter, tuple(marks), value, note, _span(row))


def _span(row: SensitivityRow) -> str:
    if row.members:
        more = f" and {len(row.members) - MOST_MEMBERS} more"
        shown = ", ".join(row.members[:MOST_MEMBERS])
        return shown + (more if len(row.members) > MOST_MEMBERS else "")
    span = f"from {plain(row.low_value)} to {plain(row.high_value)}"
    return f"{row.parameter} {span}" if row.description else span


def _marks(known: list[Estimate], scale: Scale, *, lost: bool) -> list[Mark]:
    if not known:
        return []
    means = [scale.at(e.mean) for e in known]
    reach = scale.at(min(e.low for e in known)), scale.at(max(e.high for e in known))
    bar = mark("bar", min(means), max(means), "worse" if lost else "better")
    return [mark("whisker", *reach), bar]
