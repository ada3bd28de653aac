"""What must be true of the trace of any week, whoever decided."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from simulators.supply_chain.observations import City
from simulators.supply_chain.play import money
from simulators.supply_chain.tooling.legality import EDGE_MIN, is_open, may_enter
from simulators.supply_chain.tooling.nights import is_night, night_of
from simulators.supply_chain.week import Week
from simulators.supply_chain.world import World

Event = Mapping[str, Any]


class WeekTrace:
    """One played week and the checks of it; each check asserts."""

    def __init__(self, world: World, week: Week, city: City, events: list[dict[str, Any]]) -> None:
        self.world, self.week, self.city = world, week, city
        self._by_kind: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            self._by_kind[event["kind"]].append(event)
        self.measures: Event = self._by_kind["measures"][-1]
        numbers = [kind for kind, count in enumerate(week.fleet) for _ in range(count)]
        self._class = [week.kinds[kind] for kind in numbers]

    def __getitem__(self, kind: str) -> list[Event]:
        return self._by_kind[kind]

    def check_all(self) -> None:
        """Everything below."""
        self.check_mass()
        self.check_money()
        self.check_places()
        self.check_zones()
        self.check_loads()
        self.check_batteries()
        self.check_law()

    def check_mass(self) -> None:
        """Every ordered unit is delivered or bought, once; only the cancelled may vanish."""
        got: Counter[int] = Counter()
        for stop in self["stop"]:
            if stop["outcome"] == "delivered":
                got[stop["order"]] += stop["units"]
        for spot in self["spot"]:
            got[spot["order"]] += spot["units"]
        for number, order in enumerate(self.week.orders):
            assert got[number] <= order.quantity_units + 1e-6
            if order.cancelled_min == float("inf"):
                assert got[number] >= order.quantity_units - 1e-6

    def check_money(self) -> None:
        """The parts of the bill are what trips, shifts, stops and spot orders cost, to the cent."""
        failed = sum(stop["outcome"] in ("absent", "closed") for stop in self["stop"])
        running = sum(self._cents(part) for part in ("distance", "energy", "levy", "tolls"))
        wages = sum(self._cents(part) for part in ("driver", "overtime", "night"))
        assert running == _sum_cents(self["trip"])
        assert wages == _sum_cents(self["shift"]) + _sum_cents(self["relief"])
        assert self._cents("spot") == _sum_cents(self["spot"])
        assert self._cents("failed") == failed * money.cents(self.world.failed_eur)
        assert self._cents("lateness") == sum(self._lateness(stop) for stop in self["stop"])
        assert self._cents("vehicles") == self._vehicles()
        taken = [offer for offer in self["offer"] if offer["accepted"]]
        assert self._cents("discounts") == sum(money.cents(o["discount_eur"]) for o in taken)
        total = sum(self._cents(part) for part in money.PARTS)
        assert total == round(100.0 * self.measures["total_eur"])

    def check_places(self) -> None:
        """No vehicle and no driver is in two places, and every trip starts and ends at a base."""
        trips = {trip["trip"]: trip for trip in self["trip"]}
        of_trip: defaultdict[int, list[Event]] = defaultdict(list)
        for leg in self["leg"]:
            of_trip[leg["trip"]].append(leg)
        for number, legs in of_trip.items():
            base = trips[number]["base"]
            assert legs[0]["i"] == legs[-1]["j"] == base
            assert all(a["j"] == b["i"] for a, b in pairwise(legs))
            assert all(a["arrived_min"] <= b["left_min"] for a, b in pairwise(legs))
        for who in ("vehicle", "driver"):
            _check_apart(self["trip"], who, ("sent_min", "back_min"))
        _check_apart(self["shift"], "driver", ("begun_min", "ended_min"))
        for trip in self["trip"]:
            assert any(_is_within(trip, shift) for shift in self["shift"])

    def check_zones(self) -> None:
        """Nobody unloads in a closed zone, from a barred vehicle, or at night without leave."""
        nights: Counter[tuple[int, int]] = Counter()
        for stop in self["stop"]:
            if stop["outcome"] != "delivered":
                continue
            zone, begun = self.week.zones[stop["zone"]], stop["begun_min"]
            assert is_open(zone, begun)
            assert may_enter(self._class[stop["vehicle"]], zone)
            if is_night(begun):
                assert stop["open_min"] - EDGE_MIN <= begun <= stop["close_min"] + EDGE_MIN
                nights[stop["zone"], night_of(begun)] += 1
        assert all(n <= self.week.zones[zone].night_drops for (zone, _), n in nights.items())
        assert sum(nights.values()) == self.measures["night_drops"]

    def check_loads(self) -> None:
        """No vehicle carries more than it holds."""
        for trip in self["trip"]:
            assert trip["load_units"] <= self._class[trip["vehicle"]].capacity_units * (1 + 1e-9)

    def check_batteries(self) -> None:
        """No battery gives more than was in it; a dry one stands for its charger."""
        for number, kind in enumerate(self._class):
            if kind.battery_kwh:
                self._drain(number, kind.battery_kwh)

    def _drain(self, number: int, full_kwh: float) -> None:
        stands = [e["at_min"] for e in self["charger"] if e["vehicle"] == number]
        left, trip, back_min = full_kwh, -1, 0.0
        for leg in self["leg"]:
            if leg["vehicle"] != number:
                continue
            if leg["trip"] != trip:
                trip = leg["trip"]
                sent = next(t["sent_min"] for t in self["trip"] if t["trip"] == trip)
                gained = self.world.charge_kw * (sent - back_min) / 60.0
                left = min(full_kwh, left + gained)
            if any(back_min <= at <= leg["left_min"] for at in stands):
                left = max(self.world.charger_kwh, 2.0 * leg["energy"])
            left -= leg["energy"]
            assert left >= -1e-9
            back_min = leg["arrived_min"]

    def check_law(self) -> None:
        """The audit of all drivers' logs found nothing."""
        assert self.measures["hours_broken"] == 0.0

    def _cents(self, part: str) -> int:
        exact = self.measures[f"{part}_per_unit_eur"] * self.measures["ordered_units"] * 100.0
        assert abs(exact - round(exact)) < 1e-4
        cents: int = round(exact)
        return cents

    def _lateness(self, stop: Event) -> int:
        is_business = self.week.orders[stop["order"]].is_business
        late_min: float = stop["late_min"]
        return money.lateness_cents(self.city, late_min, is_business=is_business)

    def _vehicles(self) -> int:
        """The fixed prices of vehicles on the days of their shifts, and mobile chargers."""
        used = {
            (trip["vehicle"], int(shift["start_min"] // 1440.0))
            for trip in self["trip"]
            for shift in self["shift"]
            if _is_within(trip, shift)
        }
        extra = len(self["charger"]) * money.cents(self.world.charger_eur)
        return int(sum(money.vehicle_cents(self._class[v]) for v, _ in used) + extra)


def _is_within(trip: Event, shift: Event) -> bool:
    is_same = (trip["vehicle"], trip["driver"]) == (shift["vehicle"], shift["driver"])
    return is_same and shift["begun_min"] <= trip["loading_from_min"] <= shift["ended_min"]


def _sum_cents(events: list[Event]) -> int:
    return sum(round(100.0 * event["cost_eur"]) for event in events)


def _check_apart(events: list[Event], who: str, names: tuple[str, str]) -> None:
    spans: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for event in events:
        spans[event[who]].append((event[names[0]], event[names[1]]))
    for found in spans.values():
        assert all(a[1] <= b[0] + EDGE_MIN for a, b in pairwise(sorted(found)))
