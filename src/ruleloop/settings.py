"""Short phrases of a scenario file or the command line: budgets and smallest worthwhile gains."""

import re

import msgspec

_SECONDS = {"s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}


class Budget(msgspec.Struct, frozen=True):
    """How long to search: a number of experiments, a time or money; exactly one is set."""

    experiments: int | None = None
    seconds: float | None = None
    usd: float | None = None


class WorthwhileGain(msgspec.Struct, frozen=True):
    """The smallest gain worth having: in the objective's unit, or as a share of best shipped."""

    absolute: float | None = None
    share: float | None = None

    def in_units(self, best_shipped: float) -> float:
        """The gain in the objective's unit, given the mean objective of best shipped."""
        if self.absolute is not None:
            return self.absolute
        return (self.share or 0.0) * abs(best_shipped)


def read_budget(text: str) -> Budget:
    """Read `200 experiments`, `90s`, `20m`, `1.5h` or `5usd`.

    Raises:
        ValueError: the text is none of these, or not above zero.
    """
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*", text)
    expected = f"expected `200 experiments`, `20m`, `1.5h` or `5usd`, got {text!r}"
    if not match or float(match[1]) <= 0:
        raise ValueError(expected)
    number, unit = float(match[1]), match[2]
    if unit in ("experiment", "experiments"):
        if number != int(number):
            raise ValueError(expected)
        return Budget(experiments=int(number))
    if unit == "usd":
        return Budget(usd=number)
    if unit not in _SECONDS:
        raise ValueError(f"{expected}: unknown unit `{unit}`")
    return Budget(seconds=number * _SECONDS[unit])


def read_worthwhile_gain(text: str) -> WorthwhileGain:
    """Read `0.5 %` (of the best shipped rule set) or `0.05` (in the objective's unit).

    Raises:
        ValueError: the text is neither, or negative.
    """
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(%?)\s*", text)
    if not match:
        raise ValueError(f"expected `0.5 %` or a number in the objective's unit, got {text!r}")
    number = float(match[1])
    return WorthwhileGain(share=number / 100.0) if match[2] else WorthwhileGain(absolute=number)
