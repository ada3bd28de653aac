"""Numbers as people read them: as many digits as the interval deserves, and no doubtful sign.

Signs are typographic (U+2212), thousands have a comma, percent signs stand after a no-break space.
"""

import math

MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"


def decimals(width: float) -> int:
    """Decimals worth showing beside an interval of this half-width.

    A half-width from 0.2 to 2 deserves one decimal, from 0.02 to 0.2 two, and so on.
    """
    if not (math.isfinite(width) and width > 0.0):
        return 2
    return min(6, max(0, 1 - math.floor(math.log10(5.0 * width) + 1e-9)))


def gain_decimals(width: float) -> int:
    """Decimals of a gain with this half-width: those of its two leading digits.

    A gain is the number that people decide by, so it gets a digit more than a level does: two
    decimals for 0.27, one for 2.7.
    """
    return decimals_of(width, digits=2) if math.isfinite(width) and width > 0.0 else 2


def decimals_of(value: float, digits: int = 3) -> int:
    """Decimals for a number without an interval: three significant digits unless told."""
    if not (math.isfinite(value) and value):
        return 0
    return min(6, max(0, digits - 1 - math.floor(math.log10(abs(value)) + 1e-9)))


def number(value: float, places: int | None = None) -> str:
    """`3.41`, `12,400`, minus signs for the negative; a value that rounds to zero has no sign."""
    if not math.isfinite(value):
        return "n/a"
    text = f"{abs(value):,.{decimals_of(value) if places is None else places}f}"
    return MINUS + text if value < 0 and _is_nonzero(text) else text


def plain(value: float) -> str:
    """A number that somebody wrote down, as it was written: `0.1`, `24`."""
    return f"{value:g}".replace("-", MINUS)


def signed(value: float, places: int | None = None) -> str:
    """A number with plus or minus before it, and `±0.00` for what rounds to nothing."""
    text = number(value, places)
    if text == "n/a" or text.startswith(MINUS):
        return text
    return ("+" if _is_nonzero(text) else "±") + text


def percent(share: float, places: int = 1) -> str:
    """`4.0 %` for 0.04."""
    return f"{number(100.0 * share, places)}{SPACE}%"


def signed_percent(share: float, places: int = 1) -> str:
    """`+4.0 %` for 0.04."""
    return f"{signed(100.0 * share, places)}{SPACE}%"


def quantity(value: float, unit: str, places: int | None = None) -> str:
    """A number with its unit; a dimensionless one stays bare."""
    return f"{number(value, places)}{SPACE}{unit}" if unit else number(value, places)


def unit_words(unit: str) -> str:
    """`EUR per unit` for `EUR/unit`."""
    return unit.replace("/", " per ")


def count(how_many: int, singular: str, plural: str = "") -> str:
    """`1 experiment`, `5,000 experiments`."""
    return f"{how_many:,} {singular if how_many == 1 else plural or singular + 's'}"


def _is_nonzero(text: str) -> bool:
    return any(digit in text for digit in "123456789")
