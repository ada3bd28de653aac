"""Every concept can be watched, read, seen worked out and tried at three levels."""

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.education_paths.course.catalogue import as_arrays, draw_activities
from simulators.education_paths.course.structure import KINDS
from simulators.education_paths.world import World


def test_every_concept_has_each_kind_and_each_level_once():
    found = draw_activities(World(), 5, Draws(b"a" * 16))
    each = {(a.concept, a.kind, a.level) for a in found}
    kinds = {("video", 0), ("text", 0), ("worked", 0)} | {("exercise", n) for n in (1, 2, 3)}
    assert each == {(concept, *kind) for concept in range(5) for kind in kinds}
    assert len(found) == len(each)


def test_lengths_vary_around_those_of_the_world():
    world = World(video_min=8.0, minutes_cv=0.1)
    found = draw_activities(world, 60, Draws(b"a" * 16))
    videos = [a.minutes for a in found if a.kind == "video"]
    assert np.mean(videos) == pytest.approx(8.0, rel=0.05)
    assert np.std(videos) == pytest.approx(0.8, rel=0.3)


def test_arrays_say_what_the_catalogue_says():
    found = draw_activities(World(), 3, Draws(b"a" * 16))
    arrays = as_arrays(found)
    rows = zip(
        *(getattr(arrays, n).tolist() for n in ("concept", "kind", "level", "minutes")), strict=True
    )
    assert [(c, KINDS[k], n, m) for c, k, n, m in rows] == [
        (a.concept, a.kind, a.level, a.minutes) for a in found
    ]
