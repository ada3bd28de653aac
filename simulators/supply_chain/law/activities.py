"""What a driver did, and where that broke the law."""

from typing import Literal

import msgspec

ActivityKind = Literal["drive", "work", "break", "rest"]


class Activity(msgspec.Struct, frozen=True):
    """Some minutes of one driver's week.

    kind: `work` is all work but driving. Waiting at a customer or at the depot is work too, not
        availability (2002/15 art. 3 (b)), unless it is known beforehand and taken as a `break`.
    start_min, end_min: from Monday 0 h, start <= end.
    gross_t: permitted gross weight of the vehicle; 0 where one set of limits holds for all.
    """

    kind: ActivityKind
    start_min: float
    end_min: float
    gross_t: float = 0.0


class Breach(msgspec.Struct, frozen=True):
    """One limit that was not kept.

    article: which, as "561/2006 art. 7". at_min: when it was passed, or where the duty ended.
    limit_min, found_min: what the law allows or demands, and what there was.
    """

    article: str
    at_min: float
    limit_min: float
    found_min: float
