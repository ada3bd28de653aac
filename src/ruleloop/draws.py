"""Keyed random draws: every number is named by a fact of the world, never by call order.

`draws.uniform("travel", arc, bucket)` gives the same number whenever and however often it is
asked, so two rule sets that act differently still meet the same world (common random numbers;
Glasserman & Yao 1992, doi:10.1287/mnsc.38.6.884). Numbers come from a keyed BLAKE2b hash
(RFC 7693) of the key, so they cannot be predicted without the 128-bit seed.

This is the one engine module that simulators may import.
"""

import hashlib
import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np

Key = str | int
T = TypeVar("T")

_INVERSE_2_53 = 2.0**-53
_STANDARD_NORMAL = NormalDist()
_MOST_POISSON = 500.0  # a larger mean is drawn in parts, for exp(-mean) must not vanish


class Draws:
    """All the randomness of one replication, from one 16-byte seed.

    A key is any sequence of strings and integers; `1` and `"1"` name the same draw.
    """

    __slots__ = ("_prefix", "_seed")

    def __init__(self, seed: bytes, prefix: str = "") -> None:
        if len(seed) != 16:
            raise ValueError(f"a seed has 16 bytes, got {len(seed)}")
        self._seed = seed
        self._prefix = prefix

    def __eq__(self, other: object) -> bool:
        """Whether the other gives the same numbers: the same seed and the same keys before."""
        if not isinstance(other, Draws):
            return NotImplemented
        return (self._seed, self._prefix) == (other._seed, other._prefix)

    def __hash__(self) -> int:
        return hash((self._seed, self._prefix))

    def within(self, *key: Key) -> "Draws":
        """The draws whose keys all start with `key`."""
        return Draws(self._seed, self._prefix + "".join(f"{part}\x1f" for part in key))

    def _bits(self, key: tuple[Key, ...]) -> int:
        text = self._prefix + "\x1f".join([str(part) for part in key])
        digest = hashlib.blake2b(text.encode(), digest_size=8, key=self._seed).digest()
        return int.from_bytes(digest, "little")

    def uniform(self, *key: Key) -> float:
        """A number strictly between 0 and 1."""
        return ((self._bits(key) >> 11) + 0.5) * _INVERSE_2_53

    def between(self, low: float, high: float, *key: Key) -> float:
        """A number between `low` and `high`, all equally likely."""
        return low + (high - low) * self.uniform(*key)

    def chance(self, probability: float, *key: Key) -> bool:
        """True with the given probability; monotone in it for a fixed key."""
        return self.uniform(*key) < probability

    def integer(self, low: int, high: int, *key: Key) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.uniform(*key) * (high - low + 1))

    def choice(self, options: Sequence[T], *key: Key) -> T:
        """One of the options, all equally likely."""
        return options[int(self.uniform(*key) * len(options))]

    def normal(self, mean: float, sd: float, *key: Key) -> float:
        """A normal number, by inversion, so that it is monotone in its uniform."""
        return mean + sd * _STANDARD_NORMAL.inv_cdf(self.uniform(*key))

    def lognormal(self, mean: float, cv: float, *key: Key) -> float:
        """A lognormal number with this mean and coefficient of variation (sd / mean)."""
        if cv <= 0.0:
            return mean
        variance = math.log1p(cv * cv)
        return mean * math.exp(self.normal(-0.5 * variance, math.sqrt(variance), *key))

    def exponential(self, mean: float, *key: Key) -> float:
        """An exponential number with this mean."""
        return -mean * math.log(self.uniform(*key))

    def poisson(self, mean: float, *key: Key) -> int:
        """A Poisson count with this mean, by inversion; monotone in the mean for a fixed key.

        Raises:
            ValueError: the mean is negative or not finite.
        """
        if not 0.0 <= mean < math.inf:
            raise ValueError(f"a Poisson mean is at least 0 and finite, got {mean}")
        parts = int(mean // _MOST_POISSON) + 1
        means = [_MOST_POISSON] * (parts - 1) + [mean - (parts - 1) * _MOST_POISSON]
        return sum(_poisson(part, self.uniform(*key, i)) for i, part in enumerate(means))

    def generator(self, *key: Key) -> "np.random.Generator":
        """A numpy generator of its own for this key: for many draws that belong together."""
        import numpy as np

        return np.random.Generator(np.random.Philox(key=self._bits((*key, "generator"))))


def _poisson(mean: float, uniform: float) -> int:
    """The quantile of a Poisson distribution, by summing its probabilities."""
    count, probability = 0, math.exp(-mean)
    total = probability
    while total < uniform and (count < mean or probability > 0.0):
        count += 1
        probability *= mean / count
        total += probability
    return count
