"""Forecasts whose errors grow with the horizon and are revised as time goes on.

What happens is a plan that nobody knows exactly plus a disturbance x with a fading memory; a
forecast knows x until now and expects it to fade. So its error at a horizon of h steps is
sd * sqrt(1 - keep^(2h)): nothing now, `sd` far ahead; it has no bias, and later forecasts of the
same quarter-hour are better. Uncertainties are assumptions.
"""

import math

import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.network.network import Floats
from simulators.grid_balancing.weather.noise import forgetful


class Forecaster:
    """Forecasts of one series that is known to the simulator and not to the rules."""

    def __init__(
        self, actual: Floats, scale: Floats, draws: Draws, name: str, *, memory_steps: float
    ) -> None:
        """Prepare the errors.

        actual: (steps,), what will happen. scale: (steps,), standard deviation of the error far
        ahead, in the same unit. memory_steps: how long a deviation lasts, above 0.
        """
        self._actual = actual
        self._scale = scale
        self._keep = math.exp(-1.0 / memory_steps)
        self._x = forgetful(draws, len(actual), "forecast", name, memory_steps=memory_steps)

    def at(self, now: int, horizon: int, *, least: float = 0.0) -> Floats:
        """The forecast for steps now + 1 to now + horizon as far as there are any.

        least: physical lower limit of the series.
        """
        ahead = slice(now + 1, now + 1 + horizon)
        fade = self._keep ** np.arange(1, len(self._actual[ahead]) + 1)
        surprise = self._x[ahead] - fade * self._x[now]
        expected: Floats = np.maximum(least, self._actual[ahead] - self._scale[ahead] * surprise)
        return expected

    def parts(self) -> tuple[Floats, Floats, Floats, float]:
        """Actual values, scales and deviations, (steps,), and how much of a deviation lasts."""
        return self._actual, self._scale, self._x, self._keep

    def surprise(self, lead: int) -> Floats:
        """How much more came than was forecast `lead` steps before, in standard deviations.

        Shape (steps,); the first `lead` steps are 0, as nothing was forecast for them.
        """
        fade = self._keep**lead
        found = np.zeros(len(self._x))
        if lead < len(found):
            sd = math.sqrt(1.0 - fade * fade)
            found[lead:] = (self._x[lead:] - fade * self._x[:-lead]) / sd
        return found
