"""The first wave of a day on which everything is known, with a solver that answers it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from simulators.supply_chain.build import as_week
from simulators.supply_chain.generator.city import generate_day
from simulators.supply_chain.interface import City, Route, Tools, Wave
from simulators.supply_chain.play.observe import Watch, describe_city
from simulators.supply_chain.play.orderbook import OrderBook
from simulators.supply_chain.solver.solver import Solver
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.worlds import draws


class Morning:
    """The wave, the city and the tools; `loads_units` replaces what the orders weigh."""

    def __init__(self, loads_units: Sequence[float] = (), **parameters: Any) -> None:
        world = World(**{"known_before_share": 1.0, "orders_per_day": 24.0, **parameters})
        day = generate_day(world, draws(9))
        if loads_units:
            pairs = zip(day.orders, loads_units, strict=False)
            loaded = [msgspec.structs.replace(o, quantity_units=q) for o, q in pairs]
            day = msgspec.structs.replace(day, orders=tuple(loaded))
        self.day = day
        week = as_week(day, world)
        self.city: City = describe_city(week, world)
        self.book = RoadBook(self.city)
        watch, orders_book = Watch(self.book), OrderBook()
        now = day.waves_min[0]
        orders = tuple(
            watch.see(orders_book.take_in(number, order, order.windows), now, day.waves_min[1])
            for number, order in enumerate(week.orders)
        )
        self.wave = Wave(now, 60.0, False, 9, world.vehicles, world.vehicles, (), 0.0, orders)
        self.solver = Solver(week, self.city)
        self.solver.look(self.wave)
        self.tools = Tools(self.city, self.solver.answer)

    def cost_eur(self, routes: tuple[Route, ...]) -> float:
        """Expected cost of routes, without the vans' price of the day."""
        return sum(self.tools.route_cost_eur(route, self.wave) for route in routes)
