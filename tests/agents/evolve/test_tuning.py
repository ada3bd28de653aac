from collections.abc import Mapping

import pytest

from ruleloop.agents.evolve.cma_tuning import CmaTuning
from ruleloop.agents.evolve.fitness import FAILED
from ruleloop.agents.evolve.tuning import StepTuning, Tuning
from ruleloop.draws import Draws

BEST = {"A": 0.3, "B": 0.7, "C": 0.5}


def sphere(places: Mapping[str, float]) -> float:
    """Best at BEST, where it is zero."""
    return -sum((places[key] - best) ** 2 for key, best in BEST.items())


def tune(series: Tuning, most: int = 400) -> float:
    best, draws = float("-inf"), Draws(bytes(16))
    for number in range(most):
        if series.done:
            break
        places = series.next(draws.within(number), 0)
        best = max(best, sphere(places))
        series.learn(places, sphere(places))
    return best


def cma(generations: int, places: dict[str, float] | None = None) -> CmaTuning:
    start = places or dict.fromkeys(BEST, 0.05)
    return CmaTuning("t", "", places=start, seed=7, generations=generations)


def test_cma_es_converges_on_a_sphere() -> None:
    assert tune(cma(2)) < -1e-3
    assert tune(cma(40)) > -1e-4


def test_cma_es_follows_from_its_seed_and_what_it_was_told() -> None:
    first, second = cma(6), cma(6)
    for number in range(20):
        draws = Draws(bytes(16)).within(number)
        places = first.next(draws, 0)
        assert places == second.next(draws, 0)
        second.next(draws, 1)  # asking again changes nothing
        first.learn(places, sphere(places))
        second.learn(places, sphere(places))


def test_cma_es_survives_failures_and_a_single_constant() -> None:
    series = cma(4, {"A": 0.5})
    while not series.done:
        places = series.next(Draws(bytes(16)), 0)
        assert set(places) == {"A"}
        series.learn(places, FAILED)


def test_cma_es_gives_up_after_as_many_generations_without_a_gain_as_it_has_patience() -> None:
    series = CmaTuning("t", "", places=BEST, seed=7, generations=9, patience=2)
    for told in (-1.0, 0.1, -1.0, -1.0):
        assert not series.done
        for _ in range(series.population):
            series.learn(series.next(Draws(bytes(16)), 0), told)
    assert series.done


def test_steps_climb_and_stop_when_nothing_comes_of_it() -> None:
    start = dict.fromkeys(BEST, 0.4)
    series = StepTuning("t", "", places=start, fresh=frozenset({"A"}), fitness=sphere(start) + 0.02)
    assert tune(series) > sphere(start)
    hopeless = StepTuning("t", "", places=start, fresh=frozenset(), fitness=-1.0)
    for _ in range(6):
        assert not hopeless.done
        hopeless.learn(start, -2.0)
    assert hopeless.done


@pytest.mark.parametrize("number", range(20))
def test_steps_stay_in_range(number: int) -> None:
    series = StepTuning("t", "", places={"A": 0.01, "B": 0.99}, fresh=frozenset("A"), fitness=0.0)
    places = series.next(Draws(bytes(16)).within(number), 0)
    assert all(0.0 <= place <= 1.0 for place in places.values())
