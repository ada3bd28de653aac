"""Where a difference comes from: the parts of the objective, one step each."""

from collections.abc import Iterable, Mapping

from ruleloop.report.charts.lanes import Chart, Mark, Row, mark, ticks_of, zero_of
from ruleloop.report.charts.scale import Scale, scale_over
from ruleloop.report.numbers import decimals_of, number, signed, unit_words
from ruleloop.report.result import Arm, Goal, Role, RunResult
from ruleloop.report.words import better_words, measure_words

_MOST_STEPS = 10
_NEAR_ZERO = 0.5  # zero is shown when the smallest level is below this share of the largest


def waterfalls(result: RunResult) -> tuple[tuple[str, Chart], ...]:
    """(title, chart) from best shipped and from the baseline to the champion, on the hold-out."""
    hold_out = result.hold_out
    champion = hold_out.arm("champion") if hold_out else None
    if not (hold_out and champion and result.improved):
        return ()
    starts: tuple[tuple[Role, str], ...] = (
        ("best shipped", f"Best known rules ({result.best_shipped})"),
        ("baseline", f"Baseline ({result.baseline})"),
    )
    charts = []
    for role, label in starts:
        arm = hold_out.arm(role)
        if arm is None or (role == "baseline" and result.baseline == result.best_shipped):
            continue
        labels = (label, "New rules")
        chart = waterfall(arm, champion, goal=result.goal, labels=labels, words=result.plain_words)
        if chart:
            charts.append((f"From {label[0].lower()}{label[1:]} to the new rules", chart))
    return tuple(charts)


def waterfall(
    before: Arm, after: Arm, *, goal: Goal, labels: tuple[str, str], words: Mapping[str, str]
) -> Chart | None:
    """Steps from one arm's objective to another's, largest first; None when an arm has no parts.

    Parts that are zero for both arms are left out; parts that do not sum to the objective leave a
    step called `everything else`.
    """
    if not (before.parts and after.parts):
        return None
    steps = _steps(before, after, words)
    levels = _levels(before.objective.mean, [change for _, change in steps])
    scale = _scale(levels)
    sizes = [abs(change) for _, change in steps] or [abs(levels[0])]
    places = decimals_of(max(sizes), digits=2)
    rows = [_total(labels[0], levels[0], scale, places, tail="link-out")]
    for (label, change), start, end in zip(steps, levels, levels[1:], strict=False):
        rows.append(_step(label, change, (start, end), scale=scale, places=places, goal=goal))
    rows.append(_total(labels[1], levels[-1], scale, places, tail="link-in"))
    zero = zero_of(scale)
    caution = "" if zero is not None else "The axis does not start at zero."
    heads = ("", "", unit_words(goal.unit), "")
    return Chart(tuple(rows), ticks_of(scale), heads, zero, caution=caution)


def _steps(before: Arm, after: Arm, words: Mapping[str, str]) -> list[tuple[str, float]]:
    named = (*before.parts, *after.parts)
    names = [n for n in dict.fromkeys(named) if before.parts.get(n) or after.parts.get(n)]
    changes = {name: after.parts.get(name, 0.0) - before.parts.get(name, 0.0) for name in names}
    order = sorted(changes, key=lambda name: (-abs(changes[name]), name))
    steps = [(measure_words(name, words), changes[name]) for name in order[:_MOST_STEPS]]
    total = after.objective.mean - before.objective.mean
    rest = total - sum(change for _, change in steps)
    if abs(rest) > 1e-6 * max(abs(total), abs(before.objective.mean)):
        steps.append(("everything else", rest))
    return steps


def _levels(start: float, changes: Iterable[float]) -> list[float]:
    levels = [start]
    for change in changes:
        levels.append(levels[-1] + change)
    return levels


def _scale(levels: list[float]) -> Scale:
    near = min(abs(x) for x in levels) < _NEAR_ZERO * max(abs(x) for x in levels)
    return scale_over(levels, zero=near, padding=0.08)


def _total(label: str, level: float, scale: Scale, places: int, *, tail: str) -> Row:
    at = scale.at(level)
    zero = zero_of(scale)
    # A bar must start at zero; without zero in view the level is a line, not a bar.
    body = mark("bar", zero, at, "shipped") if zero is not None else Mark("rule", at, at)
    link = Mark("link-in" if tail == "link-in" else "link-out", at, at)
    return Row(label, (link, body), number(level, places), strong=True)


def _step(
    label: str,
    change: float,
    ends: tuple[float, float],
    *,
    scale: Scale,
    places: int,
    goal: Goal,
) -> Row:
    gain = -change if goal.direction == "minimise" else change
    start, end = scale.at(ends[0]), scale.at(ends[1])
    value = signed(change, places)
    marks = (
        Mark("link-in", start, start),
        mark("bar", start, end, "better" if gain >= 0 else "worse"),
        Mark("link-out", end, end),
    )
    note = "no change" if value.startswith("±") else better_words(goal, gain)
    return Row(label, marks, value, note)
