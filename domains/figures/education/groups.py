"""Groups of learners, by facts that no rule can change."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domains.figures.chart_style import COLOURS
from domains.figures.education.record import Played

Bools = NDArray[np.bool_]
OTHERS = "all others"
PRIOR = ("least prior knowledge", "middle third", "most prior knowledge")


@dataclass(frozen=True)
class Group:
    """Some of the learners, at least one. colour: `#RRGGBB`."""

    name: str
    colour: str
    is_in: Bools


def everybody(played: Played) -> Group:
    """All who began."""
    return Group("everybody", "#000000", np.ones(played.learners, dtype=bool))


def thirds(played: Played) -> list[Group]:
    """By knowledge before the course, from least to most."""
    third = np.array(played.course["prior_third"])
    colours = (COLOURS[1], COLOURS[2], COLOURS[0])
    found = zip(PRIOR, colours, range(3), strict=True)
    return _with_members(Group(name, colour, third == place) for name, colour, place in found)


def guarded(played: Played) -> list[Group]:
    """Those that guard-rails look after, besides the thirds."""
    return _with_members(
        (
            Group("poorest neighbourhoods", COLOURS[5], np.array(played.course["is_poor"])),
            Group("forget fastest", COLOURS[3], np.array(played.course["is_slow"])),
        )
    )


def contrasts(played: Played) -> list[tuple[str, list[Group]]]:
    """Groups that together are everybody, by what tells them apart."""
    poor, slow = (np.array(played.course[key]) for key in ("is_poor", "is_slow"))
    return [
        ("Prior knowledge", thirds(played)),
        ("Neighbourhood", _pair("poorest", COLOURS[5], poor)),
        ("Memory", _pair("forget fastest", COLOURS[3], slow)),
    ]


def _pair(name: str, colour: str, is_in: Bools) -> list[Group]:
    return _with_members((Group(name, colour, is_in), Group(OTHERS, COLOURS[6], ~is_in)))


def _with_members(groups: Iterable[Group]) -> list[Group]:
    return [group for group in groups if group.is_in.any()]


def archetypes(played: Played) -> list[tuple[str, Bools]]:
    """Three sorts of learners, or everybody where a cohort is so small that it has none of them."""
    third = np.array(played.course["prior_third"])
    is_slow = np.array(played.course["is_slow"])
    wanted = [
        ("least prior knowledge, forgets fast", (third == 0) & is_slow),
        ("middle prior knowledge", (third == 1) & ~is_slow),
        ("most prior knowledge", (third == 2) & ~is_slow),
    ]
    found = [(name, is_in) for name, is_in in wanted if is_in.any()]
    return found or [("of the cohort", everybody(played).is_in)]


def typical(played: Played, is_in: Bools) -> int:
    """The number of a learner of a group whose pre-test is nearest to the group's median.

    Of those who did not give up, if there are any: their pictures have more to show. Who it is
    depends on nothing else that rules can change, so two rule sets mostly show the same learner.
    """
    stayed = is_in & ~played.gave_up
    who = np.flatnonzero(stayed if stayed.any() else is_in)
    pretest = np.array(played.course["pretest_share"])
    return int(who[np.abs(pretest[who] - np.median(pretest[is_in])).argmin()])
