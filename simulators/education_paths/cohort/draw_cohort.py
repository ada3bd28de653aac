"""Draws the learners: prior knowledge, ability, memory, persistence, pace; no learning styles."""

import math

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.cohort.cohort import Learners
from simulators.education_paths.cohort.pretest import draw_pretest
from simulators.education_paths.course.structure import Structure
from simulators.education_paths.learning.model import Floats, Ints
from simulators.education_paths.observations import Cohort
from simulators.education_paths.world import World

POOREST = 0.2  # the poorest fifth is a group of its own
FARTHEST_SD = 2.5  # memories beyond that are slips of a fit, not learners


def draw_cohort(world: World, structure: Structure, draws: Draws) -> Learners:
    """The learners of this world and seed; a larger cohort starts with those of a smaller one."""
    wealth = _wealth(world, draws)
    ability_z, prior_z = _normals(world, draws, "ability"), _normals(world, draws, "prior")
    ability = world.ability_sd * ability_z
    mastery = _mastery(
        world, structure, draws, wealth=wealth, z=_together(world, ability_z, prior_z)
    )
    stability_z = np.clip(_normals(world, draws, "stability"), -FARTHEST_SD, FARTHEST_SD)
    return Learners(
        mastery=mastery,
        ability=ability,
        rate=np.exp(world.rate_sd * _normals(world, draws, "rate")),
        stability=np.exp(world.stability_sd * stability_z),
        persistence=world.persistence_sd * _normals(world, draws, "persistence")
        + world.poor_persistence * _by_tenths(wealth),
        pace=np.exp(world.pace_sd * _normals(world, draws, "pace")),
        pretest_share=draw_pretest(world, structure, draws, mastery=mastery, ability=ability),
        prior_third=_parts(mastery @ np.array(structure.exam_share), 3),
        is_poor=wealth < POOREST,
        is_slow=_parts(stability_z, 4) == 0,
    )


def cohort_of(learners: Learners) -> Cohort:
    """What rules are told of the cohort before it starts."""
    deciles = np.quantile(learners.pretest_share, np.linspace(0.0, 1.0, 11))
    return Cohort(len(learners.ability), tuple(deciles.tolist()))


def _normals(world: World, draws: Draws, name: str) -> Floats:
    return draws.generator(name).normal(size=world.learners)


def _wealth(world: World, draws: Draws) -> Floats:
    """The rank of each learner's neighbourhood in the population, 0 poorest to 1 richest.

    A power of a uniform number, so that `poor_share` of the learners are of the poorest fifth.
    """
    uniform: Floats = draws.generator("wealth").random(world.learners)
    richer: Floats = uniform ** (math.log(POOREST) / math.log(world.poor_share))
    return richer


def _by_tenths(wealth: Floats) -> Floats:
    """-.5 for the poorest tenth to .5 for the richest: sources compare these two."""
    found: Floats = np.floor(np.minimum(10.0 * wealth, 9.0)) / 9.0 - 0.5
    return found


def _together(world: World, ability_z: Floats, prior_z: Floats) -> Floats:
    """Prior knowledge that goes along with ability."""
    r = world.prior_ability_r
    return r * ability_z + math.sqrt(1.0 - r * r) * prior_z


def _mastery(
    world: World, structure: Structure, draws: Draws, *, wealth: Floats, z: Floats
) -> Floats:
    """Learners x concepts, 0 to 1: less of what lies deeper and of what is harder."""
    size = (world.learners, len(structure.difficulty))
    median = math.log(world.prior_mastery / (1.0 - world.prior_mastery))
    learner = world.prior_sd * z + world.poor_prior * _by_tenths(wealth)
    concept = world.prior_depth_logit * structure.graph.layer
    own = world.prior_concept_sd * draws.generator("prior", "concept").normal(size=size)
    logit = median + learner[:, None] - concept + own
    mastery: Floats = 1.0 / (1.0 + np.exp(-logit))
    return mastery


def _parts(values: Floats, parts: int) -> Ints:
    """The part of the cohort that each learner belongs to, from the lowest values up."""
    rank = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    return (rank * parts // len(values)).astype(np.int64)
