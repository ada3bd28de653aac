"""The one-minute answer: may these rules be used, and what do they gain?"""

from typing import Literal

import msgspec

from ruleloop.judge.verdict import Reading
from ruleloop.report.clean import line
from ruleloop.report.guardrail_words import bound_text, is_unproven, limit_text, value_text
from ruleloop.report.numbers import count, decimals, number, percent, unit_words
from ruleloop.report.result import Apart, Arm, Gain, HoldOut, RunResult
from ruleloop.report.words import (
    apart_words,
    better_words,
    direction_words,
    goal_words,
    interval_words,
    measure_words,
    moved_words,
    size_words,
    verb,
)

_NO_OPENING_LEFT = "No opening of the hold-out is left; start a new run for fresh evidence"

_FEW = 100
"""Below so many experiments a search without a find says little: one keep in some hundred
experiments is usual, see docs/results.md."""

Tone = Literal["good", "caution", "bad", "neutral"]


class Finding(msgspec.Struct, frozen=True):
    """A short title, one sentence for the whole answer, and notes that belong beside it."""

    tone: Tone
    title: str
    sentence: str
    notes: tuple[str, ...] = ()


def finding(result: RunResult) -> Finding:
    """The honest answer for this state of the run."""
    if result.hold_out and (result.hold_out.fault or result.hold_out.beats_floor):
        return _unsound(result, result.hold_out)
    if result.status == "running":
        return _running(result)
    if not result.improved:
        return _nothing_found(result)
    held_out = result.gains.held_out
    if held_out is None:
        return _incomparable(result) if result.hold_out else _not_held_out(result)
    return _held_out(result, held_out)


def broken_guardrails(result: RunResult) -> tuple[Reading, ...]:
    """The guard-rails that the champion broke on the hold-out."""
    readings = result.hold_out.guardrails if result.hold_out else ()
    return tuple(reading for reading in readings if not reading.holds)


def guardrail_sentence(result: RunResult) -> str:
    """Whether the guard-rails hold, in a sentence; never silent when there are none."""
    readings = result.hold_out.guardrails if result.hold_out else ()
    broken = broken_guardrails(result)
    if not readings:
        return "No guard-rail was measured on the hold-out."
    if not broken:
        return "All guard-rails hold." if len(readings) > 1 else "The guard-rail holds."
    parts = "; ".join(_broken(reading, result) for reading in broken)
    fault = "not proven to hold" if all(map(is_unproven, broken)) else "broken"
    return f"{count(len(broken), 'guard-rail is', 'guard-rails are')} {fault}: {parts}."


def _held_out(result: RunResult, gain: Gain) -> Finding:
    sentence = f"{_comparison(result, gain)} {guardrail_sentence(result)}"
    notes = _notes(result)
    size = f"{size_words(gain, result.goal)} {better_words(result.goal, gain.estimate.mean)}"
    if broken := broken_guardrails(result):
        fault = "is not proven to hold" if all(map(is_unproven, broken)) else "is broken"
        return Finding("bad", f"Do not adopt: a guard-rail {fault}", sentence, notes)
    if gain.estimate.high < 0:
        return Finding("bad", f"Do not adopt: {size} in unseen worlds", sentence, notes)
    if gain.estimate.low <= 0:
        return Finding("caution", "No proven gain in unseen worlds", sentence, notes)
    if apart := _unconvincing(result):
        return apart
    if any(stress.champion_passes is False for stress in result.stress):
        title = f"{size[0].upper()}{size[1:]}, but a rare situation is not survived"
        return Finding("caution", title, sentence, notes)
    if result.hold_out is None or not result.hold_out.guardrails:
        return Finding("caution", f"{size}, guard-rails not measured", sentence, notes)
    return Finding("good", f"{size}, all guard-rails hold", sentence, notes)


def _unconvincing(result: RunResult) -> Finding | None:
    """What of the hold-out has to convince alone and does not, if anything."""
    for apart in result.hold_out.apart if result.hold_out else ():
        if fault := _fault_apart(apart, result):
            title, detail = fault
            tone: Tone = "bad" if title.startswith("Do not") else "caution"
            where = f"where {apart_words(apart)}"
            sentence = f"In {count(apart.worlds, 'unseen world')} {where}: {detail}."
            return Finding(tone, f"{title} {where}", sentence, _notes(result))
    return None


