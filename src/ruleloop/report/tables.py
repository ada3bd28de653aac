"""The tables of a run, in the order in which a reader asks for them."""

from ruleloop.report.charts.bars import objective_bars, tournament_bars
from ruleloop.report.charts.three_gains import gain_share, gain_text, missing_words, named_gains
from ruleloop.report.charts.tornado import tornado
from ruleloop.report.charts.waterfall import waterfalls
from ruleloop.report.experiments import furthest
from ruleloop.report.guardrail_words import kind_words, limit_text, margin_text, value_text
from ruleloop.report.numbers import gain_decimals, signed, unit_words
from ruleloop.report.result import (
    Apart,
    ExperimentRow,
    Keep,
    RunResult,
    StressResult,
    WorldParameter,
)
from ruleloop.report.table import Table, of_chart
from ruleloop.report.words import apart_words, interval_words, measure_words

_PASSED = {True: "✓ survived", False: "✕ failed", None: "not tried"}


def gains_table(result: RunResult) -> Table:
    """In search, confirmed, held out."""
    rows = []
    for name, meaning, gain in named_gains(result):
        if gain is None:
            rows.append((name, missing_words(result), "", meaning))
            continue
        size = f"{gain_share(gain)} ({gain_text(gain, result)})".strip()
        rows.append((name, size, interval_words(gain, result.goal), meaning))
    title = f"Gain over the best known rules ({result.best_shipped}); plus means better"
    return Table(title, ("", "gain", "interval", "meaning"), tuple(rows))


def level_table(result: RunResult) -> Table | None:
    """Every arm of the hold-out."""
    if result.hold_out is None or not result.hold_out.arms:
        return None
    return of_chart(objective_bars(result, result.hold_out), "Mean objective on the hold-out")


def part_tables(result: RunResult) -> tuple[Table, ...]:
    """Where the difference comes from."""
    return tuple(of_chart(chart, title) for title, chart in waterfalls(result))


def guardrail_table(result: RunResult) -> Table | None:
    """The guard-rails on the hold-out."""
    readings = result.hold_out.guardrails if result.hold_out else ()
    if not readings:
        return None
    rows = tuple(
        (
            f"{measure_words(r.measure, result.plain_words)} ({kind_words(r)})",
            value_text(r),
            limit_text(r),
            margin_text(r),
        )
        for r in readings
    )
    return Table("Guard-rails", ("", "measured", "limit", "margin"), rows, (1, 2))


def apart_table(result: RunResult) -> Table | None:
    """The gain and the guard-rails in each part of the hold-out that must convince alone."""
    if result.hold_out is None or not result.hold_out.apart:
        return None
    rows = tuple(
        (apart_words(apart), *_gain_apart(apart, result), _rails_apart(apart, result))
        for apart in result.hold_out.apart
    )
    heads = ("unseen worlds where", "gain", "interval", "guard-rails")
    return Table("Each must convince alone", heads, rows)


def _gain_apart(apart: Apart, result: RunResult) -> tuple[str, str]:
    if apart.gain is None:
        return apart.fault or "the best known rules failed", ""
    size = f"{gain_share(apart.gain)} ({gain_text(apart.gain, result)})".strip()
    return size, interval_words(apart.gain, result.goal)


def _rails_apart(apart: Apart, result: RunResult) -> str:
    broken = [reading for reading in apart.guardrails if not reading.holds]
    if not broken:
        return "✓ hold"
    words = (
        f"{measure_words(r.measure, result.plain_words)} {value_text(r)}, limit {limit_text(r)}"
        for r in broken
    )
    return f"✕ {'; '.join(words)}"


def stress_table(result: RunResult) -> Table | None:
    """The rare situations."""
    if not result.stress:
        return None
    heads = ("", "new rules", "best known") if result.improved else ("", "best known")
    rows = tuple(
        (f"{s.name}: {s.why}", *(_PASSED[passes] for passes in stress_columns(s, result)))
        for s in result.stress
    )
    return Table("Rare situations", heads, rows)


def stress_columns(stress: StressResult, result: RunResult) -> tuple[bool | None, ...]:
    """Who passed: new rules and best shipped, which are the same where nothing was kept."""
    both = (stress.champion_passes, stress.best_shipped_passes)
    return both if result.improved else both[:1]


def keeps_table(result: RunResult) -> Table | None:
    """What was kept, and the gain confirmed for it."""
    if not result.keeps:
        return None
    places = keep_places(result)
    rows = tuple(
        (f"#{k.number}", k.hypothesis, measured_against(k), signed(k.confirmed.mean, places))
        for k in result.keeps
    )
    heads = ("", "hypothesis", "over", f"confirmed gain, {unit_words(result.goal.unit)}")
    return Table("Kept rewrites", heads, rows, (3,))


def measured_against(keep: Keep) -> str:
    """Over which rules a confirmed gain is."""
    if keep.kept_for == "simplicity":
        return "the best proven rules (kept because it is simpler)"
    return "the rules before it"


def keep_places(result: RunResult) -> int:
    """Decimals that suit the confirmed gains of single rewrites."""
    halves = [0.5 * (k.confirmed.high - k.confirmed.low) for k in result.keeps]
    if not halves and result.tournament:
        halves = [
            0.1 * (r.objective.high - r.objective.low) for r in result.tournament if r.objective
        ]
    return gain_decimals(min((half for half in halves if half > 0), default=0.0))


def sensitivity_table(result: RunResult) -> Table | None:
    """The gain at both extremes of every estimate."""
    if not result.sensitivity:
        return None
    return of_chart(tornado(result), "Gain when an estimate takes its extreme values")


def tournament_table(result: RunResult) -> Table | None:
    """The ranking of all shipped rule sets."""
    if not result.tournament:
        return None
    return of_chart(tournament_bars(result), "Opening tournament of all shipped rule sets")


def parameter_table(result: RunResult) -> Table | None:
    """The worlds that were played."""
    if not result.parameters:
        return None
    rows = tuple(
        (p.name, p.search, p.hold_out or "same", p.moved or "no", p.source or "assumption")
        for p in named_parameters(result)
    )
    return Table("World parameters", ("", "in search", "on hold-out", "moved", "source"), rows)


def named_parameters(result: RunResult) -> tuple[WorldParameter, ...]:
    """The parameters that play a part: a file that is not named does not."""
    return tuple(p for p in result.parameters if p.search or p.hold_out)


def experiment_table(result: RunResult, most: int) -> Table | None:
    """The experiments that came furthest."""
    if not result.experiments:
        return None
    shown = furthest(result.experiments, most)
    places = keep_places(result)
    title = f"Experiments ({len(shown):,} of {len(result.experiments):,})"
    heads = ("#", "outcome", "hypothesis", "last stage", "screen", "confirmed", "runs")
    return Table(title, heads, tuple(_experiment(row, places) for row in shown), (0, 4, 5, 6))


def _experiment(row: ExperimentRow, places: int) -> tuple[str, ...]:
    screen = "" if row.screen_gain is None else signed(row.screen_gain, places)
    confirmed = "" if row.confirmed_gain is None else signed(row.confirmed_gain, places)
    hypothesis = f"{row.hypothesis} ({row.note})" if row.note else row.hypothesis
    number, runs = str(row.number), f"{row.replications:,}" if row.replications else ""
    return number, row.outcome, hypothesis, row.stage or "", screen, confirmed, runs
