"""The routing solver behind `tools.solve`: PyVRP with a counted budget of iterations.

Budgets are iterations, never seconds, and the seed is a hash of the question, so the same
question always gets the same answer on the same version of PyVRP (Wouda, Lan & Kool 2024,
doi:10.1287/ijoc.2023.0055).
"""

import math
from collections import Counter

from simulators.supply_chain.interface import City, OpenOrder, Route, Solve, Wave
from simulators.supply_chain.solver.problem import Places, Problem
from simulators.supply_chain.tools import Tools

DAY_ITERATIONS = 4_000


class Solver:
    """Answers the `Solve` requests of a day or week. `spent` counts all its iterations."""

    def __init__(self, places: Places, city: City) -> None:
        self._places, self._city = places, city
        self._tools = Tools(city, lambda _request: None)  # for expected times only
        self._wave: Wave | None = None
        self._open: dict[int, OpenOrder] = {}
        self._spent_before = 0
        self.spent = 0

    def look(self, wave: Wave) -> None:
        """Take over what the rules see now; requests are answered for this wave."""
        if self._wave is not None and wave.day != self._wave.day:
            self._spent_before = self.spent
        self._wave = wave
        self._open = {order.number: order for order in wave.orders}

    def answer(self, request: Solve) -> tuple[Route, ...]:
        """Routes that leave now and that the referee accepts, each alone and all together.

        Raises:
            ValueError: the request names an order that is not open, or one that may not be split
                twice.
            RuntimeError: PyVRP is not installed, or has another version than 0.14.
        """
        wave = self._wave
        if wave is None:
            raise ValueError("solve: only while a wave is being planned")
        self._check(request)
        left = DAY_ITERATIONS - (self.spent - self._spent_before)
        iterations = max(1, min(request.iterations, left))
        self.spent += iterations
        problem = Problem(request, wave, places=self._places, city=self._city, tools=self._tools)
        return problem.solve(iterations)

    def _check(self, request: Solve) -> None:
        closed = [n for n in (*request.orders, *request.required) if n not in self._open]
        if closed:
            raise ValueError(f"solve: not open now: {sorted(set(closed))[:10]}")
        again = [n for n, times in Counter(request.orders).items() if times > 1]
        if any(not self._open[number].may_split for number in again):
            raise ValueError("solve: an order that may not be split is named twice in `orders`")
        missing = sorted(set(request.required) - set(request.orders))
        if missing:
            raise ValueError(f"solve: `required` but not among `orders`: {missing[:10]}")
        if request.prizes_eur is not None and len(request.prizes_eur) != len(request.orders):
            raise ValueError("solve: expected one prize for every order")
        if math.isnan(request.buffer_min + sum(request.prizes_eur or ())):
            raise ValueError("solve: buffer_min and prizes_eur: expected numbers, got NaN")
