"""How long talks take when few lawyers serve many contracts: a queue, first come first served."""

import heapq
from dataclasses import dataclass

import numpy as np

from simulators.contract_risk.portfolio.portfolio import Floats, Integers


@dataclass(frozen=True)
class Talks:
    """What the queue needs: one row a contract, one column a round that the other side asked for.

    offered_day: when the offer went out. answer_days: (contracts, rounds + 1), what the other side
    takes to answer the offer and each later one. handling_days: (contracts,), a lawyer's work on a
    round. asks: (contracts,), how many rounds of talks followed the offer.
    """

    offered_day: Floats
    answer_days: Floats
    handling_days: Floats
    asks: Integers


def days_to_end(talks: Talks, lawyers: int) -> Floats:
    """Days from each offer to the last answer, (contracts,).

    A round is one job: it is ready when the other side has answered, takes the first lawyer who
    is free, and the other side answers it in turn. Several servers, one queue, first come first
    served; equal times go by the place of the contract. (The tests play the same in simpy, which
    is exact too and fifty times slower.)
    """
    ends = talks.offered_day + talks.answer_days[:, 0]
    free = [0.0] * lawyers
    asking = np.flatnonzero(talks.asks)
    ready = list(zip(ends[asking].tolist(), asking.tolist(), [1] * len(asking), strict=True))
    heapq.heapify(ready)
    handling, asks = talks.handling_days.tolist(), talks.asks.tolist()
    while ready:
        day, contract, number = heapq.heappop(ready)
        done = max(day, free[0]) + handling[contract]
        heapq.heapreplace(free, done)
        answered = done + float(talks.answer_days[contract, number])
        ends[contract] = answered
        if number < asks[contract]:
            heapq.heappush(ready, (answered, contract, number + 1))
    return ends - talks.offered_day
