"""The three numbers of a run beside each other: in search, confirmed, held out."""

from ruleloop.report.charts.lanes import Chart, Mark, Row, mark, ticks_of, zero_of
from ruleloop.report.charts.scale import Scale, scale_over
from ruleloop.report.numbers import count, gain_decimals, number, signed, signed_percent, unit_words
from ruleloop.report.result import Gain, RunResult
from ruleloop.report.words import better_words, interval_words, share_of, share_places


def three_gains(result: RunResult) -> Chart:
    """A dot with its interval for each number that is known, in the objective's unit."""
    named = named_gains(result)
    known = [gain for *_, gain in named if gain]
    ends = [x for g in known for x in (g.estimate.low, g.estimate.mean, g.estimate.high)]
    scale = scale_over(ends, zero=True)
    rows = tuple(_row(name, meaning, gain, scale, result) for name, meaning, gain in named)
    heads = ("", "", "of best known", "")
    return Chart(rows, ticks_of(scale), heads, zero_of(scale))


def named_gains(result: RunResult) -> tuple[tuple[str, str, Gain | None], ...]:
    """(name, what it means, the gain) of the three numbers, from flattering to honest."""
    gains = result.gains
    return (
        ("In search", "selected by the search, so it flatters", gains.in_search),
        ("Confirmed", "fresh seeds of the same kind of worlds", gains.confirmed),
        ("Held out", "worlds the search never saw: decide by this", gains.held_out),
    )


def missing_words(result: RunResult) -> str:
    """What stands in place of a gain that is not known."""
    if result.status == "running" or (result.improved and result.status == "interrupted"):
        return "not yet"
    return "not known" if result.improved else "none"


def gain_text(gain: Gain, result: RunResult) -> str:
    """`0.14 EUR per unit cheaper`; the word stands for the sign."""
    estimate = gain.estimate
    places = gain_decimals(0.5 * (estimate.high - estimate.low))
    if signed(estimate.mean, places).startswith("±"):
        return "no change"
    size = number(abs(estimate.mean), places)
    return f"{size} {unit_words(result.goal.unit)} {better_words(result.goal, estimate.mean)}"


def gain_share(gain: Gain) -> str:
    """`+4.0 %`, or nothing when a share makes no sense."""
    share = share_of(gain)
    return signed_percent(share.mean, share_places(share)) if share else ""


def _row(name: str, meaning: str, gain: Gain | None, scale: Scale, result: RunResult) -> Row:
    strong = name == "Held out"
    if gain is None:
        return Row(name, (), missing_words(result), "", meaning, strong)
    estimate = gain.estimate
    at = scale.at(estimate.mean)
    marks = (
        mark("whisker", scale.at(estimate.low), scale.at(estimate.high)),
        Mark("dot", at, at, "champion" if strong else "shipped"),
    )
    sub = f"{meaning}; {interval_words(gain, result.goal)}, {count(estimate.pairs, 'pair')}"
    return Row(name, marks, gain_share(gain), gain_text(gain, result), sub, strong)
