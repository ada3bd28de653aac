"""The course as arrays: what vectorised play looks up by number."""

from dataclasses import dataclass
from typing import get_args

import numpy as np

from simulators.education_paths.learning.model import EXERCISE, Bools, Floats, Ints
from simulators.education_paths.observations import Course, Kind

_CODES = {kind: code for code, kind in enumerate(get_args(Kind))}


@dataclass(frozen=True)
class CatalogueArrays:
    """Arrays over activities; `needs` is concepts x concepts: which are prerequisites of which."""

    concept: Ints
    kind: Ints
    level: Ints
    minutes: Floats
    is_exercise: Bools
    needs: Bools
    exam_share: Floats

    @property
    def activities(self) -> int:
        """How many there are."""
        return len(self.concept)

    @property
    def concepts(self) -> int:
        """How many there are."""
        return len(self.exam_share)


def as_arrays(course: Course) -> CatalogueArrays:
    """The arrays of a course."""
    all_ = course.activities
    kind = np.array([_CODES[each.kind] for each in all_], dtype=np.int64)
    count = len(course.concepts)
    needs = np.zeros((count, count), dtype=bool)
    for number, concept in enumerate(course.concepts):
        needs[number, list(concept.prerequisites)] = True
    return CatalogueArrays(
        concept=np.array([each.concept for each in all_], dtype=np.int64),
        kind=kind,
        level=np.array([each.level for each in all_], dtype=np.int64),
        minutes=np.array([each.minutes for each in all_], dtype=float),
        is_exercise=kind == EXERCISE,
        needs=needs,
        exam_share=np.array([each.exam_share for each in course.concepts], dtype=float),
    )
