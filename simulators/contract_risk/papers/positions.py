"""The positions of talks about one type of contract: opening and fallbacks, and their worth."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean

import msgspec

from simulators.contract_risk.papers.brief import difference
from simulators.contract_risk.papers.offered import Offered
from simulators.contract_risk.play.deals import as_written
from simulators.contract_risk.terms import Terms


class Variant(msgspec.Struct, frozen=True):
    """Terms of one position that differ in more than governing law and cover, and who gets them.

    terms: the most usual of them. words: what they are, or what changes by them.
    """

    terms: Terms
    words: str
    talks: tuple[Offered, ...]


class Step(msgspec.Struct, frozen=True):
    """One position of the talks.

    terms: the most usual. before: the most usual of the step before. offered: contracts that came
    to it. signed: at it; signed_so_far: or before it. margin_eur, exposure_eur: mean a year of the
    contracts signed at it; 0 for none. variants: most usual first.
    """

    terms: Terms
    before: Terms | None
    offered: int
    signed: int
    signed_so_far: int
    margin_eur: float
    exposure_eur: float
    variants: tuple[Variant, ...]


def steps_of(talks: Sequence[Offered]) -> tuple[Step, ...]:
    """The positions of one type of contract, opening first."""
    found: list[Step] = []
    for number in range(max((len(talk.steps) for talk in talks), default=0)):
        there = [talk for talk in talks if len(talk.steps) > number]
        signed = [talk for talk in there if talk.is_signed and len(talk.steps) == number + 1]
        variants = _changes(there, number) if number else _openings(there)
        found.append(
            Step(
                terms=Counter(talk.steps[number] for talk in there).most_common(1)[0][0],
                before=found[-1].terms if found else None,
                offered=len(there),
                signed=len(signed),
                signed_so_far=len(signed) + (found[-1].signed_so_far if found else 0),
                margin_eur=mean_of(talk.margin_eur for talk in signed),
                exposure_eur=mean_of(talk.exposure_eur for talk in signed),
                variants=variants,
            )
        )
    return tuple(found)


def _openings(there: Sequence[Offered]) -> tuple[Variant, ...]:
    groups: dict[Terms, list[Offered]] = {}
    for talk in there:
        groups.setdefault(as_written(talk.steps[0]), []).append(talk)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    usual = ordered[0][0]
    return tuple(
        Variant(
            Counter(talk.steps[0] for talk in own).most_common(1)[0][0],
            difference(written, usual),
            tuple(own),
        )
        for written, own in ordered
    )


def _changes(there: Sequence[Offered], number: int) -> tuple[Variant, ...]:
    """By what each contract's terms change against its own terms before."""
    groups: dict[str, list[Offered]] = {}
    for talk in there:
        words = difference(talk.steps[number], talk.steps[number - 1])
        groups.setdefault(words, []).append(talk)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return tuple(Variant(own[0].steps[number], words, tuple(own)) for words, own in ordered)


def mean_of(values: Iterable[float]) -> float:
    """0 for none."""
    found = list(values)
    return fmean(found) if found else 0.0
