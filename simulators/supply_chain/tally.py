"""What is counted on a day, and the measures that come out of it."""

from dataclasses import dataclass, field

from simulators.supply_chain.day import Day
from simulators.supply_chain.fleet import Fleet
from simulators.supply_chain.money import Bill
from simulators.supply_chain.referee import Ruling


@dataclass
class Tally:
    """The running counts of a day.

    late_min: minutes late by order number, 0 when on time; an order is in it once its van arrived.
    """

    bill: Bill = field(default_factory=Bill)
    late_min: dict[int, float] = field(default_factory=dict)
    spot_orders: list[int] = field(default_factory=list)
    waves: int = 0
    illegal_waves: int = 0
    overloads: int = 0
    double_deliveries: int = 0
    trips: int = 0
    km: float = 0.0
    paid_min: float = 0.0
    load_units: float = 0.0

    def note(self, ruling: Ruling) -> None:
        """Count one plan and what was wrong with it."""
        self.waves += 1
        self.illegal_waves += not ruling.is_legal
        self.overloads += ruling.overloads
        self.double_deliveries += ruling.double_deliveries


def measures(day: Day, tally: Tally, fleet: Fleet, solver_iterations: int) -> dict[str, float]:
    """All measures of a day that is over.

    Money is per ordered unit, shares are of all orders of the day: what was never delivered, or
    was bought from the spot carrier, counts as not on time.
    """
    orders, trips = day.orders, max(1, tally.trips)
    units = sum(order.quantity_units for order in orders)
    late = [minutes for minutes in tally.late_min.values() if minutes > 0.0]
    return {
        **tally.bill.per_unit_eur(units),
        "total_eur": tally.bill.total / 100.0,
        "orders": float(len(orders)),
        "ordered_units": units,
        "on_time_share": (len(tally.late_min) - len(late)) / len(orders),
        "late_share": len(late) / len(orders),
        "most_late_min": max(late, default=0.0),
        "spot_share": len(tally.spot_orders) / len(orders),
        "overloads": float(tally.overloads),
        "double_deliveries": float(tally.double_deliveries),
        "illegal_share": tally.illegal_waves / tally.waves,
        "solver_iterations": float(solver_iterations),
        "trips": float(tally.trips),
        "vehicles_used": float(sum(van.trips > 0 for van in fleet.vans)),
        "stops_per_trip": len(tally.late_min) / trips,
        "fill_share": tally.load_units / (trips * day.capacity_units),
        "distance_km": tally.km,
        "paid_hours": tally.paid_min / 60.0,
    }
