"""The course that a world names, read once per process and again only when a file changed."""

import functools
from pathlib import Path

from simulators.education_paths.readers.own_course import OwnCourse, read_course
from simulators.education_paths.world import World
from simulators.supply_chain.readers.faults import InputFaults

MOST_KEPT = 8
Stamp = tuple[str, int, int]


def load_course(world: World) -> OwnCourse:
    """What the files of a world say.

    Raises:
        InputFaults: every mistake of the files.
    """
    return _course(_stamp(world.concepts_csv), _stamp(world.activities_csv), world.session_min)


def file_faults(world: World) -> tuple[str, ...]:
    """Every mistake of the files that a world names; empty without any.

    Whether both are there is the business of `problems`.
    """
    if not (world.concepts_csv and world.activities_csv):
        return ()
    try:
        load_course(world)
    except InputFaults as error:
        return error.faults
    return ()


def _stamp(name: str) -> Stamp:
    """What changes when a file changes; a file that is not there is reported when it is read."""
    try:
        status = Path(name).stat()
    except OSError:
        return (name, 0, 0)
    return (name, status.st_mtime_ns, status.st_size)


@functools.lru_cache(maxsize=MOST_KEPT)
def _course(concepts: Stamp, activities: Stamp, session_min: float) -> OwnCourse:
    return read_course(Path(concepts[0]), Path(activities[0]), session_min=session_min)
