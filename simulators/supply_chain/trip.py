"""One van on the road: loading, driving, waiting before closed doors, service, and back."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from simulators.supply_chain import money
from simulators.supply_chain.day import Day
from simulators.supply_chain.fleet import Van
from simulators.supply_chain.referee import Stops
from simulators.supply_chain.tally import Tally
from simulators.supply_chain.traffic import Traffic
from simulators.supply_chain.world import World


@dataclass(frozen=True)
class Road:
    """Where vans drive; it writes down time, kilometres, lateness and their price."""

    env: Any
    world: World
    day: Day
    traffic: Traffic
    tally: Tally
    trace: Any

    def drive(self, van: Van, stops: Stops, leave_min: float) -> Generator[Any, Any, None]:
        """A simpy process from the wave that sends the van until it is back at the depot.

        The driver is paid from the start of loading, `loading_min` before `leave_min`.
        """
        trip, sent_min = self._begin(stops), float(self.env.now)
        yield self.env.timeout(leave_min - sent_min)
        site, km = 0, 0.0
        for number in stops:
            km += float(self.day.distance_km[site, self.day.orders[number].site])
            yield from self._serve(trip, van, number, site)
            site = self.day.orders[number].site
        last_left_min = float(self.env.now)
        yield self.env.timeout(self.traffic.travel_min(site, 0, last_left_min))
        km += float(self.day.distance_km[site, 0])
        van.back_min = None
        self._pay(float(self.env.now) - leave_min + self.day.loading_min, km)
        self.trace.event(
            "trip",
            trip=trip,
            vehicle=van.number,
            sent_min=sent_min,
            loading_from_min=leave_min - self.day.loading_min,
            left_min=leave_min,
            last_stop_left_min=last_left_min,
            back_min=float(self.env.now),
            stops=list(stops),
            km=km,
            load_units=sum(self.day.orders[number].quantity_units for number in stops),
        )

    def _begin(self, stops: Stops) -> int:
        self.tally.trips += 1
        self.tally.load_units += sum(self.day.orders[n].quantity_units for n in stops)
        return self.tally.trips - 1

    def _serve(self, trip: int, van: Van, number: int, site: int) -> Generator[Any, Any, None]:
        order, left_min = self.day.orders[number], float(self.env.now)
        yield self.env.timeout(self.traffic.travel_min(site, order.site, left_min))
        arrived_min = float(self.env.now)
        late_min = max(0.0, arrived_min - order.close_min)
        self.tally.late_min[number] = late_min
        self.tally.bill.lateness += money.lateness_cents(self.world, late_min)
        yield self.env.timeout(max(0.0, order.open_min - arrived_min))
        begun_min = float(self.env.now)
        yield self.env.timeout(self.traffic.service_min(number))
        self.trace.event(
            "stop",
            trip=trip,
            vehicle=van.number,
            order=number,
            site=order.site,
            left_min=left_min,
            arrived_min=arrived_min,
            begun_min=begun_min,
            done_min=float(self.env.now),
            open_min=order.open_min,
            close_min=order.close_min,
            late_min=late_min,
            units=order.quantity_units,
        )

    def _pay(self, paid_min: float, km: float) -> None:
        self.tally.km += km
        self.tally.paid_min += paid_min
        self.tally.bill.driver += money.driver_cents(self.world, paid_min)
        self.tally.bill.distance += money.distance_cents(self.world, km)
