"""The different texts of one playbook, and how often each is offered."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from simulators.contract_risk.papers.clause import Paper, paper_for
from simulators.contract_risk.papers.offered import Offered
from simulators.contract_risk.terms import Terms


class Variant(msgspec.Struct, frozen=True):
    """One text. openings, later: in how many contracts it is offered first, and after an ask."""

    terms: Terms
    paper: Paper
    openings: int
    later: int


def variants_of(talks: Sequence[Offered]) -> tuple[Variant, ...]:
    """All texts that are offered, the most usual opening first; texts that differ in cover are one.

    Each has the cover that is most usual with it.
    """
    openings: Counter[tuple[Terms, Paper]] = Counter()
    later: Counter[tuple[Terms, Paper]] = Counter()
    for talk in talks:
        texts = [(terms, paper_for(talk.contract, terms)) for terms in talk.steps]
        openings.update(texts[:1])
        later.update(set(texts[1:]) - set(texts[:1]))
    groups: dict[tuple[Terms, Paper], list[tuple[Terms, Paper]]] = {}
    for text in {**openings, **later}:
        groups.setdefault((_without_cover(text[0]), text[1]), []).append(text)
    found = [
        Variant(
            *max(texts, key=lambda text: openings[text] + later[text]),
            openings=sum(openings[text] for text in texts),
            later=sum(later[text] for text in texts),
        )
        for texts in groups.values()
    ]
    return tuple(sorted(found, key=lambda each: (-each.openings, -each.later)))


def covers_of(talks: Sequence[Offered]) -> list[tuple[float, int]]:
    """The sums insured in opening terms, with their number of contracts, smallest first."""
    return sorted(Counter(talk.steps[0].insured_eur for talk in talks if talk.steps).items())


def _without_cover(terms: Terms) -> Terms:
    if terms.cap_basis == "insured":  # then the cover is a cap
        return terms
    return msgspec.structs.replace(terms, insured_eur=0.0)
