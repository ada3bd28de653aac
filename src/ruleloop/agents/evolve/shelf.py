"""The rule modules in use, parsed once: a memory of pure results that may forget at any time."""

from ruleloop.agents.evolve.catalogue import Catalogue
from ruleloop.agents.evolve.parsed import Parsed
from ruleloop.agents.evolve.tabu import Identity, identify

_MOST = 48


class Shelf:
    """Parses sources on demand and keeps the latest few."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._parsed: dict[str, Parsed] = {}
        self._identities: dict[str, Identity] = {}

    def parsed(self, source: str) -> Parsed:
        """The parsed form of a source.

        Raises:
            SyntaxError: the source is no Python.
        """
        found = self._parsed.pop(source, None) or Parsed(source, self.catalogue)
        self._parsed[source] = found
        if len(self._parsed) > _MOST:
            del self._parsed[next(iter(self._parsed))]
        return found

    def identity(self, source: str) -> Identity:
        """The hashes of a source.

        Raises:
            SyntaxError: the source is no Python.
        """
        found = self._identities.pop(source, None) or identify(source)
        self._identities[source] = found
        if len(self._identities) > _MOST:
            del self._identities[next(iter(self._identities))]
        return found
