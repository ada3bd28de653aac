import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.education_paths.learning.build import build_model
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.model import EXERCISE, TEXT, VIDEO, WORKED
from tests.simulators.education_paths.learning.small_cohort import (
    CONCEPTS,
    DRAWS,
    LEARNERS,
    SUBJECT,
    anything,
    cohort,
    doing,
    model,
)

KINDS = ("continuous", "tracing")
EVERYBODY = np.arange(LEARNERS)
ITEMS = np.arange(CONCEPTS), np.zeros(CONCEPTS), np.ones(CONCEPTS), np.full(CONCEPTS, 0.2)
kinds = st.sampled_from(KINDS)
seeds = st.integers(0, 10_000)
SOME = settings(max_examples=25, deadline=None)


def days_of(numbers, rounds=12):
    return np.sort(numbers.uniform(0.0, 20.0, rounds))


@SOME
@given(kinds, seeds)
def test_chances_mastery_and_feelings_stay_where_they_can_be(kind, seed):
    numbers, learners = np.random.default_rng(seed), model(kind, seed=seed)
    for day in days_of(numbers):
        now = anything(numbers, day)
        chance = learners.p_correct(now)
        felt = learners.study(now, numbers.random(now.who.size) < chance)
        for share in (chance, felt.boredom, felt.stop, learners.mastery(day)):
            assert np.all((share >= 0.0) & (share <= 1.0))
        assert np.all(np.isfinite(felt.load) & (felt.load >= 0.0))
        solved = learners.p_item(*ITEMS, day)
        assert np.all((solved >= 0.2) & (solved <= 1.0))


@SOME
@given(kinds, seeds, st.floats(0.0, 100.0), st.floats(0.0, 100.0))
def test_waiting_never_helps_an_exam(kind, seed, early, later):
    numbers, learners = np.random.default_rng(seed), model(kind, seed=seed)
    now = anything(numbers, 0.0)
    learners.study(now, np.ones(now.who.size, dtype=bool))
    first, second = sorted((early, later))
    assert np.all(learners.p_item(*ITEMS, second) <= learners.p_item(*ITEMS, first) + 1e-12)


@SOME
@given(kinds, seeds)
def test_no_activity_lowers_what_could_be_solved_at_once(kind, seed):
    numbers, learners = np.random.default_rng(seed), model(kind, seed=seed)
    for day in days_of(numbers):
        now = anything(numbers, day)
        before = learners.p_item(*ITEMS, day)
        learners.study(now, numbers.random(now.who.size) < 0.5)
        assert np.all(learners.p_item(*ITEMS, day) >= before - 1e-12)


@SOME
@given(kinds, seeds)
def test_who_does_nothing_changes_nothing_but_forgets(kind, seed):
    numbers, learners, idle = np.random.default_rng(seed), model(kind), model(kind)
    away = np.ones(LEARNERS, dtype=bool)
    for day in days_of(numbers):
        now = anything(numbers, day)
        away[now.who] = False
        learners.study(now, numbers.random(now.who.size) < 0.5)
    assert np.array_equal(learners.mastery(25.0)[away], idle.mastery(25.0)[away])


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_cohort_and_answers_give_the_same_course(kind):
    found = []
    for _ in range(2):
        numbers, learners = np.random.default_rng(3), model(kind)
        for day in days_of(numbers):
            now = anything(numbers, day)
            learners.study(now, numbers.random(now.who.size) < learners.p_correct(now))
        found.append(learners.mastery(30.0))
    assert np.array_equal(found[0], found[1])


@pytest.mark.parametrize("kind", KINDS)
def test_a_round_played_in_two_halves_is_the_same_round(kind):
    whole, halves = model(kind), model(kind)
    now, right = doing(EXERCISE, 2), EVERYBODY % 3 > 0
    whole.study(now, right)
    for part in (EVERYBODY[:15], EVERYBODY[15:]):
        half = type(now)(
            who=part,
            concept=now.concept[part],
            kind=now.kind[part],
            level=now.level[part],
            day=now.day,
            session_min=now.session_min[part],
        )
        halves.study(half, right[part])
    assert np.allclose(whole.mastery(3.0), halves.mastery(3.0))


