"""The cross-dock: one trunk run per wave brings the goods of all its hub routes there."""

from collections.abc import Sequence
from typing import Any

from simulators.supply_chain.observations import OpenOrder
from simulators.supply_chain.play import money
from simulators.supply_chain.play.referee import Trunk
from simulators.supply_chain.play.round import haul
from simulators.supply_chain.play.scene import Scene
from simulators.supply_chain.play.trip import Desk, Trip


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
