"""The cross-dock: trunk runs bring goods there, for routes that wait for them or to be stored."""

from collections.abc import Sequence
from typing import Any

from simulators.supply_chain.observations import OpenOrder
from simulators.supply_chain.play import money
from simulators.supply_chain.play.referee import SentHaul, Trunk
from simulators.supply_chain.play.round import haul
from simulators.supply_chain.play.scene import Scene
from simulators.supply_chain.play.trip import Desk, Play, Trip
from simulators.supply_chain.tooling.nights import is_night


def send_trunk(scene: Scene, trunk: Trunk, goods: Sequence[OpenOrder], desk: Desk) -> Any:
    """Send the trunk; gives the simpy event that its goods are unloaded and may leave.

    Handling is paid per unit. What hub vehicles bring back counts as being at base again: the
    trunk drives home empty and takes it along.
    """
    units = sum(part.quantity_units for part in goods)
    trip = Trip(scene, scene.fleet.all[trunk.vehicle.number], (), purpose="trunk")
    trip.cargo_kg = sum(part.weight_kg for part in goods)
    scene.tally.hub_units += units
    scene.tally.bill.hub += money.cents(units * scene.city.hub_eur_per_unit)
    unloaded = scene.env.event()
    scene.env.process(haul(trip, desk, leave_min=trunk.timing.leave_min, unloaded=unloaded))
    return unloaded


def send_haul(scene: Scene, haul: SentHaul, desk: Desk) -> None:
    """Send a run whose goods stay at the cross-dock, until routes from there take them.

    Where they are unloaded by night the noise counts for that night's deliveries.
    """
    city, at_min = scene.city, haul.trunk.timing.arrive_min[0]
    if is_night(at_min):
        scene.tally.nights.plan(city.site_zone[city.hub], at_min, 1)
    loaded = [
        (part.number, scene.orders.load(part.number, part.quantity_units)) for part in haul.parts
    ]
    unloaded = send_trunk(scene, haul.trunk, haul.parts, desk)
    scene.env.process(_store(scene, loaded, unloaded))


def _store(scene: Scene, loaded: Sequence[tuple[int, float]], unloaded: Any) -> Play:
    """Goods are open again when they are unloaded, at the cross-dock."""
    yield unloaded
    for number, units in loaded:
        scene.orders.bring_back(number, units, scene.city.hub)
