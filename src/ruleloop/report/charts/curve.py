"""The course of the search: best so far, with every attempt that was not kept around it."""

from typing import Literal

import msgspec

from ruleloop.report.charts.lanes import Tick, ticks_of
from ruleloop.report.charts.scale import Scale
from ruleloop.report.numbers import count
from ruleloop.report.result import ExperimentRow, Keep, RunResult

_MOST_POINTS = 600


class Point(msgspec.Struct, frozen=True):
    """One attempt, in percent from the left and from the top."""

    x: float
    y: float
    kind: Literal["keep", "attempt", "beyond"]
    title: str = ""


class Segment(msgspec.Struct, frozen=True):
    """A straight piece of the best-so-far line, in percent."""

    x1: float
    y1: float
    x2: float
    y2: float


class Curve(msgspec.Struct, frozen=True):
    """The whole picture; `held_out_y` is the level that the hold-out gave.

    `held_out_below` says that this level lies below the end of the best-so-far line.
    """

    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    unit: str
    zero_y: float
    held_out_y: float | None = None
    held_out_below: bool = False
    remark: str = ""


def curve(result: RunResult) -> Curve | None:
    """Gain over best shipped against experiment number; None before the first attempt.

    An attempt stands where its screening estimate puts it above the champion of its moment; a
    keep where its confirmed gain does. Shares of best shipped where that mean is known.
    """
    if not result.experiments:
        return None
    reference = _reference(result)
    factor, unit = (100.0 / reference, "\N{NO-BREAK SPACE}%") if reference else (1.0, "")
    last = max(row.number for row in result.experiments)
    across = Scale(0.0, max(1.0, float(last)))
    attempts = [(row, factor * y) for row, y in _attempts(result)]
    held_out = _held_out(result, factor)
    marks = [factor * keep.cumulative for keep in result.keeps]
    marks += [] if held_out is None else [held_out]
    up = _vertical(marks, [y for _, y in attempts])
    shown = _thin(attempts)
    points = [_attempt_point(row, y, across, up) for row, y in shown]
    points += [_keep_point(keep, factor, across, up) for keep in result.keeps]
    heights = zip(up.ticks(), ticks_of(up, unit), strict=True)
    steps = _steps(result.keeps, factor, across, up)
    held_out_y = None if held_out is None else _down(up, held_out)
    return Curve(
        points=tuple(points),
        segments=steps,
        x_ticks=ticks_of(across),
        y_ticks=tuple(Tick(_down(up, y), tick.text) for y, tick in heights),
        unit=unit.strip() or result.goal.unit,
        zero_y=_down(up, 0.0),
        held_out_y=held_out_y,
        held_out_below=held_out_y is not None and held_out_y > steps[-1].y2,
        remark=_remark(shown, attempts, up),
    )


def _held_out(result: RunResult, factor: float) -> float | None:
    """The held-out gain; as a share it is one of best shipped *on the hold-out*."""
    gain = result.gains.held_out
    if gain is None:
        return None
    if factor == 1.0 or not gain.reference:
        return factor * gain.estimate.mean
    return 100.0 * gain.estimate.mean / abs(gain.reference)


def _reference(result: RunResult) -> float:
    known = [
        r.objective.mean for r in result.tournament if r.objective and r.name == result.best_shipped
    ]
    gains = result.gains
    known += [g.reference for g in (gains.confirmed, gains.in_search, gains.held_out) if g]
    return abs(known[0]) if known else 0.0


def _attempts(result: RunResult) -> list[tuple[ExperimentRow, float]]:
    """Every screened attempt that was not kept, with its height over best shipped."""
    level, keeps, attempts = 0.0, {keep.number: keep for keep in result.keeps}, []
    for row in sorted(result.experiments, key=lambda row: row.number):
        if row.number in keeps:
            level = keeps[row.number].cumulative
        elif row.screen_gain is not None:
            attempts.append((row, level + row.screen_gain))
    return attempts


def _vertical(marks: list[float], heights: list[float]) -> Scale:
    """Marks decide the range; the bulk of the attempts may widen it, outliers may not."""
    ordered = sorted(heights)
    low_bulk = ordered[len(ordered) // 10] if ordered else 0.0
    high_bulk = ordered[(95 * len(ordered)) // 100] if ordered else 0.0
    top = max([*marks, 0.0])
    size = top or max(high_bulk, -low_bulk) or 1.0
    high = max(1.15 * top, min(high_bulk, 1.6 * size), 0.1 * size)
    low = min([*marks, -0.25 * size, max(low_bulk, -size)])
    return Scale(low, high)


def _thin(attempts: list[tuple[ExperimentRow, float]]) -> list[tuple[ExperimentRow, float]]:
    stride = -(-len(attempts) // _MOST_POINTS) or 1
    return attempts[::stride]


def _down(up: Scale, value: float) -> float:
    return round(100.0 - up.at(value), 2)


def _attempt_point(row: ExperimentRow, y: float, across: Scale, up: Scale) -> Point:
    kind: Literal["beyond", "attempt"] = "attempt" if up.low <= y <= up.high else "beyond"
    return Point(across.at(row.number), _down(up, y), kind)


def _keep_point(keep: Keep, factor: float, across: Scale, up: Scale) -> Point:
    title = f"#{keep.number}: {keep.hypothesis}"
    return Point(across.at(keep.number), _down(up, factor * keep.cumulative), "keep", title)


def _steps(keeps: tuple[Keep, ...], factor: float, across: Scale, up: Scale) -> tuple[Segment, ...]:
    segments, x, y = [], 0.0, _down(up, 0.0)
    for keep in keeps:
        at, level = across.at(keep.number), _down(up, factor * keep.cumulative)
        segments += [Segment(x, y, at, y), Segment(at, y, at, level)]
        x, y = at, level
    return (*segments, Segment(x, y, 100.0, y))


def _remark(
    shown: list[tuple[ExperimentRow, float]], attempts: list[tuple[ExperimentRow, float]], up: Scale
) -> str:
    remarks = []
    if len(shown) < len(attempts):
        remarks.append(f"{len(shown):,} of {count(len(attempts), 'attempt')} are drawn.")
    beyond = sum(1 for _, y in shown if not up.low <= y <= up.high)
    if beyond:
        remarks.append(f"{count(beyond, 'attempt')} beyond the axis stand at its edge.")
    return " ".join(remarks)