@pytest.mark.parametrize("kind", KINDS)
def test_a_model_leaves_the_traits_of_its_learners_alone(kind):
    traits = cohort()
    before = traits.mastery.copy()
    learners = build_model(kind, traits, subject=SUBJECT, effects=Effects(), draws=DRAWS)
    learners.study(doing(WORKED), np.zeros(LEARNERS, dtype=bool))
    assert np.array_equal(traits.mastery, before)


@pytest.mark.parametrize("kind", KINDS)
def test_harder_exercises_are_solved_less_often(kind):
    learners = model(kind)
    easy, middle, hard = (learners.p_correct(doing(EXERCISE, level)) for level in (1, 2, 3))
    assert np.all(easy > middle)
    assert np.all(middle > hard)


@pytest.mark.parametrize("kind", KINDS)
def test_a_concept_is_learnt_better_once_its_prerequisites_are_known(kind):
    ready, unready = model(kind), model(kind)
    for _ in range(12):
        ready.study(doing(WORKED, concept=0), np.zeros(LEARNERS, dtype=bool))
    for learners in (ready, unready):
        learners.study(doing(VIDEO, concept=1), np.zeros(LEARNERS, dtype=bool))
    assert ready.mastery(0.0)[:, 1].mean() > unready.mastery(0.0)[:, 1].mean() + 0.01


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_lesson_again_teaches_less_each_time(kind):
    learners = model(kind)
    known = [learners.mastery(0.0)[:, 0].mean()]
    for _ in range(6):
        learners.study(doing(TEXT), np.zeros(LEARNERS, dtype=bool))
        known.append(learners.mastery(0.0)[:, 0].mean())
    gains = np.diff(known)
    assert gains[:2].sum() > 4 * gains[3:].sum()
    assert known[-1] < 0.75  # nobody masters a course by reading one text over and over


@pytest.mark.parametrize("kind", KINDS)
def test_wrong_answers_make_learners_give_up_and_right_ones_do_not(kind):
    chances = {}
    for right in (True, False):
        felt = model(kind).study(doing(EXERCISE, 2), np.full(LEARNERS, right))
        chances[right] = felt.stop
    assert np.all(chances[False] > 3.0 * chances[True])


@pytest.mark.parametrize("kind", KINDS)
def test_long_sessions_tire_and_a_rest_relieves(kind):
    fresh, tired = model(kind), model(kind)
    right = np.ones(LEARNERS, dtype=bool)
    first = fresh.study(doing(VIDEO, minutes=10.0), right)
    second = tired.study(doing(VIDEO, minutes=80.0), right)
    assert np.all(second.stop > first.stop)
    assert tired.mastery(0.0)[:, 0].mean() <= fresh.mastery(0.0)[:, 0].mean()
    rested, strained = model(kind), model(kind)
    for learners in (rested, strained):
        learners.study(doing(EXERCISE, 3, concept=3), ~right)
    rested.rest(EVERYBODY)
    loads = [m.study(doing(VIDEO, concept=3, day=1.0), right).load for m in (rested, strained)]
    assert np.all(loads[0] < loads[1])


def test_knowledge_by_tracing_is_all_or_nothing():
    learners = model("tracing")
    for _ in range(5):
        learners.study(doing(WORKED), np.zeros(LEARNERS, dtype=bool))
    assert set(np.unique(learners.mastery(0.0)[:, 0])) <= {0.0, 1.0}


def test_tracing_knows_no_sibling_and_no_productive_failure():
    orders = ([(EXERCISE, 3), (VIDEO, 0)], [(VIDEO, 0), (EXERCISE, 3)])
    known = []
    for order in orders:
        learners = model("tracing", Effects(tracing_exercise=0.0, prepared_gain=5.0))
        for kind, level in order:
            learners.study(doing(kind, level, concept=3), np.zeros(LEARNERS, dtype=bool))
        known.append(learners.mastery(0.0)[:, 3].mean())
    assert known[0] == pytest.approx(known[1], abs=0.1)
