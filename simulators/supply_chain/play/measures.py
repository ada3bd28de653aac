"""The measures that come out of a week that is over."""

from collections.abc import Sequence

from simulators.supply_chain.play.fleet import Fleet
from simulators.supply_chain.play.orderbook import Entry, OrderBook
from simulators.supply_chain.play.tally import Tally
from simulators.supply_chain.week import Week


def measures(
    week: Week, book: OrderBook, tally: Tally, *, fleet: Fleet, solver_iterations: int
) -> dict[str, float]:
    """All measures of a week that is over.

    Money is per ordered unit, shares are of all orders that were never cancelled, which is a fact
    of the world: what was never delivered, or was bought from the spot carrier, counts as not on
    time.
    """
    entries = [entry for entry in book.entries.values() if not entry.is_void]
    units = sum(entry.order.quantity_units for entry in entries)
    trips = max(1, tally.trips)
    return {
        **tally.bill.per_unit_eur(units),
        "total_eur": tally.bill.total / 100.0,
        "orders": float(len(entries)),
        "ordered_units": units,
        **_service(week, entries, tally),
        "overloads": float(tally.overloads),
        "double_deliveries": float(tally.double_deliveries),
        "illegal_share": tally.illegal / max(1, tally.decisions),
        "barred": float(tally.barred),
        "hours_broken": float(tally.hours_broken),
        "relief_drivers": float(tally.reliefs),
        "solver_iterations": solver_iterations / week.days,
        "trips": float(tally.trips),
        "vehicles_used": float(sum(vehicle.trips > 0 for vehicle in fleet.all)),
        "stops_per_trip": tally.stops / trips,
        "fill_share": tally.load_units / _capacity(week, tally),
        "distance_km": tally.km,
        "paid_hours": tally.paid_min / 60.0,
        **_people(week, tally),
        **_ways(tally, units),
    }


def _service(week: Week, entries: Sequence[Entry], tally: Tally) -> dict[str, float]:
    delivered = [entry for entry in entries if entry.is_delivered]
    late = sorted(entry.late_min for entry in delivered if entry.late_min > 0.0)
    business = [entry for entry in entries if entry.order.is_business]
    business_on_time = sum(e.is_delivered and e.late_min <= 0.0 for e in business)
    first = sum(entry.drops > 0 and entry.attempts == 0 for entry in entries)
    tried = sum(entry.drops > 0 or entry.attempts > 0 for entry in entries)
    return {
        "on_time_share": (len(delivered) - len(late)) / len(entries),
        "late_share": len(late) / len(entries),
        "most_late_min": max(late, default=0.0),
        "late_p95_min": _late_p95(delivered),
        "spot_share": sum(entry.bought_units > 0.0 for entry in entries) / len(entries),
        "business_on_time_share": business_on_time / len(business)
        if week.is_designed and business
        else 1.0,
        "worst_zone_service_share": _worst_zone(week, entries),
        "first_attempt_share": first / max(1, tried),
        "night_drops": float(tally.nights.made),
        "night_drop_share": tally.nights.made / max(1, tally.stops),
    }


def _late_p95(delivered: Sequence[Entry]) -> float:
    """Minutes late that 95 % of the delivered orders stay within."""
    minutes = sorted(entry.late_min for entry in delivered)
    return minutes[int(0.95 * (len(minutes) - 1))] if minutes else 0.0


def _worst_zone(week: Week, entries: Sequence[Entry]) -> float:
    """The least share of units delivered by own vehicles, over the zones that ordered."""
    ordered = [0.0] * len(week.zones)
    delivered = [0.0] * len(week.zones)
    for entry in entries:
        zone = week.site_zone[entry.order.site]
        ordered[zone] += entry.order.quantity_units
        delivered[zone] += entry.delivered_units
    return min(d / o for d, o in zip(delivered, ordered, strict=True) if o > 0.0)


def _people(week: Week, tally: Tally) -> dict[str, float]:
    hours = [minutes / 60.0 for minutes in tally.driver_min.values()]
    return {
        "overtime_hours": tally.overtime_min / 60.0,
        "most_driver_week_h": max(hours, default=0.0),
        "driver_spread_h": max(hours, default=0.0) - min(hours, default=0.0),
        "backlog_growth_units": tally.backlog_growth_units if week.is_designed else 0.0,
    }


def _ways(tally: Tally, units: float) -> dict[str, float]:
    return {
        "co2_per_unit_kg": tally.co2_kg / units,
        "hub_share": tally.hub_trips / max(1, tally.trips),
        "split_share": tally.split_drops / max(1, tally.stops),
    }


def _capacity(week: Week, tally: Tally) -> float:
    found = sum(count * week.kinds[k].capacity_units for k, count in tally.trips_by_kind.items())
    return found or max(kind.capacity_units for kind in week.kinds)
