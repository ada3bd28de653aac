"""A scout that plays: see `ruleloop.agents.scout`."""

from ruleloop.agents.scout import Look
from ruleloop.errors import SimulatorFailure
from ruleloop.evaluation.replication import Block
from ruleloop.judge.bench import Bench, stop

WORLDS = 3
"""A change that shows in none of these hardly ever shows a gain on a screen of a dozen."""

BLOCK = Block("scout", "1")


class BenchScout:
    """Plays both rule modules in the same few worlds until a decision differs."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def look(self, source: str, other: str) -> Look:
        """How the decisions of `source` compare with those of `other`.

        What brings the simulator down is `apart`: the loop shall meet it, and say so.
        """
        try:
            return self._look(source, other)
        except SimulatorFailure:
            return "apart"

    def _look(self, source: str, other: str) -> Look:
        worlds = range(WORLDS)
        known = list(self._bench.play(other, BLOCK, worlds))
        played = self._bench.play(source, BLOCK, worlds)
        try:
            for mine, theirs in zip(played, known, strict=True):
                if mine.fault:
                    return "faulty"
                if mine.digest != theirs.digest:
                    return "apart"
        finally:
            stop(played)
        return "alike"
