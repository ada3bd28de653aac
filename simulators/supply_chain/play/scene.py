"""Everything that the parts of one replication share while it is played."""

from dataclasses import dataclass
from typing import Any

from ruleloop.draws import Draws
from simulators.supply_chain.observations import City
from simulators.supply_chain.play.fleet import Fleet
from simulators.supply_chain.play.mishaps import Mishaps
from simulators.supply_chain.play.observe import Watch
from simulators.supply_chain.play.orderbook import OrderBook
from simulators.supply_chain.play.tally import Tally
from simulators.supply_chain.play.traffic import Traffic
from simulators.supply_chain.timing import RoadBook
from simulators.supply_chain.week import Week
from simulators.supply_chain.world import World


@dataclass(frozen=True)
class Scene:
    """The week, its clock (`env`, of simpy), its orders and vehicles, and what is written down."""

    env: Any
    world: World
    week: Week
    draws: Draws
    city: City
    book: RoadBook
    watch: Watch
    traffic: Traffic
    orders: OrderBook
    fleet: Fleet
    tally: Tally
    mishaps: Mishaps
    trace: Any

    @property
    def now_min(self) -> float:
        """Minutes since Monday 0 h."""
        return float(self.env.now)
