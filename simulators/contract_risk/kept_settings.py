"""The settings that a worker keeps, because every rule set of a comparison meets the same years."""

from collections import OrderedDict
from collections.abc import Callable

from ruleloop.draws import Draws
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.world import World

OF_A_CONTRACT = 50
"""How many claims take as much memory as a contract and all that belongs to it."""


class KeptSettings:
    """The settings that were needed last, as many as `most_claims` claims allow; the latest always.

    A block of evidence is played over and over, one rule set after the other, so a worker has to
    keep all of it or it keeps nothing that it needs again.
    """

    def __init__(self, most_claims: int) -> None:
        self._most_claims = most_claims
        self._settings: OrderedDict[tuple[World, Draws], Setting] = OrderedDict()

    def get(self, world: World, draws: Draws, build: Callable[[], Setting]) -> Setting:
        """The kept setting of (world, seed), or a new one."""
        key = (world, draws)
        if key not in self._settings:
            self._settings[key] = build()
        self._settings.move_to_end(key)
        while len(self._settings) > 1 and self.claims > self._most_claims:
            self._settings.popitem(last=False)
        return self._settings[key]

    def clear(self) -> None:
        """Forget them all."""
        self._settings.clear()

    @property
    def claims(self) -> int:
        """How many claims are kept in all, and contracts as if they were some."""
        return sum(
            len(setting.claims) + OF_A_CONTRACT * len(setting.portfolio)
            for setting in self._settings.values()
        )

    def __len__(self) -> int:
        return len(self._settings)
