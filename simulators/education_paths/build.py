"""Draws the course of a world and its learners; rules have no part in it."""

from ruleloop.draws import Draws
from simulators.education_paths.cohort.draw_cohort import cohort_of, draw_cohort
from simulators.education_paths.course.draw_course import draw_course, structure_of
from simulators.education_paths.course.exam import draw_exam
from simulators.education_paths.course.structure import Structure
from simulators.education_paths.readers.load import load_course
from simulators.education_paths.scaled import scaled
from simulators.education_paths.setting import Setting
from simulators.education_paths.world import World


def build_setting(world: World, draws: Draws) -> Setting:
    """The course, the exam and the cohort of this world and seed.

    Raises:
        InputFaults: files that the world names have faults.
    """
    world = scaled(world)
    structure = _structure(world, draws.within("course"))
    learners = draw_cohort(world, structure, draws.within("cohort"))
    return Setting(
        structure=structure,
        exam=draw_exam(world, structure.exam_share, draws.within("exam")),
        learners=learners,
        cohort=cohort_of(learners),
        world=world,
    )


def _structure(world: World, draws: Draws) -> Structure:
    """The user's own course where the world names its files, else a generated one."""
    if not world.concepts_csv:
        return draw_course(world, draws)
    own = load_course(world)
    return structure_of(
        world, draws, own.graph, activities=own.activities, shares=own.shares, names=own.names
    )
