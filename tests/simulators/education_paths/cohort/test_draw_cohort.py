"""Learners differ as sources say, in knowledge, memory, persistence and pace."""

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.education_paths.cohort.draw_cohort import cohort_of, draw_cohort
from simulators.education_paths.course.draw_course import draw_course
from simulators.education_paths.world import World


def cohort(seed=b"a", **values):
    draws = Draws(seed * 16)
    world = World(**{"learners": 2000} | values)
    return draw_cohort(world, draw_course(world, draws.within("course")), draws)


def correlation(one, two):
    return float(np.corrcoef(one, two)[0, 1])


def test_spreads_are_those_of_the_world():
    learners = cohort()
    assert learners.ability.std() == pytest.approx(0.75, rel=0.06)
    assert np.log(learners.rate).std() == pytest.approx(0.15, rel=0.06)
    assert np.log(learners.pace).std() == pytest.approx(0.2, rel=0.06)
    assert np.log(learners.stability).std() == pytest.approx(1.7, rel=0.06)
    assert np.median(learners.stability) == pytest.approx(1.0, rel=0.15)


def test_knowledge_before_the_course_has_the_median_of_the_world():
    first = cohort(prior_mastery=0.3).mastery[:, 0]
    assert np.median(first) == pytest.approx(0.3, abs=0.03)


def test_less_is_known_of_what_lies_deeper():
    mastery = cohort(concepts=8, layers=8, exam_items=16).mastery.mean(axis=0)
    assert (np.diff(mastery) < 0.0).all()


def test_knowledge_goes_along_with_ability_as_the_world_says():
    tied, free = (cohort(prior_ability_r=r, poor_prior=0.0) for r in (0.7, 0.0))
    assert correlation(tied.mastery.mean(axis=1), tied.ability) == pytest.approx(0.62, abs=0.06)
    assert abs(correlation(free.mastery.mean(axis=1), free.ability)) < 0.06


def test_thirds_are_ordered_by_knowledge_and_equally_large():
    learners = cohort(learners=300)
    known = learners.mastery.mean(axis=1)
    means = [known[learners.prior_third == third].mean() for third in range(3)]
    assert means == sorted(means)
    assert np.bincount(learners.prior_third).tolist() == [100, 100, 100]


@pytest.mark.parametrize("share", [0.1, 0.2, 0.5])
def test_as_many_are_poor_as_the_world_says(share):
    assert cohort(poor_share=share).is_poor.mean() == pytest.approx(share, abs=0.03)


def test_the_poor_are_less_persistent_and_know_less_when_the_world_says_so():
    gap = cohort(poor_persistence=2.0, poor_prior=2.0)
    poor, others = gap.is_poor, ~gap.is_poor
    assert gap.persistence[poor].mean() < gap.persistence[others].mean() - 0.5
    assert gap.mastery[poor].mean() < gap.mastery[others].mean() - 0.05
    none = cohort(poor_persistence=0.0, poor_prior=0.0)
    assert none.persistence[none.is_poor].mean() == pytest.approx(0.0, abs=0.15)


def test_a_quarter_forgets_faster_than_everybody_else():
    learners = cohort()
    assert learners.is_slow.mean() == 0.25
    assert learners.stability[learners.is_slow].max() <= learners.stability[~learners.is_slow].min()


def test_the_pretest_tells_something_and_not_everything():
    learners = cohort(pretest_items=12)
    found = correlation(learners.pretest_share, learners.mastery.mean(axis=1))
    assert 0.4 < found < 0.85
    longer = cohort(pretest_items=60)
    assert correlation(longer.pretest_share, longer.mastery.mean(axis=1)) > found


def test_a_larger_cohort_starts_with_the_learners_of_a_smaller_one():
    small, large = cohort(learners=50), cohort(learners=400)
    for name in ("mastery", "ability", "rate", "stability", "persistence", "pace", "is_poor"):
        assert np.array_equal(getattr(small, name), getattr(large, name)[:50])


def test_rules_are_told_the_deciles_of_the_pretest():
    learners = cohort(learners=200)
    told = cohort_of(learners)
    assert told.learners == 200
    assert len(told.pretest_share) == 11
    assert list(told.pretest_share) == sorted(told.pretest_share)
    assert told.pretest_share[0] == learners.pretest_share.min()
