"""A wave in a made-up region of five zones and five classes, and a solver that answers it."""

from typing import Any

import msgspec
import numpy as np

from simulators.supply_chain.interface import City, FreeVehicle, OpenOrder, Route, Tools, Wave, Zone
from simulators.supply_chain.kinds import region_kinds
from simulators.supply_chain.observations import PastOrder
from simulators.supply_chain.rush_hours import hour_factors
from simulators.supply_chain.solver.solver import Solver
from simulators.supply_chain.world import World

ZONES = (
    Zone("old town", most_gross_t=7.5, is_narrow=True, open_min=360.0, close_min=660.0),
    Zone("residential", night_drops=4),
    Zone("industrial"),
    Zone("suburb", toll_share=0.1),
    Zone("rural", congestion_share=0.5, toll_share=0.6),
)
CENTRES_KM = ((0.0, 0.0), (4.0, 3.0), (-5.0, 2.0), (6.0, -6.0), (22.0, 14.0))
DEPOT_KM, HUB_KM = (-8.0, -3.0), (14.0, 9.0)
FLEET = (6, 2, 3, 2, 1)
SIX, DAY = 360.0, 1440.0


class RegionWave:
    """The wave at `now_min`, the city, the tools; `orders` of them are open."""

    def __init__(
        self, *, seed: int = 1, orders: int = 30, now_min: float = SIX, **wave: Any
    ) -> None:
        random = np.random.default_rng(seed)
        zones = [k % len(ZONES) for k in range(60)]
        centres = np.array([CENTRES_KM[zone] for zone in zones])
        places = np.vstack([[DEPOT_KM], centres + random.normal(0.0, 1.5, (60, 2)), [HUB_KM]])
        self.x_km, self.y_km = tuple(places[:, 0]), tuple(places[:, 1])
        crow = np.hypot(*(places[:, None] - places[None, :]).transpose(2, 0, 1))
        km = crow * random.uniform(1.25, 1.4, crow.shape)
        world = World()
        self.city = City(
            travel_min=km * 60.0 / 35.0,
            distance_km=km,
            hour_factor=hour_factors(1.0),
            site_share=(0.0, *(1.0 / 60 for _ in zones), 0.0),
            new_orders=(),
            waves_min=(SIX,),
            loading_min=20.0,
            late_eur=25.0,
            late_eur_per_min=0.5,
            spot_multiple=2.2,
            spot_least_eur=18.0,
            kinds=region_kinds(world),
            fleet=FLEET,
            zones=ZONES,
            site_zone=(2, *zones, 4),
            days=6,
            has_hours=True,
            drivers=12,
            least_paid_h=6.0,
            overtime_share=0.25,
            night_share=0.25,
            private_late_eur=8.0,
            failed_eur=14.0,
            hub=61,
            hub_eur_per_unit=0.1,
            hub_min=30.0,
            history=tuple(_past(random, zones) for _ in range(300)),
        )
        self.tools = Tools(self.city, self._answer)
        opened = tuple(self._order(random, n, zones, now_min) for n in range(orders))
        vehicles = [
            FreeVehicle(
                number,
                kind,
                is_fresh=number % 3 > 0,
                back_by_min=now_min + 720.0,
                shift_ends_min=now_min + 540.0,
                drive_left_min=540.0,
                battery_kwh=self.city.kinds[kind].battery_kwh,
            )
            for number, kind in enumerate(k for k, n in enumerate(FLEET) for _ in range(n))
        ]
        fields = {
            "now_min": now_min,
            "minutes_to_next": 180.0,
            "is_last_wave": False,
            "waves_left": 3,
            "vehicles_free": len(vehicles),
            "vehicles_fresh": sum(v.is_fresh for v in vehicles),
            "returns_min": (),
            "orders_to_come": 12.0,
            "orders": opened,
            "day": int(now_min // DAY),
            "vehicles": tuple(vehicles),
        }
        self.wave = Wave(**{**fields, **wave})
        self.solver = Solver(self, self.city)
        self.solver.look(self.wave)

    def _answer(self, request: Any) -> tuple[Route, ...]:
        return self.solver.answer(request)

    def _order(self, random: Any, number: int, zones: list[int], now_min: float) -> OpenOrder:
        site = int(random.integers(1, 61))
        zone = zones[site - 1]
        is_large = zone == 2 and random.random() < 0.3
        units = float(random.integers(50, 141)) if is_large else float(random.integers(1, 21))
        day = now_min - now_min % DAY
        open_min = day + float(random.integers(7, 13)) * 60.0
        close_min = open_min + float(random.integers(2, 6)) * 60.0
        if zone == 0:
            open_min, close_min = day + 360.0, day + 900.0
        later = ((close_min + DAY - 240.0, close_min + DAY),) if random.random() < 0.25 else ()
        return OpenOrder(
            number,
            site,
            open_min,
            close_min,
            units,
            4.0 + 0.3 * units,
            0.0,
            must_go=not later,
            slack_min=close_min - now_min - float(self.city.travel_min[0, site]),
            zone=zone,
            weight_kg=12.0 * units,
            due_min=later[-1][1] if later else close_min,
            later=later,
            is_business=bool(random.random() < 0.5),
            may_split=is_large,
        )

    def look(self, wave: Wave) -> None:
        """Take another wave instead."""
        self.wave = wave
        self.solver.look(wave)

    def limit(self, *, back_in_min: float) -> "RegionWave":
        """The same wave, with drivers who must be back so soon."""
        back_by_min = self.wave.now_min + back_in_min
        vehicles = tuple(
            msgspec.structs.replace(vehicle, back_by_min=back_by_min)
            for vehicle in self.wave.vehicles
        )
        self.look(msgspec.structs.replace(self.wave, vehicles=vehicles))
        return self

    def cost_eur(self, routes: tuple[Route, ...]) -> float:
        """Expected cost of routes, without the vehicles' price of the day."""
        return sum(self.tools.route_cost_eur(route, self.wave) for route in routes)


def _past(random: Any, zones: list[int]) -> PastOrder:
    site = int(random.integers(1, 61))
    known_min = float(random.uniform(0.0, 6 * DAY))
    return PastOrder(site, known_min, known_min + 60.0, known_min + 300.0, 5.0, 60.0, 6.0)
