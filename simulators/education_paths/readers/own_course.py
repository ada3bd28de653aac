"""A course of the user's own: a table of concepts and a table of activities.

The columns and their units are in docs/education-paths.md.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulators.education_paths.course.structure import Graph
from simulators.education_paths.observations import Activity
from simulators.education_paths.readers.activity_table import activities_of, read_activities
from simulators.education_paths.readers.concept_table import (
    as_matrix,
    check_acyclic,
    check_shares,
    layers_of,
    numbered,
    read_concepts,
)
from simulators.supply_chain.readers.faults import Sheet, raise_if_any


@dataclass(frozen=True)
class OwnCourse:
    """What the tables say; `shares` of the exam are 1 in all."""

    names: tuple[str, ...]
    graph: Graph
    shares: tuple[float, ...]
    activities: tuple[Activity, ...]


def read_course(concepts: Path, activities: Path, *, session_min: float) -> OwnCourse:
    """Read a user's tables.

    session_min: longest session of a day; no activity may take longer.

    Raises:
        InputFaults: every mistake of both files.
    """
    faults: list[str] = []
    concept_sheet = Sheet(concepts.name, faults)
    rows = read_concepts(concepts, faults)
    numbers = numbered(rows)
    needs = as_matrix(concept_sheet, rows, numbers, "prerequisites")
    confusable = as_matrix(concept_sheet, rows, numbers, "confusable")
    check_acyclic(concept_sheet, rows, needs)
    shares = check_shares(concept_sheet, rows)
    activity_sheet = Sheet(activities.name, faults)
    activity_rows = read_activities(activities, faults)
    found = activities_of(activity_sheet, activity_rows, numbers, session_min=session_min)
    raise_if_any(faults)
    return OwnCourse(
        names=tuple(numbers),
        graph=Graph(layers_of(needs), needs, np.logical_or(confusable, confusable.T)),
        shares=shares,
        activities=found,
    )
