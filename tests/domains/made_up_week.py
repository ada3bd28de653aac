"""Trace events of a made-up week, in the form that the simulator writes them."""

import math
import random
from typing import Any

Event = dict[str, Any]
ZONES = ("old town", "residential", "industrial", "suburb", "rural")
CENTRES = ((0.0, 4.0), (4.0, 7.0), (-6.0, 1.0), (2.0, -6.0), (14.0, -4.0))
KINDS = ("van", "e-van", "7.5 t", "12 t", "18 t")
FLEET = (5, 2, 2, 1, 1)
SITES_PER_ZONE, HUB = 12, 61
DAY = 1440.0


def made_up_week(seed: int = 1, days: int = 6) -> list[Event]:
    """Every kind of event at least once: late, failed, split, by night, from the hub, broken."""
    return _Dice(seed, days).events()


class _Dice:
    def __init__(self, seed: int, days: int) -> None:
        self.rng, self.days = random.Random(seed), days
        self.x, self.y, self.zone = [0.0], [0.0], [2]
        for zone, (cx, cy) in enumerate(CENTRES):
            spread = 4.0 if zone == 4 else 1.6
            for _ in range(SITES_PER_ZONE):
                self.x.append(self.rng.gauss(cx, spread))
                self.y.append(self.rng.gauss(cy, spread))
                self.zone.append(zone)
        self.x.append(9.0)
        self.y.append(-3.0)
        self.zone.append(3)
        kinds = [kind for kind, count in enumerate(FLEET) for _ in range(count)]
        self.vehicles = [
            {"number": n, "kind": kind, "base": HUB if n == 4 else 0}
            for n, kind in enumerate(kinds)
        ]
        self.trip = self.order = 0
        self.found: list[Event] = []

    def add(self, kind: str, **fields: Any) -> None:
        self.found.append({"kind": kind, **fields})

    def events(self) -> list[Event]:
        self.add(
            "week", name="made up", x_km=self.x, y_km=self.y, site_zone=self.zone,
            zones=list(ZONES), kinds=list(KINDS), vehicles=self.vehicles, days=self.days, hub=HUB,
            orders=100 * self.days, is_designed=True,
        )  # fmt: skip
        for day in range(self.days):
            for hour in (6, 10, 14, 22):
                self.wave(day, hour)
            for vehicle in self.vehicles:
                if self.rng.random() < 0.85:
                    self.shift(day, vehicle)
        self.add("breakdown", vehicle=0, at_min=500.0, minutes=55.0)
        parts = {
            "driver": 4.1, "overtime": 0.12, "night": 0.05, "energy": 0.6, "levy": 0.06,
            "distance": 0.5, "vehicles": 1.0, "tolls": 0.04, "hub": 0.0, "failed": 0.1,
            "lateness": 0.2, "discounts": 0.0, "spot": 0.15,
        }  # fmt: skip
        shares = {"on_time_share": 0.962, "business_on_time_share": 0.975, "fill_share": 0.63,
                  "first_attempt_share": 0.957, "spot_share": 0.01, "night_drop_share": 0.04,
                  "worst_zone_service_share": 0.94}  # fmt: skip
        self.add(
            "measures", cost_per_unit_eur=sum(parts.values()), ordered_units=4200.0,
            total_eur=4200.0 * sum(parts.values()), orders=100.0 * self.days,
            overtime_hours=7.5, co2_per_unit_kg=0.42, most_driver_week_h=46.5, night_drops=20.0,
            **{f"{part}_per_unit_eur": value for part, value in parts.items()}, **shares,
        )  # fmt: skip
        return self.found

    def wave(self, day: int, hour: int) -> None:
        size = self.rng.randint(20, 45) + 10 * (day == 2)
        open_ = list(range(1000 * day + hour, 1000 * day + hour + size))
        sent = [open_[k : k + 5] for k in range(0, size // 2, 5)]
        self.add(
            "wave", day=day, now_min=day * DAY + hour * 60.0, open=open_,
            must_go=open_[: size // 3], sent=sent, refused=[], vehicles_free=len(sent) + 1,
        )  # fmt: skip

    def shift(self, day: int, vehicle: Event) -> None:
        number, kind = vehicle["number"], vehicle["kind"]
        start = day * DAY + (22.0 * 60 if kind == 4 else 6.0 * 60 + 30 * (number % 4))
        at, limit = start, start + 7.5 * 60
        at = self.drive(vehicle, at + 10.0)
        self.add("break", vehicle=number, driver=(number + day) % 14, from_min=at, to_min=at + 45.0)
        at += 45.0
        while at < limit - 60:
            at = self.drive(vehicle, at + 15.0)
        planned = start + 8.5 * 60
        self.add(
            "shift", vehicle=number, driver=(number + day) % 14, base=vehicle["base"],
            start_min=start, planned_end_min=planned, ended_min=max(at, planned),
            paid_min=max(at, planned) - start - 45.0, overtime_min=max(0.0, at - planned),
            night_min=0.0, cost_eur=260.0,
        )  # fmt: skip

    def drive(self, vehicle: Event, at: float) -> float:
        rng, base = self.rng, vehicle["base"]
        zone = rng.choice((3, 4)) if base else rng.choice((0, 0, 1, 2, 3, 4))
        sites = [s for s in range(1, len(self.x) - 1) if self.zone[s] == zone]
        todo = rng.sample(sites, rng.randint(4, 9))
        trip, left, site, km, stops = self.trip, at, base, 0.0, []
        self.trip += 1
        while todo:
            todo.sort(key=lambda s: self.km(site, s))
            target = todo.pop(0)
            arrive = at + self.km(site, target) * 2.2 + 1.0
            self.leg(trip, vehicle, site, target, at, arrive)
            km += self.km(site, target)
            begin = arrive + (12.0 if rng.random() < 0.1 else 0.0)
            late = rng.uniform(3, 30) if rng.random() < 0.05 else 0.0
            done, units = begin + rng.uniform(4, 14), float(rng.randint(2, 9))
            outcome = "absent" if rng.random() < 0.04 else "delivered"
            self.add(
                "stop", trip=trip, vehicle=vehicle["number"], order=self.order, site=target,
                zone=zone, attempt=0, outcome=outcome, left_min=at, arrived_min=arrive,
                begun_min=begin, done_min=done, open_min=begin - 30.0,
                close_min=arrive - late if late else arrive + 60.0, late_min=late, units=units,
            )  # fmt: skip
            stops.append(self.order)
            self.order += 1
            at, site = done, target
        back = at + self.km(site, base) * 2.2 + 1.0
        self.leg(trip, vehicle, site, base, at, back)
        km += self.km(site, base)
        if rng.random() < 0.05:
            self.add("spot", order=self.order, site=site, zone=zone, units=4.0, cost_eur=41.0,
                     why="due")  # fmt: skip
            self.order += 1
        self.add(
            "trip", trip=trip, vehicle=vehicle["number"], sent_min=left - 10.0,
            loading_from_min=left - 10.0, left_min=left, last_stop_left_min=at, back_min=back,
            stops=stops, km=km, load_units=4.0 * len(stops), base=base, purpose="delivery",
            driver=vehicle["number"], cost_eur=km * 0.35,
        )  # fmt: skip
        return back

    def km(self, i: int, j: int) -> float:
        return 1.3 * math.hypot(self.x[i] - self.x[j], self.y[i] - self.y[j])

    def leg(self, trip: int, vehicle: Event, i: int, j: int, left: float, arrived: float) -> None:
        self.add("leg", trip=trip, vehicle=vehicle["number"], i=i, j=j, left_min=left,
                 arrived_min=arrived, km=self.km(i, j), energy=0.1 * self.km(i, j))  # fmt: skip
