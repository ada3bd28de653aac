"""The rule modules in use, parsed once: a memory of pure results that may forget at any time."""

from ruleloop.agents.evolve.catalogue import Catalogue
from ruleloop.agents.evolve.parsed import Parsed

_MOST = 48


class Shelf:
    """Parses sources on demand and keeps the latest few."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._parsed: dict[str, Parsed] = {}

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
