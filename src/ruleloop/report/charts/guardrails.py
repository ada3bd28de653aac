"""Guard-rails with their margins; each has a lane of its own, the limit at the same place."""

import math
from collections.abc import Mapping

from ruleloop.judge.verdict import Reading
from ruleloop.report.charts.lanes import Chart, Mark, Row, Tick, Tone, mark
from ruleloop.report.guardrail_words import (
    asked_words,
    bound_margin,
    margin_text,
    mean_margin,
    value_text,
)
from ruleloop.report.words import measure_words

_LIMIT_AT = 25.0  # percent of the lane; what breaks a limit lies left of it


def guardrail_chart(readings: tuple[Reading, ...], words: Mapping[str, str]) -> Chart:
    """One row per guard-rail: right of the line it holds, left of it it is broken."""
    rows = tuple(_row(reading, words) for reading in readings)
    return Chart(rows, (Tick(_LIMIT_AT, "limit"),), ("", "", "measured", "margin"))


def _row(reading: Reading, words: Mapping[str, str]) -> Row:
    size = max(abs(reading.limit), abs(reading.value)) or 1.0
    at = _at(mean_margin(reading) / size)
    tone: Tone = "better" if reading.holds else "worse"
    marks = [mark("bar", _LIMIT_AT, at, tone), Mark("dot", at, at, tone)]
    bound = bound_margin(reading)
    if bound is not None:
        marks.append(mark("whisker", at, _at(bound / size)))
    marks.append(Mark("rule", _LIMIT_AT, _LIMIT_AT))
    label = measure_words(reading.measure, words)
    return Row(label, tuple(marks), value_text(reading), margin_text(reading), asked_words(reading))


def _at(share: float) -> float:
    """The square root lets small margins be seen beside large ones."""
    if share >= 0.0:
        return round(_LIMIT_AT + (98.0 - _LIMIT_AT) * math.sqrt(min(1.0, share)), 2)
    return round(_LIMIT_AT - (_LIMIT_AT - 2.0) * math.sqrt(min(1.0, -share)), 2)