def _fault_apart(apart: Apart, result: RunResult) -> tuple[str, str] | None:
    """What is wrong there, as a title and in detail."""
    broken = [reading for reading in apart.guardrails if not reading.holds]
    if apart.fault:
        return "Do not adopt: the new rules failed", line(apart.fault)
    if broken:
        parts = "; ".join(_broken(reading, result) for reading in broken)
        return "Do not adopt: a guard-rail is broken", parts
    if apart.gain is None:
        return "No comparison", "the best known rules failed"
    if apart.gain.estimate.low > 0:
        return None
    lost = apart.gain.estimate.high < 0
    title = "Do not adopt: worse" if lost else "No proven gain"
    return title, interval_words(apart.gain, result.goal)


def _unsound(result: RunResult, hold_out: HoldOut) -> Finding:
    """The champion failed on the hold-out, or was better there than anything can be."""
    who = "the new rules" if result.improved else "the best known rules"
    if hold_out.fault:
        title = f"{who} failed on the hold-out ({line(hold_out.fault, 80)})"
        sentence = f"{who} failed on the hold-out ({line(hold_out.fault)}): no gain can be stated."
    else:
        title = f"{who} beat the proven floor on the hold-out: a bug or a cheat"
        sentence = f"{title}. No number of this hold-out can be trusted."
    sentence = f"{sentence[0].upper()}{sentence[1:]}"
    return Finding("bad", f"Do not adopt: {title}", sentence, _notes(result))


def _incomparable(result: RunResult) -> Finding:
    """The champion came through the hold-out and best shipped did not."""
    sentence = (
        f"The best known rules ({result.best_shipped}) failed on the hold-out, the new rules did"
        f" not; so there is no gain to state. {guardrail_sentence(result)}"
    )
    if broken_guardrails(result):
        return Finding("bad", "Do not adopt: a guard-rail is broken", sentence, _notes(result))
    title = "No comparison: the best known rules failed on the hold-out"
    return Finding("caution", title, sentence, _notes(result))


def _comparison(result: RunResult, gain: Gain) -> str:
    goal, estimate = result.goal, gain.estimate
    moved = f"{size_words(gain, goal)} {moved_words(goal, estimate.mean)}"
    if estimate.low <= 0 <= estimate.high:
        moved = f"{moved}, which may be chance"
    where = _where(result.hold_out)
    sure = interval_words(gain, goal, signs=False)
    return f"{_two_arms(result, gain)}: {moved} ({sure}{_sign(gain)}){where}."


def _two_arms(result: RunResult, gain: Gain) -> str:
    goal, unit = result.goal, unit_words(result.goal.unit)
    best = f"the best known rules ({result.best_shipped})"
    champion = result.hold_out.arm("champion") if result.hold_out else None
    shipped = result.hold_out.arm("best shipped") if result.hold_out else None
    if not (champion and shipped):
        return f"The new rules against {best}"
    width = 0.5 * (gain.estimate.high - gain.estimate.low)
    new, old = _two_means(champion, shipped, decimals(width))
    return f"The new rules {verb(goal)} {new} {unit} where {best} {verb(goal)} {old}"


def _two_means(champion: Arm, shipped: Arm, places: int) -> tuple[str, str]:
    new, old = champion.objective.mean, shipped.objective.mean
    while places < 6 and new != old and number(new, places) == number(old, places):
        places += 1
    return number(new, places), number(old, places)


def _where(hold_out: HoldOut | None) -> str:
    return f" in {count(hold_out.worlds, 'world')} the search never saw" if hold_out else ""


def _sign(gain: Gain) -> str:
    crosses = gain.estimate.low <= 0 <= gain.estimate.high
    return "; plus means better" if crosses else ""


def _broken(reading: Reading, result: RunResult) -> str:
    words = measure_words(reading.measure, result.plain_words)
    text = f"{words} is {value_text(reading)}, the limit {limit_text(reading)}"
    if is_unproven(reading) and reading.bound is not None:
        return f"{text}, but its 95\N{NO-BREAK SPACE}% bound reaches {bound_text(reading)}"
    return text


def _running(result: RunResult) -> Finding:
    until = "The hold-out stays closed until the run ends"
    if not result.openings_left:
        until = _NO_OPENING_LEFT
    sentence = (
        f"{count(_judged(result), 'experiment')} so far, {count(len(result.keeps), 'rewrite')}"
        f" kept. {_confirmed(result)}{until}, so nothing here is final."
    )
    return Finding("neutral", "Still running", sentence, _notes(result))


