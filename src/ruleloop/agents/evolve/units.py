"""Units as the search knows them: labels with just enough algebra to reject nonsense.

U + U, c * U, max(U, U) and U < U are legal, U * U is not (a grammar of dimensions in the sense of
Keijzer & Babovic 1999, "Dimensionally aware genetic programming"). A label is a lower-case word
(`min`, `eur`, `units`), a ratio of two (`eur/km`), `share` or `number` (no dimension), `bool`, or
`any`: a bare number, which fits everywhere. `min of day` is a point on a scale: two points differ
by `min`, and cannot be added or scaled. None means unknown: such expressions are left alone.
"""

ANY, BOOL, COUNT, NUMBER, SHARE = "any", "bool", "count", "number", "share"
_POINT = " of day"

_SPELLINGS = {
    "": NUMBER, "1": NUMBER, "-": NUMBER, "factor": NUMBER, "weight": NUMBER, "ratio": SHARE,
    "fraction": SHARE, "minutes": "min", "minute": "min", "hours": "h", "hour": "h", "day": "days",
    "unit": "units", "euro": "eur", "euros": "eur", "stop": "stops", "order": "orders",
    "seconds": "s", "probability": SHARE, "condition": BOOL, "flag": BOOL, "%": "percent",
}  # fmt: skip
_SUFFIXES = frozenset({
    "min", "eur", "units", "km", "share", "days", "h", "number", "s", "kw", "kwh", "mw", "mwh",
    "kg", "stops", "count", "percent", "points", "orders", "months", "weeks", "years",
})  # fmt: skip
_DIMENSIONLESS = (NUMBER, SHARE, COUNT)


def normal_unit(unit: str) -> str:
    """The one spelling of a unit that a domain declares."""
    word = unit.strip().lower().replace(" per ", "/")
    if word.endswith(_POINT):
        return normal_unit(word.removesuffix(_POINT)) + _POINT
    word = word.replace(" ", "")
    if "/" in word:
        top, _, bottom = word.partition("/")
        return f"{normal_unit(top)}/{normal_unit(bottom)}"
    return _SPELLINGS.get(word, word)


def unit_of_name(name: str, known: frozenset[str] = frozenset()) -> str | None:
    """The unit that a name's ending says: `slack_min`, `cost_eur_per_km`; None without one."""
    words = name.lower().strip("_").split("_")
    if words[-2:] == ["of", "day"] and len(words) > 2:
        return f"{words[-3]}{_POINT}"
    if len(words) >= 4 and words[-2] == "per":
        top, bottom = _word_unit(words[-3], known), _word_unit(words[-1], known)
        return f"{top}/{bottom}" if top and bottom else None
    return _word_unit(words[-1], known) if len(words) > 1 else None


def _word_unit(word: str, known: frozenset[str]) -> str | None:
    unit = _SPELLINGS.get(word, word)
    return unit if unit in _SUFFIXES or unit in known or unit == NUMBER else None


def alike(first: str | None, second: str | None) -> str | None:
    """The common unit of two things that are added or compared; None when unknown or unlike."""
    known = {unit for unit in (first, second) if unit not in (None, ANY)}
    if len(known) == 1:
        return known.pop()
    return ANY if first == second == ANY else None


def difference(unit: str) -> str:
    """The unit of the distance between two quantities of a unit."""
    return unit.removesuffix(_POINT)


def is_point(unit: str | None) -> bool:
    """Whether this is a place on a scale, such as a time of day, and no amount."""
    return unit is not None and unit.endswith(_POINT)


def total(first: str | None, second: str | None, *, minus: bool) -> str | None:
    """The unit of a sum or difference; None when it is unknown or has no sense."""
    if not is_point(first) and not is_point(second):
        return alike(first, second)
    if is_point(first) and is_point(second):
        return difference(first or "") if minus and first == second else None
    point, other = (first, second) if is_point(first) else (second, first)
    fits = other in (ANY, difference(point or "")) and not (minus and is_point(second))
    return point if fits else None


def product(first: str | None, second: str | None) -> str | None:
    """The unit of a product; None when it is unknown or has no sense here."""
    if first is None or second is None:
        return None
    if is_point(first) or is_point(second):
        return None
    if ANY in (first, second):
        return second if first == ANY else first
    if first in _DIMENSIONLESS and second in _DIMENSIONLESS and first != second:
        return SHARE if SHARE in (first, second) else NUMBER
    for one, other in ((first, second), (second, first)):
        if one in _DIMENSIONLESS:
            return other
        if "/" in one and one.partition("/")[2] == other:
            return one.partition("/")[0]
    return None


def quotient(first: str | None, second: str | None) -> str | None:
    """The unit of a quotient; None when it is unknown."""
    if first is None or second is None:
        return None
    if is_point(first) or is_point(second):
        return None
    if second == ANY or second in _DIMENSIONLESS:
        return first
    if first == second:
        return SHARE
    if first == ANY or "/" in first or "/" in second:
        return None
    return f"{first}/{second}"


def is_quantity(unit: str | None) -> bool:
    """Whether an expression of this unit is a number with a known unit."""
    return unit not in (None, ANY, BOOL)


_SCALES = {"min": 30.0, "eur": 20.0, "units": 20.0, "km": 20.0, "share": 0.5, "days": 3.0,
           "h": 4.0, "kw": 50.0, "kwh": 50.0, "s": 60.0, "number": 1.0}  # fmt: skip


def usual_size(unit: str | None) -> float:
    """A guess of how large a quantity of this unit is when nothing else is known."""
    return _SCALES.get(unit or "", 5.0)
