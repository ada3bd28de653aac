"""What is counted while a week is played."""

from dataclasses import dataclass, field

from simulators.supply_chain.play.money import Bill
from simulators.supply_chain.play.referee import Ruling
from simulators.supply_chain.tooling.nights import Nights


@dataclass
class Tally:
    """The running counts.

    trips: deliveries; all_trips: with trunks and rescues. load_units: of deliveries.
    decisions, illegal: how often rules were asked for routes, stops or shifts, and how often the
        answer was wrong in some part.
    """

    bill: Bill = field(default_factory=Bill)
    nights: Nights = field(default_factory=Nights)
    trips_by_kind: dict[int, int] = field(default_factory=dict)
    trips: int = 0
    all_trips: int = 0
    hub_trips: int = 0
    stops: int = 0
    failed_drops: int = 0
    split_drops: int = 0
    km: float = 0.0
    co2_kg: float = 0.0
    paid_min: float = 0.0
    load_units: float = 0.0
    hub_units: float = 0.0
    decisions: int = 0
    illegal: int = 0
    overloads: int = 0
    double_deliveries: int = 0
    barred: int = 0
    overtime_min: float = 0.0
    driver_min: dict[int, float] = field(default_factory=dict)
    hours_broken: int = 0
    reliefs: int = 0
    backlog_growth_units: float = 0.0

    def note(self, ruling: Ruling) -> None:
        """Count one plan and what was wrong with it."""
        self.decisions += 1
        self.illegal += not ruling.is_legal
        self.overloads += ruling.overloads
        self.double_deliveries += ruling.double_deliveries
        self.barred += ruling.barred
