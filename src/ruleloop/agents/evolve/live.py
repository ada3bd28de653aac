"""Which constants of a rule module matter in the worlds at hand."""

from ruleloop.agents.evolve.constants import (
    Constant,
    at_positions,
    positions,
    tunable_constants,
    with_values,
)
from ruleloop.agents.evolve.shelf import Shelf
from ruleloop.agents.scout import Scout

_FAR = 0.35  # of a constant's range: what does not matter there matters nowhere near
_MOST = 16


class Live:
    """Finds the constants of which a large change alters a decision.

    Rule modules serve many worlds, and a scenario has few of them: of the thirty constants of a
    fleet's rules, half speak of weeks and regions that a depot's day does not have. A memory of
    pure results.
    """

    def __init__(self, shelf: Shelf, scout: Scout) -> None:
        self._shelf, self._scout = shelf, scout
        self._known: dict[str, frozenset[str]] = {}

    def keys(self, source: str) -> frozenset[str]:
        """The keys of the constants that matter."""
        found = self._known.pop(source, None)
        if found is None:
            constants = tunable_constants(self._shelf.parsed(source))
            found = frozenset(c.key for c in constants if self._matters(source, c))
        self._known[source] = found
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        return found

    def places(self, source: str, champion: str) -> dict[str, float]:
        """Positions of what is worth tuning: what matters to the champion, and what is new."""
        places = positions(tunable_constants(self._shelf.parsed(source)))
        live = self.keys(champion)
        if source == champion:
            return {key: place for key, place in places.items() if key in live}
        old = {c.key for c in tunable_constants(self._shelf.parsed(champion))}
        # numbers without a name are known by their order, which an edit changes
        dead = {key for key in old - live if not key.startswith("#")}
        return {key: place for key, place in places.items() if key not in dead}

    def _matters(self, source: str, constant: Constant) -> bool:
        place = constant.span.position(constant.value)
        return any(
            self._scout.look(self._with(source, constant, far), source) != "alike"
            for far in (place + _FAR, place - _FAR)
            if 0.0 <= far <= 1.0
        )

    def _with(self, source: str, constant: Constant, place: float) -> str:
        values = at_positions([constant], {constant.key: place})
        return with_values(self._shelf.parsed(source), values)
