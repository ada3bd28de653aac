"""What rules answer: when there are sessions, and what a learner does next."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Minutes = Annotated[float, Meta(ge=0.0, le=1440.0)]


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When learners are asked to learn.

    session_min: by day of the course, longest session; empty: the budget spread evenly over all
        days. A session is never longer than `Course.session_min`, whatever is planned.
    """

    session_min: Annotated[tuple[Minutes, ...], Meta(max_length=400)] = ()


Choice = Annotated[int, Meta(ge=0, le=100_000)] | Literal["rest", "finish"]
"""Number of an activity in `Course.activities`; "rest" ends today's session; "finish" goes to the
exam without learning any more."""
