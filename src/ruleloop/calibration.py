"""What a domain learns from a user's history: estimates, how well they fit, and a world to play.

A domain's `calibrate` gives a `Calibration`: plain data, so that it crosses from the worker that
made it to the command line. Nothing here knows how anything is fitted.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

Progress = Callable[[float, str], None]
"""What a calibration calls now and then: the share that is done (0 to 1), and what goes on."""


class Estimate(msgspec.Struct, frozen=True):
    """One fitted number with its 95 % interval.

    name: in a few words. unit: empty for a plain number. meaning: what it is, and how the interval
    was found where that is not the same for all of them.
    """

    name: str
    value: float
    low: float
    high: float
    unit: str = ""
    meaning: str = ""


class FitRow(msgspec.Struct, frozen=True):
    """One thing that the data show, beside what the fitted model gives for it.

    spread: half the 95 % interval of the figure in the data, by sampling alone; None where it is
    not known. A model that is off by much more does not describe this.
    """

    what: str
    data: float
    model: float
    unit: str = ""
    spread: float | None = None


class WorldValue(msgspec.Struct, frozen=True):
    """A world parameter that the history sets.

    value: as a scenario writes it: a plain value, `{"from": low, "to": high}` or
    `{"any_of": [...]}`. why: where it comes from, for the comment beside it in the file.
    """

    parameter: str
    value: Any
    why: str


class Calibration(msgspec.Struct, frozen=True):
    """What one data file told about the world of a domain.

    data: what was read, in a few words (`answers of 15,275 learners on 100 skills`).
    rows: read from the file. warnings: what the reader must know before the figures are used, one
    sentence each.
    """

    data: str
    rows: int
    estimates: tuple[Estimate, ...]
    fit: tuple[FitRow, ...]
    world: tuple[WorldValue, ...]
    warnings: tuple[str, ...] = ()


Calibrate = Callable[[Path, Progress], Calibration]
"""Fits world parameters to a data file.

Raises a `ValueError` with `faults`, one sentence each, where the file cannot be used.
"""
