from typing import get_type_hints

import msgspec
import pytest

from simulators.education_paths.learning.effects import Effects

HINTS = get_type_hints(Effects, include_extras=True)


def meta(name):
    return next(m for m in HINTS[name].__metadata__ if isinstance(m, msgspec.Meta))


@pytest.mark.parametrize("name", list(HINTS))
def test_a_coefficient_has_a_meaning_and_lies_within_its_bounds_and_range(name):
    value, about = getattr(Effects(), name), meta(name)
    low, high = about.extra.get("assumed") or about.extra.get("range") or (value, value)
    assert about.description
    assert about.ge <= low <= value <= high <= about.le


@pytest.mark.parametrize("name", list(HINTS))
def test_a_coefficient_has_a_source_or_is_called_an_assumption(name):
    assert meta(name).extra.keys() & {"source", "assumed"}
