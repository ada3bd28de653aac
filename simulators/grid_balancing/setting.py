"""One week before anybody acts: everything that is drawn, as plain arrays.

Ticks are numbered from 0 at the first midnight. Power is in MW.
"""

from dataclasses import dataclass

from simulators.grid_balancing.frequency.grid_frequency import GridFrequency
from simulators.grid_balancing.grid import Grid
from simulators.grid_balancing.market.prices import Prices
from simulators.grid_balancing.network.network import Complexes, Floats
from simulators.grid_balancing.weather.disturbances import Outage
from simulators.grid_balancing.weather.outlook import Outlook


@dataclass(frozen=True)
class Setting:
    """A week of a world.

    first: number of the first quarter-hour in the network's profiles; weekday: 0 is Monday.
    load_mva: (ticks, nodes), what consumers draw less what generators other than wind and sun feed
        in, complex; lost feeders already left out.
    load_mw: (ticks,), its real part summed up, as if no feeder was lost. demand_mw: (ticks,), what
        consumers who are connected want. outage_mw: (ticks,), what lost consumers would have drawn.
    available_mw: (ticks, generators), of wind and sun; 0 for others and on lost feeders.
    feeder_load_mw, feeder_fed_mw: (ticks, feeders), what each would draw, and what its wind and
        sun could feed in, were it connected.
    load, wind, pv: what rules are told of them.
    prices: None on an island. frequency: None on an island.
    restless_mw: (ticks * 900 + 1,), imbalance of each second on an island, positive lifts the
        frequency; None with a market.
    feeder_losses, trips: when feeders and units are away, by time.
    """

    grid: Grid
    first: int
    weekday: int
    ticks: int
    load_mva: Complexes
    load_mw: Floats
    demand_mw: Floats
    outage_mw: Floats
    available_mw: Floats
    feeder_load_mw: Floats
    feeder_fed_mw: Floats
    load: Outlook
    wind: Outlook
    pv: Outlook
    prices: Prices | None
    frequency: GridFrequency | None
    restless_mw: Floats | None
    feeder_losses: tuple[Outage, ...]
    trips: tuple[Outage, ...]

    @property
    def days(self) -> int:
        """How many days are played."""
        return self.ticks // 96
