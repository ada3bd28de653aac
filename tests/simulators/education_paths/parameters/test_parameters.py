"""Every parameter is bounded, described, and sourced or assumed with a range."""

from typing import get_type_hints

import msgspec
import pytest

from simulators.education_paths.world import World, exam_day

FIELDS = msgspec.structs.fields(World)
HINTS = get_type_hints(World, include_extras=True)


def meta(name):
    (found,) = HINTS[name].__metadata__
    return found


@pytest.mark.parametrize("field", FIELDS, ids=[field.name for field in FIELDS])
def test_a_parameter_says_what_it_is_and_where_its_value_comes_from(field):
    found = meta(field.name)
    assert found.description
    assert {"source", "assumed", "file"} & set(found.extra)
    ends = found.extra.get("assumed") or found.extra.get("range")
    if ends:
        low, high = ends
        assert found.ge <= low < high <= found.le
        assert low <= field.default <= high


def test_defaults_keep_their_own_bounds():
    assert msgspec.convert(msgspec.to_builtins(World()), World) == World()


def test_another_learner_model_is_refused_by_name():
    with pytest.raises(msgspec.ValidationError, match="learner_model"):
        msgspec.convert({"learner_model": "styles"}, World)


def test_no_parameter_is_about_learning_styles():
    assert not [field.name for field in FIELDS if "style" in field.name]


def test_the_exam_is_its_delay_after_the_last_day():
    assert exam_day(World(days=10, exam_delay_days=7)) == 16


def test_what_makes_one_estimate_high_is_said_to_make_others_high_too():
    groups: dict[str, set[str]] = {}
    for field in FIELDS:
        groups.setdefault(meta(field.name).extra.get("moved_with", ""), set()).add(field.name)
    assert {"video_min", "hard_min", "wrong_minutes_factor"} <= groups["minutes of activities"]
    assert {"prior_mastery", "prior_sd"} <= groups["prior knowledge"]
    assert {"prepared_gain", "prepared_hard"} <= groups["productive failure"]


def test_factors_are_not_estimates_beside_the_coefficients_that_they_move():
    scales = [field.name for field in FIELDS if field.name.endswith("_scale")]
    assert not [name for name in scales if {"assumed", "range"} & set(meta(name).extra)]
