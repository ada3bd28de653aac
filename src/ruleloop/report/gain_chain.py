"""How a champion's gain over best shipped adds up from keep to keep.

A keep for its gain was measured against the champion of that moment, a keep for its simplicity
against the best proven champion (the anchor, see `judge.stand.Stand`). So the gains of keeps
cannot simply be summed in order: each one stands on top of the rules that it was measured against.
"""

from collections.abc import Iterable

import msgspec

from ruleloop.judge.stand import Stand
from ruleloop.judge.verdict import Estimate, Verdict


class Link(msgspec.Struct, frozen=True):
    """One kept rule set: the estimates that lead to it from best shipped, oldest first.

    Each estimate is of one step, so their means sum to its gain over best shipped.
    """

    races: tuple[Estimate, ...] = ()
    confirms: tuple[Estimate, ...] = ()

    @property
    def confirmed(self) -> float:
        """The sum of the confirmed gains, over best shipped, in the objective's unit."""
        return sum(each.mean for each in self.confirms)

    def then(self, verdict: Verdict) -> "Link":
        """The link of rules that were measured against this one."""
        races = (verdict.race,) if verdict.race else ()
        confirms = (verdict.confirm,) if verdict.confirm else ()
        return Link(self.races + races, self.confirms + confirms)


def gain_chain(opening: Stand, kept: Iterable[tuple[str, Verdict]]) -> tuple[Link, ...]:
    """One link per keep, in order.

    opening: the stand before the first experiment.
    kept: the source text and the verdict of every keep, in order.
    """
    stand, links = opening, {opening.best_shipped: Link()}
    chain = []
    for source, verdict in kept:
        simpler = verdict.kept_for == "simplicity"
        opponent = stand.anchor if simpler else stand.champion
        # Rules that come back stand where they stood: best shipped gains nothing over itself.
        links.setdefault(source, links[opponent].then(verdict))
        chain.append(links[source])
        # Only the screening block depends on the screen's life, and no gain depends on that.
        stand = stand.after(source, verdict, screen_life=1)
    return tuple(chain)
