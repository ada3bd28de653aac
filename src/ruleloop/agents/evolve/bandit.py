"""Learns which kinds of edits pay."""

from collections.abc import Sequence

from ruleloop.agents.evolve.moves.move import Move
from ruleloop.draws import Draws

_MEMORY = 0.985  # what is known of a move halves in about 45 experiments: champions change
_FLOOR = 0.08  # a move that never paid may pay on the next champion


class Bandit:
    """Successes and trials per move, discounted; moves are drawn in proportion to their rate."""

    def __init__(self, moves: Sequence[Move]) -> None:
        self._moves = tuple(moves)
        self._wins = dict.fromkeys((m.name for m in moves), 0.0)
        self._trials = dict.fromkeys((m.name for m in moves), 0.0)

    def choose(self, draws: Draws, *key: str | int) -> Move:
        """A move, each with a chance proportional to its weight and success rate."""
        chances = [m.weight * max(_FLOOR, self.rate(m.name)) for m in self._moves]
        at = draws.uniform("move", *key) * sum(chances)
        for move, chance in zip(self._moves, chances, strict=True):
            at -= chance
            if at <= 0.0:
                return move
        return self._moves[-1]

    def rate(self, name: str) -> float:
        """The success rate of a move, as if it had also won once in four trials."""
        return (self._wins[name] + 1.0) / (self._trials[name] + 4.0)

    def learn(self, name: str, reward: float) -> None:
        """A move was tried; `reward` is 0 for nothing gained, 1 for a gain, more for a keep."""
        if name not in self._trials:
            return
        for other in self._trials:
            self._wins[other] *= _MEMORY
            self._trials[other] *= _MEMORY
        self._wins[name] += reward
        self._trials[name] += max(1.0, reward)
