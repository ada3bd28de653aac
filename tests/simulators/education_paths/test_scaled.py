"""Factors move the coefficients of one effect together."""

import math
from typing import get_type_hints

import msgspec
import pytest

from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.scaled import SCALED, scaled
from simulators.education_paths.world import World

COEFFICIENTS = set(Effects.__struct_fields__)
SCALES = {name for name in World.__struct_fields__ if name.endswith("_scale")}


def source(name):
    hint = get_type_hints(Effects, include_extras=True)[name]
    return hint.__metadata__[0].extra.get("source", "")


def test_without_factors_nothing_moves():
    assert scaled(World()) == World()


def test_every_factor_moves_coefficients_and_no_coefficient_twice():
    named = [name for names in SCALED.values() for name in names]
    assert {*SCALED, "stop_scale"} == SCALES
    assert len(named) == len(set(named))
    assert set(named) <= COEFFICIENTS


@pytest.mark.parametrize("scale", sorted(SCALED))
def test_a_factor_moves_its_own_coefficients_and_no_others(scale):
    usual = World()
    moved = scaled(msgspec.structs.replace(usual, **{scale: 1.25}))
    for name in COEFFICIENTS:
        factor = 1.25 if name in SCALED[scale] else 1.0
        assert getattr(moved, name) == pytest.approx(factor * getattr(usual, name))


def test_the_factor_of_stopping_multiplies_its_odds():
    odds = [math.exp(-scaled(World(stop_scale=factor)).stop_logits) for factor in (1.0, 1.25)]
    assert odds[1] == pytest.approx(1.25 * odds[0])


def test_factors_are_used_up_so_that_nothing_is_moved_twice():
    once = scaled(World(lesson_scale=1.2, stop_scale=0.8))
    assert scaled(once) == once


def test_whatever_a_virtual_trial_fitted_to_an_effect_is_moved_or_is_a_gap_of_its_own():
    fitted = {name for name in COEFFICIENTS if source(name).startswith("virtual trial")}
    moved = {name for names in SCALED.values() for name in names}
    assert fitted - moved - {"stop_logits"} == {"poor_persistence", "unknown_logits"}


def test_a_moved_world_can_be_written_down():
    assert msgspec.convert(msgspec.to_builtins(scaled(World(load_scale=0.75))), World)
