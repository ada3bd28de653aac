"""The parameters of a world in one flat struct; `problems.py` says what can be wrong with them.

A parameter marked `assumed` carries a range that practitioners would find plausible instead of a
source. "CV" is a coefficient of variation (standard deviation / mean); logits are log odds.
"""

from simulators.education_paths.parameters.scales import ScaleParameters


class World(ScaleParameters, frozen=True, forbid_unknown_fields=True):
    """A course with its cohort. A scenario gives values or ranges."""


def exam_day(world: World) -> int:
    """The day of the exam; the first day of the course is day 0."""
    return world.days - 1 + world.exam_delay_days
