"""A course as arrays, with what is true of it but not told to rules."""

from dataclasses import dataclass
from typing import get_args

from simulators.education_paths.learning.model import Bools, Floats, Ints
from simulators.education_paths.observations import Course, Kind

KINDS: tuple[str, ...] = get_args(Kind)  # a kind's code is its place


@dataclass(frozen=True)
class Graph:
    """Concepts and what they build on.

    layer: (concepts,), 0 for what builds on nothing, else one more than its deepest prerequisite.
    needs: (concepts, concepts), whether the one of the row builds on that of the column.
    siblings: (concepts, concepts), which are easily mistaken for each other; symmetric.
    """

    layer: Ints
    needs: Bools
    siblings: Bools


@dataclass(frozen=True)
class Catalogue:
    """All activities, as arrays over them; `kind` is a place in `KINDS`."""

    concept: Ints
    kind: Ints
    level: Ints
    minutes: Floats


@dataclass(frozen=True)
class Structure:
    """A course.

    course: what rules are told of it. names: of its concepts. difficulty: (concepts,), logits
        around 0; latent.
    """

    course: Course
    graph: Graph
    catalogue: Catalogue
    names: tuple[str, ...]
    difficulty: Floats

    @property
    def exam_share(self) -> tuple[float, ...]:
        """What each concept counts in the exam; 1 in all."""
        return tuple(concept.exam_share for concept in self.course.concepts)
