"""Bars from zero: baseline, best shipped, champion, foresight and floor on the hold-out."""

from ruleloop.report.charts.lanes import Chart, Mark, Row, Tone, mark, ticks_of, zero_of
from ruleloop.report.charts.scale import Scale, scale_over
from ruleloop.report.numbers import SPACE, decimals, decimals_of, number, percent, unit_words
from ruleloop.report.result import Arm, HoldOut, Interval, Ranked, Role, RunResult
from ruleloop.report.words import better_words

_ROLES: dict[Role, tuple[str, Tone, str]] = {
    "baseline": ("Baseline", "baseline", "what guard-rails are relative to"),
    "best shipped": ("Best known rules", "shipped", "winner of the opening tournament"),
    "champion": ("New rules", "champion", "the best the search kept"),
    "foresight": ("Foresight", "bound", "the best plan known to someone who sees the future"),
    "floor": ("Floor", "bound", "proven: nothing can be better"),
}

_LEAST_SHARE = 0.005  # of the way to what is conceivable: less would be told as 0 %


def objective_bars(result: RunResult, hold_out: HoldOut) -> Chart:
    """Every arm of the hold-out, drawn from zero, with its difference to best shipped.

    Where nothing was kept, champion and best shipped are the same rules and have one bar.
    """
    shown = [role for role in _ROLES if role != "champion" or result.improved]
    arms = [arm for role in shown for arm in [hold_out.arm(role)] if arm]
    scale = scale_over(_ends([arm.objective for arm in arms]), zero=True, padding=0.03)
    places = _places([arm.objective for arm in arms])
    rows = tuple(_arm_row(arm, scale, places, result, hold_out) for arm in arms)
    heads = ("", "", unit_words(result.goal.unit), "against best known")
    return Chart(rows, ticks_of(scale), heads, zero_of(scale), closed_share(result, hold_out))


def tournament_bars(result: RunResult) -> Chart:
    """The ranking of all shipped rule sets, drawn from zero."""
    intervals = [ranked.objective for ranked in result.tournament if ranked.objective]
    scale = scale_over(_ends(intervals), zero=True, padding=0.03)
    places = _places(intervals)
    rows = tuple(_ranked_row(r, scale, places, result) for r in result.tournament)
    heads = ("", "", unit_words(result.goal.unit), "guard-rails")
    return Chart(rows, ticks_of(scale), heads, zero_of(scale))


def closed_share(result: RunResult, hold_out: HoldOut) -> str:
    """How much of the way from best shipped to foresight (or the floor) was closed."""
    champion, shipped = hold_out.arm("champion"), hold_out.arm("best shipped")
    goal = hold_out.arm("foresight") or hold_out.arm("floor")
    if not (champion and shipped and goal and result.improved):
        return ""
    way = goal.objective.mean - shipped.objective.mean
    done = champion.objective.mean - shipped.objective.mean
    if way == 0.0 or done / way < _LEAST_SHARE:
        return ""
    name = "perfect foresight" if goal.role == "foresight" else "the proven floor"
    return (
        f"The new rules go {number(100 * done / way, 0)}{SPACE}% of the way from the best known"
        f" rules to {name}, which no rule that must decide today can expect to reach."
    )


def _arm_row(arm: Arm, scale: Scale, places: int, result: RunResult, hold_out: HoldOut) -> Row:
    label, tone, meaning = _ROLES[arm.role]
    note = "" if arm.role == "best shipped" else _against(arm, hold_out, result)
    sub = f"{arm.name}: {meaning}" if arm.name else meaning
    value = number(arm.objective.mean, places)
    return Row(label, _marks(arm.objective, scale, tone), value, note, sub, arm.role == "champion")


def _against(arm: Arm, hold_out: HoldOut, result: RunResult) -> str:
    shipped = hold_out.arm("best shipped")
    if shipped is None or shipped.objective.mean == 0.0:
        return ""
    change = arm.objective.mean - shipped.objective.mean
    gain = change if result.goal.direction == "maximise" else -change
    share = percent(abs(change / shipped.objective.mean))
    if not any(digit in share for digit in "123456789"):
        return "no change"
    return f"{share} {better_words(result.goal, gain)}"


def _ranked_row(ranked: Ranked, scale: Scale, places: int, result: RunResult) -> Row:
    best = ranked.name == result.best_shipped
    roles = [("baseline", ranked.name == result.baseline), ("best known, first champion", best)]
    sub = ", ".join([name for name, is_so in roles if is_so] + [ranked.note])
    mean = ranked.objective
    return Row(
        ranked.name,
        _marks(mean, scale, "shipped" if best else "baseline") if mean else (),
        number(mean.mean, places) if mean else "failed",
        "✓ hold" if ranked.guardrails_hold else "✕ broken",
        sub.strip(", "),
        best,
    )


def _marks(interval: Interval, scale: Scale, tone: Tone) -> tuple[Mark, ...]:
    bar = mark("bar", scale.at(0.0), scale.at(interval.mean), tone)
    if interval.low == interval.high:
        return (bar,)
    return bar, mark("whisker", scale.at(interval.low), scale.at(interval.high))


def _ends(intervals: list[Interval]) -> list[float]:
    return [x for i in intervals for x in (i.low, i.mean, i.high)]


def _places(intervals: list[Interval]) -> int:
    widths = [0.5 * (i.high - i.low) for i in intervals if i.high > i.low]
    if widths:
        return decimals(min(widths))
    return decimals_of(max((abs(i.mean) for i in intervals), default=1.0))
