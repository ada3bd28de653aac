"""Sums as people say them."""

MINUS = "\N{MINUS SIGN}"


def euros(eur: float) -> str:
    """`EUR 61m`, `EUR 1.2m`, `EUR 340k`, `EUR 950`; with a minus sign below 0."""
    return f"{MINUS if eur < 0.0 else ''}EUR {short(abs(eur))}"


def signed(eur: float) -> str:
    """`+340k`, or with a minus sign."""
    return f"{MINUS if eur < 0.0 else '+'}{short(abs(eur))}"


def short(eur: float) -> str:
    """A sum of at least 0 with two or three digits that count."""
    for unit, word in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if eur >= 0.9995 * unit:
            amount = eur / unit
            return f"{amount:.1f}{word}" if amount < 99.95 else f"{amount:,.0f}{word}"
    return f"{eur:,.0f}"


def percent(share: float, digits: int = 0) -> str:
    """`48 %`."""
    return f"{100.0 * share:.{digits}f} %"