def _not_held_out(result: RunResult) -> Finding:
    interrupted = result.status == "interrupted"
    begun = "Interrupted" if interrupted else "Not proven"
    after = f"Stopped after {count(_judged(result), 'experiment')}. " if interrupted else ""
    left = "" if result.openings_left else f" {_NO_OPENING_LEFT}."
    sentence = (
        f"{after}{_confirmed(result)}The rules have not played the hold-out, the worlds the search"
        f" never saw, so it is open whether the gain lasts.{left}"
    )
    what = "hold-out not opened" if result.openings_left else "no opening of the hold-out is left"
    return Finding("caution", f"{begun}: {what}", sentence, _notes(result))


def _nothing_found(result: RunResult) -> Finding:
    stopped = "before the run was interrupted " if result.status == "interrupted" else ""
    shipped = result.hold_out.arm("best shipped") if result.hold_out else None
    level = ""
    if shipped:
        mean = shipped.objective
        size = number(mean.mean, decimals(0.5 * (mean.high - mean.low)))
        unit = unit_words(result.goal.unit)
        level = f" They {verb(result.goal)} {size} {unit}{_where(result.hold_out)}."
    sentence = (
        f"None of {count(_judged(result), 'experiment')} {stopped}was proven better than the best"
        f" known rules ({result.best_shipped}); keep using them.{level}"
    )
    if broken_guardrails(result):
        title = "No improvement found, and the best known rules break a guard-rail"
        return Finding("bad", title, f"{sentence} {guardrail_sentence(result)}", _notes(result))
    notes = (*_notes(result), _go_on(result))
    return Finding("neutral", "No improvement found", sentence, notes)


def _go_on(result: RunResult) -> str:
    """What somebody can do who hoped for more."""
    judged = _judged(result)
    few = f"{count(judged, 'experiment')} {'is' if judged == 1 else 'are'} few for a search"
    doubt = few if judged < _FEW else "That does not prove that nothing better exists"
    return f"{doubt}: the same command with a larger --budget goes on from here."


def _confirmed(result: RunResult) -> str:
    gain = result.gains.confirmed
    if gain is None:
        return ""
    size = f"{size_words(gain, result.goal)} {better_words(result.goal, gain.estimate.mean)}"
    return (
        f"Confirmed on fresh seeds: {size} than the best known rules ({result.best_shipped};"
        f" {interval_words(gain, result.goal)}{_sign(gain)}). "
    )


def _judged(result: RunResult) -> int:
    return sum(n for outcome, n in result.counts.items() if outcome != "refused")


def _notes(result: RunResult) -> tuple[str, ...]:
    notes = [_against_baseline(result), _stress_note(result), _opening_note(result)]
    if unsafe := result.counts.get("unsafe", 0):
        notes.append(f"{count(unsafe, 'candidate')} refused as unsafe.")
    notes.append(f"Objective: {goal_words(result.goal)} ({direction_words(result.goal)}).")
    return tuple(note for note in notes if note)


def _opening_note(result: RunResult) -> str:
    hold_out = result.hold_out
    if hold_out is None or hold_out.opening == 1:
        return ""
    space = "\N{NO-BREAK SPACE}"
    return (
        f"This was opening {hold_out.opening} of at most {hold_out.most_openings} of the hold-out,"
        f" each on fresh worlds. From the second on the held-out interval has 99{space}% instead of"
        f" 95{space}% confidence, because every opening is one more chance to be lucky."
    )


def _against_baseline(result: RunResult) -> str:
    arms = result.hold_out
    champion, baseline = (
        (arms.arm("champion"), arms.arm("baseline")) if arms and result.improved else (None, None)
    )
    if not (champion and baseline) or result.baseline == result.best_shipped:
        return ""
    change = champion.objective.mean - baseline.objective.mean
    if not baseline.objective.mean or not change:
        return ""
    share = abs(change / baseline.objective.mean)
    moved = moved_words(result.goal, change if result.goal.direction == "maximise" else -change)
    return f"Against the baseline ({result.baseline}): {percent(share)} {moved}."


def _stress_note(result: RunResult) -> str:
    tried = [stress for stress in result.stress if stress.champion_passes is not None]
    failed = [stress.name for stress in tried if not stress.champion_passes]
    if not tried:
        return ""
    left_out = len(result.stress) - len(tried)
    more = f"; {left_out} not tried" if left_out else ""
    if failed:
        return f"Not survived: {', '.join(failed)}."
    return f"Rare situations survived: {len(tried)} of {len(tried)}{more}."
