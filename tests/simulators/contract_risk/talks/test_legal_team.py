"""Talks wait for the legal team as they would in an event-driven queue."""

from collections.abc import Generator
from typing import Any

import numpy as np
import pytest
import simpy

from simulators.contract_risk.talks.legal_team import Talks, days_to_end
from tests.simulators.contract_risk.offered import draws


def _talks(number: int, contracts: int = 200, rounds: int = 3) -> Talks:
    rng = draws(number).generator("talks")
    return Talks(
        offered_day=rng.uniform(0.0, 50.0, contracts),
        answer_days=rng.exponential(5.0, (contracts, rounds + 1)),
        handling_days=rng.exponential(2.0, contracts),
        asks=rng.integers(0, rounds + 1, contracts),
    )


def _in_simpy(talks: Talks, lawyers: int) -> list[float]:
    """The same days, from one process a contract."""
    env = simpy.Environment()
    team = simpy.Resource(env, capacity=lawyers)
    ends = [0.0] * len(talks.asks)

    def contract(number: int) -> Generator[Any, Any, None]:
        yield env.timeout(float(talks.offered_day[number] + talks.answer_days[number, 0]))
        for ask in range(1, int(talks.asks[number]) + 1):
            with team.request() as lawyer:
                yield lawyer
                yield env.timeout(float(talks.handling_days[number]))
            yield env.timeout(float(talks.answer_days[number, ask]))
        ends[number] = env.now - float(talks.offered_day[number])

    for number in range(len(ends)):
        env.process(contract(number))
    env.run()
    return ends


@pytest.mark.parametrize("lawyers", [1, 4, 500])
def test_days_are_those_of_an_event_driven_queue(lawyers: int) -> None:
    talks = _talks(lawyers)
    assert days_to_end(talks, lawyers) == pytest.approx(_in_simpy(talks, lawyers))


def test_fewer_lawyers_never_end_sooner_on_average() -> None:
    means = [days_to_end(_talks(0), lawyers).mean() for lawyers in (1, 2, 4, 8, 200)]
    assert means == sorted(means, reverse=True)


def test_who_does_not_ask_waits_for_nobody() -> None:
    talks = _talks(5)
    silent = talks.asks == 0
    waited = days_to_end(talks, 1)
    assert np.allclose(waited[silent], talks.answer_days[silent, 0])
