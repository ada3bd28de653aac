"""Guard-rails with their margins; each has a lane of its own, the limit at the same place."""

import math
from collections.abc import Mapping

from ruleloop.judge.verdict import Reading
from ruleloop.report.charts.lanes import Chart, Mark, Row, Tick, Tone, mark
from ruleloop.report.numbers import decimals_of, number
from ruleloop.report.words import measure_words

_LIMIT_AT = 25.0  # percent of the lane; what breaks a limit lies left of it


def guardrail_chart(readings: tuple[Reading, ...], words: Mapping[str, str]) -> Chart:
    """One row per guard-rail: right of the line it holds, left of it it is broken."""
    rows = tuple(_row(reading, words) for reading in readings)
    return Chart(rows, (Tick(_LIMIT_AT, "limit"),), ("", "", "measured", "margin"))


def margin_text(reading: Reading) -> str:
    """`✓ holds by 0.021` or `✕ BROKEN by 0.004`."""
    places = _places(reading)
    verdict = "✓ holds" if reading.holds else "✕ BROKEN"
    margin = f" by {number(abs(reading.margin), places)}" if reading.margin else ""
    return verdict + margin


def limit_text(reading: Reading) -> str:
    """The limit with the decimals that the margin deserves."""
    return number(reading.limit, _places(reading))


def value_text(reading: Reading) -> str:
    """The measured value with the decimals that its margin deserves."""
    return number(reading.value, _places(reading))


def _places(reading: Reading) -> int:
    if not reading.margin:
        return 0 if reading.value == int(reading.value) else decimals_of(reading.value)
    return decimals_of(reading.margin, digits=2)


def _row(reading: Reading, words: Mapping[str, str]) -> Row:
    size = max(abs(reading.limit), abs(reading.value)) or 1.0
    at = _at(reading.margin / size)
    tone: Tone = "better" if reading.holds else "worse"
    limit = Mark("rule", _LIMIT_AT, _LIMIT_AT)
    marks = [mark("bar", _LIMIT_AT, at, tone), Mark("dot", at, at, tone), limit]
    if reading.bound is not None:
        marks.append(mark("whisker", at, _at(_bound_margin(reading) / size)))
    label = measure_words(reading.measure, words)
    note = f"{margin_text(reading)}\nlimit {limit_text(reading)}"
    return Row(label, tuple(marks), value_text(reading), note, reading.guardrail)


def _bound_margin(reading: Reading) -> float:
    side = 1.0 if (reading.value - reading.limit) * reading.margin >= 0.0 else -1.0
    return side * ((reading.bound or 0.0) - reading.limit)


def _at(share: float) -> float:
    """The square root lets small margins be seen beside large ones."""
    if share >= 0.0:
        return round(_LIMIT_AT + (98.0 - _LIMIT_AT) * math.sqrt(min(1.0, share)), 2)
    return round(_LIMIT_AT - (_LIMIT_AT - 2.0) * math.sqrt(min(1.0, -share)), 2)
