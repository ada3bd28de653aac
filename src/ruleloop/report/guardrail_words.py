"""A guard-rail reading in words: what is asked, how far it holds, how sure that is."""

from ruleloop.judge.verdict import Reading
from ruleloop.report.numbers import decimals, decimals_of, number

_KINDS = {
    "AtLeast": "at least",
    "AtMost": "at most",
    "Never": "never",
    "NotWorse": "not worse than the baseline",
}


def kind_words(reading: Reading) -> str:
    """`at least` for `AtLeast`; other texts stay as they are."""
    return _KINDS.get(reading.guardrail, reading.guardrail)


def mean_margin(reading: Reading) -> float:
    """The margin of the measured mean; `reading.margin` is that of the bound where there is one."""
    return _side(reading) * (reading.value - reading.limit)


def bound_margin(reading: Reading) -> float | None:
    """The margin at the 95 % bound, if one was measured."""
    return None if reading.bound is None else _side(reading) * (reading.bound - reading.limit)


def is_unproven(reading: Reading) -> bool:
    """True when the mean keeps the limit but its 95 % bound does not."""
    return not reading.holds and reading.bound is not None and mean_margin(reading) >= 0.0


def asked_words(reading: Reading) -> str:
    """What the guard-rail asks, with its limit: `at least 0.95`."""
    limit = limit_text(reading)
    if reading.guardrail == "Never":
        return "never"
    if reading.guardrail == "NotWorse":
        side = "at least" if _side(reading) > 0 else "at most"
        return f"not worse than the baseline: {side} {limit}"
    return f"{kind_words(reading)} {limit}"


def margin_text(reading: Reading) -> str:
    """`✓ holds by 0.021`, `✕ not proven, short by 0.004` or `✕ BROKEN by 0.004`.

    The margin is that of the 95 % bound where there is one, except that BROKEN speaks of the mean.
    """
    if reading.holds:
        return f"✓ holds{_by(reading.margin, reading)}"
    if is_unproven(reading):
        return f"✕ not proven, short{_by(reading.margin, reading)}"
    return f"✕ BROKEN{_by(mean_margin(reading), reading)}"


def limit_text(reading: Reading) -> str:
    """The limit, with all decimals that somebody wrote down and those that its margin deserves."""
    return number(reading.limit, _places(reading))


def value_text(reading: Reading) -> str:
    """The measured value with the decimals that its margin deserves."""
    return number(reading.value, _places(reading))


def bound_text(reading: Reading) -> str:
    """The 95 % bound of the value; empty when none was measured."""
    return "" if reading.bound is None else number(reading.bound, _places(reading))


def _by(margin: float, reading: Reading) -> str:
    return f" by {number(abs(margin), _places(reading))}" if margin else ""


def _places(reading: Reading) -> int:
    written = 0 if reading.guardrail == "NotWorse" else _written_decimals(reading.limit)
    if not reading.margin:
        own = 0 if reading.value == int(reading.value) else decimals_of(reading.value)
        return max(own, written)
    return max(decimals(abs(reading.margin)), written)


def _written_decimals(limit: float) -> int:
    """Decimals of a limit that stands in the domain; six digits, as arithmetic leaves noise."""
    return min(6, len(f"{limit:.6g}".partition("e")[0].partition(".")[2]))


def _side(reading: Reading) -> float:
    """+1 when more is better; a bound always lies on the worse side of the value."""
    if reading.bound is not None and reading.bound != reading.value:
        return 1.0 if reading.bound < reading.value else -1.0
    return 1.0 if (reading.value - reading.limit) * reading.margin > 0.0 else -1.0
