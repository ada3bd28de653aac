"""What a trace tells of a year of contracts, sorted for pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.papers.offered import Offered, read_offered
from simulators.contract_risk.play.money import PARTS

Event = Mapping[str, Any]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Played:
    """One replication.

    offered: the talks about each contract. findings: ids of the rules of law that its last offer
    crosses. parts_eur: by part of the exposure, mean a contract and year. year_eur: our cost of
    claims in each simulated year, largest first. borne: records of `play.borne`.
    """

    offered: tuple[Offered, ...]
    findings: tuple[tuple[str, ...], ...]
    parts_eur: Mapping[str, float]
    year_eur: Floats
    borne: tuple[Event, ...]

    @property
    def contracts(self) -> int:
        """How many were offered."""
        return len(self.offered)

    @property
    def exposure_eur(self) -> float:
        """Mean a contract and year, all parts together."""
        return sum(self.parts_eur.values())

    @property
    def win_rate(self) -> float:
        """The share of contracts that are signed."""
        return sum(each.is_signed for each in self.offered) / len(self.offered)


def read(events: Sequence[Event]) -> Played | None:
    """The year that a trace tells of; None without contracts or years."""
    told = [event for event in events if event["kind"] == "contract"]
    years = [event["cost_eur"] for event in events if event["kind"] == "year"]
    if not told or not years:
        return None
    return Played(
        offered=read_offered(events),
        findings=tuple(tuple(event["findings"]) for event in told),
        parts_eur={
            part: sum(event["cost_eur"][part] for event in told) / len(told) for part in PARTS
        },
        year_eur=np.sort(np.array(years, dtype=np.float64))[::-1],
        borne=tuple(event for event in events if event["kind"] == "borne"),
    )
