"""The parts of a chart: rows that carry marks on a lane, with ticks below."""

from typing import Literal

import msgspec

from ruleloop.report.charts.scale import Scale
from ruleloop.report.numbers import number

Tone = Literal["champion", "shipped", "baseline", "bound", "better", "worse", "neutral"]
Shape = Literal["bar", "whisker", "dot", "rule", "link-in", "link-out"]


class Mark(msgspec.Struct, frozen=True):
    """One shape on a lane, from `start` to `end` percent of its width, `start` <= `end`."""

    shape: Shape
    start: float
    end: float
    tone: Tone = "neutral"

    @property
    def width(self) -> float:
        """Its width in percent."""
        return round(self.end - self.start, 2)


class Row(msgspec.Struct, frozen=True):
    """One labelled line of a chart; `value` and `note` are text beside the lane."""

    label: str
    marks: tuple[Mark, ...]
    value: str
    note: str = ""
    sub: str = ""
    strong: bool = False


class Tick(msgspec.Struct, frozen=True):
    """A labelled position in percent."""

    at: float
    text: str


class Chart(msgspec.Struct, frozen=True):
    """A whole chart; `heads` name the label, lane, value and note columns.

    `remark` is about the numbers, `caution` only about the picture.
    """

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    heads: tuple[str, str, str, str]
    zero: float | None = None
    remark: str = ""
    caution: str = ""


def mark(shape: Shape, start: float, end: float, tone: Tone = "neutral") -> Mark:
    """A mark whose ends may come in any order."""
    return Mark(shape, min(start, end), max(start, end), tone)


def ticks_of(scale: Scale, unit: str = "") -> tuple[Tick, ...]:
    """The labelled ticks of a scale."""
    places = scale.tick_places
    return tuple(Tick(scale.at(t), number(t, places) + unit) for t in scale.ticks())


def zero_of(scale: Scale) -> float | None:
    """Where zero lies, when it is in view."""
    return scale.at(0.0) if scale.low <= 0.0 <= scale.high else None
