"""The objective against a second measure: a dot per tried rule set, marks for those that matter."""

from typing import Literal

import msgspec

from ruleloop.report.charts.lanes import Tick
from ruleloop.report.charts.scale import Scale, scale_over
from ruleloop.report.numbers import count, decimals, signed, unit_words
from ruleloop.report.result import RunResult, Traded, TradeOff
from ruleloop.report.words import goal_words, measure_words

_LABEL_WIDTH, _LABEL_HEIGHT = 12.0, 9.0  # percent

SpotKind = Literal["attempt", "beyond", "shipped", "keep", "baseline", "best", "champion"]


class Spot(msgspec.Struct, frozen=True):
    """One rule set, in percent from the left and from the top.

    `label` is written beside it, below or above, `title` shown to who points at it.
    """

    x: float
    y: float
    kind: SpotKind
    label: str = ""
    title: str = ""
    is_below: bool = False


class Line(msgspec.Struct, frozen=True):
    """A guard-rail on the second measure, in percent from the top."""

    y: float
    text: str


class Spread(msgspec.Struct, frozen=True):
    """The whole picture. `named` repeats the labelled spots as text: who, gain, change."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    zero_x: float
    zero_y: float
    goal: str
    unit: str
    measure: str
    named: tuple[tuple[str, str, str], ...]
    remark: str = ""


def spread(result: RunResult) -> Spread | None:
    """Everything that was tried, as differences to best shipped; None without a second measure."""
    traded = result.trade_off
    if traded is None or not (traded.tried or traded.kept):
        return None
    labelled = _labelled(result, traded)
    marks = [*traded.kept, *(place for _, _, place in labelled)]
    across = _scale([m.gain for m in marks], [t.gain for t in traded.tried])
    heights = [*(m.change for m in marks), *traded.limits]
    up = _scale(heights, [t.change for t in traded.tried])
    frame = _Frame(across, up)
    named = {place.name for _, _, place in labelled}
    shipped = [each for each in traded.shipped if each.name not in named]
    quiet = (
        *(frame.spot(each, "attempt") for each in traded.tried),
        *(frame.spot(each, "shipped", title=f"{each.name} (shipped)") for each in shipped),
        *(frame.spot(each, "keep", title=f"{each.name}, kept") for each in traded.kept[:-1]),
    )
    return Spread(
        spots=(
            *quiet,
            *(_placed(frame.spot(p, kind, label=name), quiet) for kind, name, p in labelled),
        ),
        lines=tuple(Line(frame.down(limit), "guard-rail") for limit in traded.limits),
        x_ticks=_ticks(across),
        y_ticks=tuple(Tick(round(100.0 - tick.at, 2), tick.text) for tick in _ticks(up)),
        zero_x=across.at(0.0),
        zero_y=frame.down(0.0),
        goal=goal_words(result.goal),
        unit=unit_words(result.goal.unit),
        measure=measure_words(traded.measure, result.plain_words),
        named=_named(labelled, traded, across, up),
        remark=_remark(traded, sum(not frame.holds(s) for s in (*traded.tried, *shipped))),
    )


class _Frame(msgspec.Struct, frozen=True):
    """Both scales; what lies outside stands at the edge."""

    across: Scale
    up: Scale

    def down(self, change: float) -> float:
        return round(100.0 - self.up.at(change), 2)

    def holds(self, place: Traded) -> bool:
        inside = self.across.low <= place.gain <= self.across.high
        return inside and self.up.low <= place.change <= self.up.high

    def spot(self, place: Traded, kind: SpotKind, *, label: str = "", title: str = "") -> Spot:
        shown: SpotKind = kind if kind != "attempt" or self.holds(place) else "beyond"
        return Spot(self.across.at(place.gain), self.down(place.change), shown, label, title)


def _labelled(result: RunResult, traded: TradeOff) -> list[tuple[SpotKind, str, Traded]]:
    """Baseline, best shipped and champion, as far as they differ and are known."""
    shipped = {each.name: each for each in traded.shipped}
    best = shipped.get(result.best_shipped) or Traded(result.best_shipped, 0.0, 0.0)
    found: list[tuple[SpotKind, str, Traded]] = []
    if result.baseline != result.best_shipped and result.baseline in shipped:
        found.append(("baseline", "Baseline", shipped[result.baseline]))
    found.append(("best", "Best known rules", best))
    if traded.kept:
        found.append(("champion", "New rules", traded.kept[-1]))
    return found


def _placed(spot: Spot, others: tuple[Spot, ...]) -> Spot:
    """The same with its label on the side where it covers less."""
    near = [other.y - spot.y for other in others if abs(other.x - spot.x) < _LABEL_WIDTH]
    above = sum(-_LABEL_HEIGHT < way < 0.0 for way in near)
    below = sum(0.0 < way < _LABEL_HEIGHT for way in near)
    return msgspec.structs.replace(spot, is_below=below < above)


def _scale(marks: list[float], tried: list[float]) -> Scale:
    """All marks and the bulk of the attempts; outliers would leave nothing to see of the rest."""
    ordered = sorted(tried)
    bulk = ordered[len(ordered) // 10 : len(ordered) - len(ordered) // 50]
    return scale_over([*marks, *bulk], zero=False, padding=0.06)


def _ticks(scale: Scale) -> tuple[Tick, ...]:
    places = scale.tick_places
    return tuple(Tick(scale.at(t), signed(t, places) if t else "0") for t in scale.ticks())


def _named(
    labelled: list[tuple[SpotKind, str, Traded]], traded: TradeOff, across: Scale, up: Scale
) -> tuple[tuple[str, str, str], ...]:
    places = [decimals((scale.high - scale.low) / 50.0) for scale in (across, up)]
    rows = [
        (label, signed(place.gain, places[0]), signed(place.change, places[1]))
        for kind, label, place in labelled
        if kind != "best"
    ]
    limits = [("Guard-rail", "", signed(limit, places[1])) for limit in traded.limits]
    return (*rows, *limits)


def _remark(traded: TradeOff, beyond: int) -> str:
    remarks = []
    if len(traded.tried) < traded.how_many:
        remarks.append(f"{len(traded.tried):,} of {count(traded.how_many, 'attempt')} are drawn.")
    if beyond:
        stand = "stands" if beyond == 1 else "stand"
        remarks.append(f"{count(beyond, 'rule set')} beyond the axes {stand} at the edge.")
    return " ".join(remarks)
